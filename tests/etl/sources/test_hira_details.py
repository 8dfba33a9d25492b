"""Rows of HIRA's details of institutions, made up in their shape."""

import pytest

from etl.sources.hira_details import details

WEEK = {f"진료시작시간_{day}요일": "900.0" for day in "월화수목금"} | {
    f"진료종료시간_{day}요일": "1830.0" for day in "월화수목금"
}


def test_a_row_in_full() -> None:
    row = WEEK | {
        "진료시작시간_토요일": "900", "진료종료시간_토요일": "1300",
        "점심시간_평일": "12:30~13:30", "점심시간_토요일": "없음",
        "휴진안내_일요일": "전부 휴진", "휴진안내_공휴일": "첫째주 휴진",
        "응급실_주간_운영여부": "Y", "응급실_야간_운영여부": "N",
    }  # fmt: skip
    day = [["09:00", "12:30"], ["13:30", "18:30"]]
    assert details(row) == {
        "hours": {
            "mon": day, "tue": day, "wed": day, "thu": day, "fri": day, "sat": [["09:00", "13:00"]],
            "sun": [], "holiday": None,
        },
        "emergency_by_day": True,
        "emergency_by_night": False,
        "closed_sun_ko": "전부 휴진",
        "closed_holiday_ko": "첫째주 휴진",
    }  # fmt: skip
    assert row == {}


def test_trap_05_hours_come_as_numbers_of_excel() -> None:
    found = details({"진료시작시간_월요일": "900.0", "진료종료시간_월요일": "1830.0"})["hours"]
    assert isinstance(found, dict)
    assert found["mon"] == [["09:00", "18:30"]]


@pytest.mark.parametrize("text", ["직원 교대", "유동적"])
def test_words_on_lunch_that_say_no_time_are_left_to_be_counted(text: str) -> None:
    row = WEEK | {"점심시간_평일": text}
    found = details(row)["hours"]
    assert isinstance(found, dict)
    assert found["mon"] == [["09:00", "18:30"]]
    assert row == {"점심시간_평일": text}


def test_a_row_that_says_nothing_gives_nothing() -> None:
    assert details({"응급실_주간_운영여부": "", "휴진안내_일요일": ""}) == {}
