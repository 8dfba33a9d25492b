"""The standard data on festivals, as a made-up file of its shape (CP949, CRLF)."""

from datetime import date
from pathlib import Path

import pytest

from etl.fetch import find_input
from etl.parsing import Parsed, parse
from etl.record import EventRecord
from etl.source import read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"
SOURCE = read_source("festivals_standard")


def parsed_on(today: date) -> Parsed:
    found = find_input(SOURCE, raw_dir=FIXTURES)
    assert found is not None
    return parse(SOURCE, found, today=today)


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parsed_on(date(2026, 11, 16))


@pytest.fixture(scope="module")
def by_name(parsed: Parsed) -> dict[str, EventRecord]:
    return {one.name_ko: one for one in parsed.records}


def test_every_row_is_accounted_for(parsed: Parsed) -> None:
    assert parsed.read == 12
    assert len(parsed.records) == 6
    assert dict(parsed.skipped) == {"other_province": 2, "no_position": 1, "duplicate_key": 1}
    assert [(one.rule, one.raw["축제명"]) for one in parsed.refused] == [
        ("ends_before_start", "지은뒤집힌축제"),
        ("day_unreadable", "지은모르는날축제"),
    ]
    assert parsed.duplicates == 0
    assert dict(parsed.leftovers) == {}


def test_a_row_in_full(parsed: Parsed) -> None:
    assert parsed.records[0] == EventRecord(
        source_key="87554109545a71ebe0b79a4072baf744",
        category="festival",
        name_ko="지은겨울축제",
        name_en="Jieungyeoul Festival",
        name_en_generated=True,
        starts_on=date(2026, 12, 5),
        ends_on=date(2026, 12, 6),
        lat=37.3304,
        lon=126.8104,
        venue_ko="지은광장",
        address_ko="경기도 안산시 단원구 지은로 1",
        phone="031-000-1234",
        homepage="http://www.example.kr/festival",
        checked_on=date(2026, 10, 31),
        attributes={
            "description_ko": "<script>alert(1)</script> 노래+춤+먹거리",
            "organizer_ko": "지은축제위원회",
            "host_ko": "지은시청",
            "sponsor_ko": "지은문화원",
            "related_ko": "지은호수+지은박물관",
        },
        provider="경기도 안산시",
    )


def test_trap_07_titles_in_brackets_and_plus_signs_stay(by_name: dict[str, EventRecord]) -> None:
    one = by_name["지은시민축제 <우선멈춤>"]
    assert (one.venue_ko, one.address_ko) == ("지은광장+지은공원", "경기도 화성시 반송동 2")
    assert (one.phone, one.homepage) == ("", "")


def test_the_address_decides_the_province_whoever_provides_the_row(by_name: dict[str, EventRecord]) -> None:
    assert by_name["지은서울축제"].address_ko == "서울시 종로구 지은로 3"


def test_the_past_is_loaded_and_the_day_of_the_run_changes_nothing(parsed: Parsed) -> None:
    assert "지은지난축제" in {one.name_ko for one in parsed.records}
    assert parsed_on(date(2036, 1, 1)).records == parsed.records
