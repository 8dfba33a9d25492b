"""NEIS's list of schools, as a made-up page of its shape."""

from datetime import date
from pathlib import Path

import pytest

from etl.clean import STEPS, Record
from etl.parsing import leftover
from etl.readers.api_page import read_api_page
from etl.record import PlaceRecord, Skip
from etl.source import read_source

PAGE = Path(__file__).resolve().parents[3] / "fixtures" / "sources" / "neis_schools" / "20261120" / "0001.json"
SOURCE = read_source("neis_schools")
ROW = {
    "SD_SCHUL_CODE": "7999001", "SCHUL_NM": "지은초등학교", "ENG_SCHUL_NM": "Jieun Elementary School",
    "SCHUL_KND_SC_NM": "초등학교", "ORG_RDNMA": "경기도 안산시 단원구 지은로 1",
}  # fmt: skip


def page() -> list[dict[str, str]]:
    assert SOURCE.api is not None
    return read_api_page(PAGE, api=SOURCE.api)


def schools() -> list[PlaceRecord]:
    found = [SOURCE.parser.parse_row(row, SOURCE) for row in page()]
    return [one for one in found if isinstance(one, PlaceRecord)]


def cleaned(record: Record) -> Record:
    """The record after all steps but that on positions, which it has none of."""
    for name, step in STEPS:
        if name != "positions":
            result = step(record)
            assert not isinstance(result, Skip)
            record = result
    return record


def test_every_row_is_accounted_for() -> None:
    found = [SOURCE.parser.parse_row(row, SOURCE) for row in page()]
    assert [one.reason for one in found if isinstance(one, Skip)] == ["no_category", "other_province"]
    assert [one.category for one in schools()] == [
        "elementary_school", "middle_school", "high_school", "special_school",
    ]  # fmt: skip


def test_a_row_in_full_with_the_schools_own_english_name() -> None:
    row = page()[0]
    record = SOURCE.parser.parse_row(row, SOURCE)
    assert leftover(row, SOURCE.ignore) == []
    assert str(record.lat) == str(record.lon) == "nan"
    done = cleaned(record)
    assert (done.name_en, done.name_en_generated) == ("Jieun Elementary School", False)
    assert (done.source_key, done.name_ko, done.phone) == ("7999001", "지은초등학교", "031-123-4567")
    assert done.address_ko == "경기도 안산시 단원구 지은로 1 (원곡동)"
    assert isinstance(done, PlaceRecord)
    assert done.unit_ko == "경기도 안산시 단원구"
    assert done.checked_on == date(2026, 11, 15)
    assert done.attributes == {
        "level_ko": "초등학교",
        "founding_ko": "공립",
        "coeducation_ko": "남여공학",
        "day_or_night_ko": "주간",
        "founded_on": "1980-03-01",
    }


def test_blanks_of_spaces_are_no_values() -> None:
    special = schools()[3]
    assert special.name_en == ""
    assert special.address_ko == "경기도 안산시 단원구 지은로 1"
    assert "high_school_kind_ko" not in special.attributes
    assert schools()[2].attributes["high_school_kind_ko"] == "일반고"


def test_spaces_at_the_end_are_no_part_of_a_value() -> None:
    record = SOURCE.parser.parse_row(ROW | {"SCHUL_NM": "지은초등학교 ", "SD_SCHUL_CODE": "7999001 "}, SOURCE)
    assert (record.name_ko, record.source_key) == ("지은초등학교", "7999001")


def test_trap_45_a_homepage_without_its_scheme_gets_one() -> None:
    assert [cleaned(one).homepage for one in schools()[:2]] == [
        "http://madeup.example.kr",
        "http://www.madeup.example.kr",
    ]


def test_trap_10_there_are_no_coordinates_so_schools_are_placed_by_their_address() -> None:
    assert SOURCE.geocode
    assert all(str(one.lat) == "nan" for one in schools())


def test_trap_27_two_schools_at_one_address_are_two() -> None:
    assert len({one.address_ko.split(" (")[0] for one in schools() if one.category != "middle_school"}) == 1
    assert len({one.source_key for one in schools()}) == 4


def test_trap_35_each_province_by_its_office_of_education() -> None:
    assert SOURCE.api is not None
    assert SOURCE.api.each == {"ATPT_OFCDC_SC_CODE": ("J10", "B10", "E10")}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"SCHUL_KND_SC_NM": "지은학교"}, "unknown_level"),
        ({"SCHUL_KND_SC_NM": "  "}, "unknown_level"),
        ({"SCHUL_KND_SC_NM": "평생학교(고)-2년6학기"}, "no_category"),
        ({"ORG_RDNMA": "부산광역시 중구 지은로 1"}, "other_province"),
        ({"ORG_RDNMA": "  "}, "no_address"),
        ({"SD_SCHUL_CODE": ""}, "no_key"),
    ],
)
def test_why_a_row_is_skipped(changes: dict[str, str], reason: str) -> None:
    assert SOURCE.parser.parse_row(ROW | changes, SOURCE) == Skip(reason)
