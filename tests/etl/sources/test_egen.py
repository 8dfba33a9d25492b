"""E-Gen's lists, as made-up pages of their shape."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.clean import clean
from etl.clean.hours import DAYS
from etl.parsing import leftover
from etl.readers.api_page import read_api_page
from etl.record import PlaceRecord, Skip
from etl.source import Source, read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"
HOSPITALS, PHARMACIES = read_source("egen_hospitals"), read_source("egen_pharmacies")
ROW = {
    "hpid": "A9990001", "dutyName": "지은의원", "dutyAddr": "경기도 안산시 단원구 지은로 1", "dutyDiv": "C",
    "dutyDivNam": "의원", "wgs84Lat": "37.3304", "wgs84Lon": "126.8104",
}  # fmt: skip


def page(source: Source) -> list[dict[str, str]]:
    assert source.api is not None
    return read_api_page(FIXTURES / source.name / "20261120" / "0001.xml", api=source.api)


def results(source: Source) -> list[PlaceRecord | Skip]:
    return [source.parser.parse_row(row, source) for row in page(source)]


def place(source: Source = HOSPITALS, **changes: str) -> PlaceRecord:
    result = source.parser.parse_row(ROW | changes, source)
    assert isinstance(result, PlaceRecord)
    return result


def test_every_item_is_accounted_for() -> None:
    found = results(HOSPITALS)
    assert [one.category for one in found if isinstance(one, PlaceRecord)] == [
        "clinic", "hospital", "oriental_clinic", "public_health_center",
    ]  # fmt: skip
    assert [one.reason for one in found if isinstance(one, Skip)] == ["no_category", "other_province"]
    assert [one.category for one in results(PHARMACIES) if isinstance(one, PlaceRecord)] == ["pharmacy"] * 2


@pytest.mark.parametrize("source", [HOSPITALS, PHARMACIES], ids=lambda source: source.name)
def test_the_pages_leave_nothing_over(source: Source) -> None:
    for row in page(source):
        if isinstance(source.parser.parse_row(row, source), PlaceRecord):
            assert leftover(row, source.ignore) == []


def test_an_item_in_full() -> None:
    first = results(HOSPITALS)[0]
    assert isinstance(first, PlaceRecord)
    assert clean(first).result == PlaceRecord(
        source_key="A9990001",
        category="clinic",
        name_ko="지은내과의원",
        lat=37.3304,
        lon=126.8104,
        address_ko="경기도 안산시 단원구 지은로 1, 2층 (원곡동)",
        unit_ko="경기도 안산시 단원구",
        phone="031-123-4567",
        name_en="Jieun Internal Medicine Clinic",
        name_en_generated=True,
        address_en="1, Jieun-ro, Danwon-gu, Ansan-si, Gyeonggi-do",
        attributes={
            "type_ko": "의원",
            "emergency_room": False,
            "hours": {
                **{day: [["09:00", "18:30"]] for day in ("mon", "tue", "wed", "thu", "fri")},
                "sat": [["09:00", "13:00"]],
                "sun": [],
                "holiday": [],
            },
            "note_ko": "일요일, 공휴일 휴진",
        },
    )


def test_an_emergency_room_is_yes_no_or_unknown() -> None:
    emergency = [one.attributes for one in results(HOSPITALS) if isinstance(one, PlaceRecord)]
    assert [one.get("emergency_room") for one in emergency] == [False, True, False, None]
    assert emergency[1]["emergency_ko"] == "지역응급의료센터"
    assert emergency[1]["emergency_phone"] == "031-123-4569"
    assert "emergency_ko" not in emergency[0]


def test_hours_past_midnight_and_round_the_clock() -> None:
    weeks = [one.attributes.get("hours") for one in results(HOSPITALS) if isinstance(one, PlaceRecord)]
    assert weeks[1] == {day: [["00:00", "24:00"]] for day in DAYS}
    assert isinstance(weeks[2], dict)
    assert (weeks[2]["thu"], weeks[2]["fri"], weeks[2]["sat"]) == ([["18:00", "25:30"]], [["18:00", "26:00"]], None)
    assert weeks[3] is None


def test_hours_that_make_no_sense_are_unknown_and_counted_as_left_over() -> None:
    row = ROW | {
        "dutyTime1s": "9960",
        "dutyTime1c": "1800",
        "dutyTime2s": "0900",
        "dutyTime2c": "1800",
        "dutyTime3s": "0900",
    }
    found = HOSPITALS.parser.parse_row(row, HOSPITALS)
    assert found.attributes["hours"]["mon"] is None
    assert found.attributes["hours"]["tue"] == [["09:00", "18:00"]]
    assert found.attributes["hours"]["wed"] is None
    assert leftover(row, HOSPITALS.ignore) == ["dutyTime1s", "dutyTime1c", "dutyTime3s"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"dutyDivNam": "지은모름"}, "unknown_type"),
        ({"dutyDivNam": "", "dutyDiv": ""}, "unknown_type"),
        ({"dutyDivNam": "", "dutyDiv": "G"}, "unknown_type"),
        ({"dutyDivNam": "의원", "dutyDiv": "N"}, "type_disagrees"),
        ({"dutyDivNam": "응급의료지원센터", "dutyDiv": "Z"}, "no_category"),
        ({"dutyAddr": "강원특별자치도 춘천시 지은로 1"}, "other_province"),
        ({"dutyAddr": ""}, "no_address"),
        ({"hpid": ""}, "no_key"),
    ],
)
def test_why_an_item_is_skipped(changes: dict[str, str], reason: str) -> None:
    assert HOSPITALS.parser.parse_row(ROW | changes, HOSPITALS) == Skip(reason)


def test_the_letter_stands_in_for_a_missing_name_of_the_type() -> None:
    assert place(dutyDivNam="", dutyDiv="D").category == "hospital"


def test_trap_11_no_coordinates_are_no_numbers() -> None:
    found = place(PHARMACIES, wgs84Lat="", wgs84Lon="null")
    assert str(found.lat) == str(found.lon) == "nan"


def test_the_day_of_the_answer_is_the_day_on_which_it_was_checked() -> None:
    dated = replace(HOSPITALS, reference_date=date(2026, 11, 20))
    assert HOSPITALS.parser.parse_row(dict(ROW), dated).checked_on == date(2026, 11, 20)


def test_the_same_provinces_as_hiras_lists() -> None:
    for source in (HOSPITALS, PHARMACIES):
        assert source.api is not None
        assert source.api.each == {"Q0": ("경기도", "서울특별시", "인천광역시")}
