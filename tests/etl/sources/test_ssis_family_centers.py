"""Family centres of the register of welfare facilities, as a made-up page of its shape."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.parsing import leftover
from etl.readers.api_page import read_api_page
from etl.record import PlaceRecord, ServiceRecord, Skip
from etl.source import read_source

PAGE = Path(__file__).resolve().parents[3] / "fixtures" / "sources" / "ssis_family_centers" / "20261120" / "0001.xml"
SOURCE = replace(read_source("ssis_family_centers"), reference_date=date(2026, 11, 20))
ROW = {"fcltCd": "X9991", "fcltNm": "지은시가족센터", "fcltKindCd": "140101", "fcltAddr": "경기도 안산시 지은로 1"}


def page() -> list[dict[str, str]]:
    assert SOURCE.api is not None
    return read_api_page(PAGE, api=SOURCE.api)


def test_every_item_is_accounted_for() -> None:
    found = [SOURCE.parser.parse_row(row, SOURCE) for row in page()]
    assert [one.name_ko for one in found if isinstance(one, PlaceRecord)] == [
        "지은시가족센터",
        "지은군다문화가족지원센터",
    ]
    assert [one.reason for one in found if isinstance(one, Skip)] == ["other_province", "other_kind"]


def test_an_item_in_full_with_its_address_in_one_piece() -> None:
    row = page()[0]
    record = SOURCE.parser.parse_row(row, SOURCE)
    assert leftover(row, SOURCE.ignore) == []
    assert str(record.lat) == str(record.lon) == "nan"
    assert replace(record, lat=0, lon=0) == PlaceRecord(
        source_key="X9991",
        category="support_center",
        name_ko="지은시가족센터",
        lat=0,
        lon=0,
        address_ko="경기도 안산시 단원구 지은로 35 (원곡동)",
        unit_ko="경기도 안산시 단원구",
        phone="031-123-4567",
        homepage="madeup.example.kr",
        checked_on=date(2026, 11, 20),
        services=tuple(
            ServiceRecord(kind, checked_on=date(2026, 11, 20))
            for kind in ("counselling_family", "korean_class", "interpreting", "job_placement")
        ),
    )


def test_the_second_number_stands_in_for_the_first() -> None:
    assert SOURCE.parser.parse_row(page()[1], SOURCE).phone == "031-123-4569"


@pytest.mark.parametrize(
    "changes",
    [{"fcltKindCd": "040211"}, {"fcltKindCd": ""}, {"fcltKindCd": "140201"}, {"fcltNm": "지은***"}],
)
def test_trap_61_a_facility_of_another_kind_is_left_out_unseen(changes: dict[str, str]) -> None:
    """Its reason is one of the YAML's, so the row is not kept in quarantine either."""
    assert SOURCE.parser.parse_row(ROW | changes, SOURCE) == Skip("other_kind")
    assert "other_kind" in SOURCE.skips


def test_trap_61_the_name_of_the_person_in_charge_is_not_read() -> None:
    record = SOURCE.parser.parse_row(ROW | {"rprsNm": "홍길동"}, SOURCE)
    assert "홍길동" not in repr(record)
    assert "rprsNm" in SOURCE.ignore


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"fcltAddr": ""}, "no_address"), ({"fcltAddr": "부산광역시 중구"}, "other_province"), ({"fcltCd": ""}, "no_key")],
)
def test_why_an_item_is_skipped(changes: dict[str, str], reason: str) -> None:
    assert SOURCE.parser.parse_row(ROW | changes, SOURCE) == Skip(reason)


def test_places_are_found_by_their_address() -> None:
    assert SOURCE.geocode
