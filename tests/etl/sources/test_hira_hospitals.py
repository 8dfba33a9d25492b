"""HIRA's hospital list, as a made-up file of its shape."""

from datetime import date
from pathlib import Path

import pytest

from etl.fetch import find_input
from etl.parsing import Parsed, parse
from etl.record import PlaceRecord, Skip
from etl.source import read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"
SOURCE = read_source("hira_hospitals")
ROW = {
    "암호화요양기호": "JDQ4" + "x" * 76, "요양기관명": "지은의원", "종별코드": "31", "종별코드명": "의원",
    "시도코드명": "경기", "시군구코드명": "수원팔달구", "주소": "경기도 수원시 팔달구 지은로 1",
    "전화번호": "031-123-4567", "좌표(X)": "127.0", "좌표(Y)": "37.27",
}  # fmt: skip


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    found = find_input(SOURCE, raw_dir=FIXTURES)
    assert found is not None
    return parse(SOURCE, found, today=date(2026, 3, 1))


def parse_row(**changes: str) -> PlaceRecord | Skip:
    result = SOURCE.parser.parse_row(ROW | changes, SOURCE)
    assert isinstance(result, (PlaceRecord, Skip))
    return result


def test_every_row_is_accounted_for(parsed: Parsed) -> None:
    assert parsed.read == 9
    assert len(parsed.records) == 6
    assert dict(parsed.skipped) == {"no_category": 1, "other_province": 1}
    assert [(one.rule, one.line, one.raw["요양기관명"]) for one in parsed.refused] == [
        ("unknown_type", 10, "지은모름의원")
    ]
    assert dict(parsed.leftovers) == {}


def test_types_become_categories(parsed: Parsed) -> None:
    assert {one.name_ko: one.category for one in parsed.records} == {
        "지은내과의원": "clinic",
        "지은종합병원": "hospital",
        "지은요양병원": "hospital",
        "지은치과의원": "dental_clinic",
        "지은한의원": "oriental_clinic",
        "지은보건소": "public_health_center",
    }


def test_a_row_in_full(parsed: Parsed) -> None:
    assert parsed.records[0] == PlaceRecord(
        source_key="MADEUP01".ljust(79, "x") + "A",
        category="clinic",
        name_ko="지은내과의원",
        lat=37.3304,
        lon=126.8104,
        address_ko="경기도 안산시 단원구 지은로 12, 3층 (원곡동)",
        unit_ko="경기도 안산시 단원구",
        phone="031-123-4567",
        homepage="http://www.madeup.example.kr",
        name_en="Jieun Internal Medicine Clinic",
        name_en_generated=True,
        address_en="12, Jieun-ro, Danwon-gu, Ansan-si, Gyeonggi-do",
        checked_on=date(2025, 12, 31),
        attributes={"type_ko": "의원", "opened_on": "2012-03-15", "doctors": 2},
    )


def test_the_fifteen_column_edition_needs_no_more(parsed: Parsed) -> None:
    place = parse_row()
    assert isinstance(place, PlaceRecord)
    assert place.attributes == {"type_ko": "의원"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"종별코드": "99"}, "unknown_type"),
        ({"종별코드": ""}, "unknown_type"),
        ({"종별코드": "93"}, "type_disagrees"),
        ({"시도코드명": "강원"}, "other_province"),
        ({"암호화요양기호": ""}, "no_key"),
    ],
)
def test_why_a_row_is_skipped(changes: dict[str, str], reason: str) -> None:
    assert parse_row(**changes) == Skip(reason)


def test_trap_05_a_code_without_its_zero_is_the_same_code() -> None:
    place = parse_row(종별코드="1", 종별코드명="상급종합")
    assert isinstance(place, PlaceRecord)
    assert place.category == "hospital"


def test_hiras_own_unit_stands_in_for_a_missing_address() -> None:
    place = parse_row(주소="")
    assert isinstance(place, PlaceRecord)
    assert place.unit_ko == "경기 수원팔달구"


def test_the_key_keeps_its_letter_case_and_length(parsed: Parsed) -> None:
    assert {len(one.source_key) for one in parsed.records} == {80}
    assert parsed.records[0].source_key.endswith("xA")
