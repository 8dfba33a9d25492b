"""Opening hours come out in one structure, and what is not said is unknown."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.clean import hours

OPENS = {day: f"s{day}" for day in hours.DAYS}
CLOSES = {day: f"c{day}" for day in hours.DAYS}


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [
        ("0900", "1830", [["09:00", "18:30"]]),
        ("900", "1830", [["09:00", "18:30"]]),
        ("900.0", "1830.0", [["09:00", "18:30"]]),
        ("9:00", "18:30", [["09:00", "18:30"]]),
        ("0000", "2400", [["00:00", "24:00"]]),
        ("0800", "2600", [["08:00", "26:00"]]),
        ("1800", "0130", [["18:00", "25:30"]]),
        ("1800", "0000", [["18:00", "24:00"]]),
    ],
)
def test_a_day_of_opening_and_closing(start: str, end: str, spans: list[list[str]]) -> None:
    row = {"smon": start, "cmon": end}
    read = hours.take_week(row, opens=OPENS, closes=CLOSES)
    assert read.week["mon"] == spans
    assert read.unclear == ()
    assert row == {}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("9960", "1800"),
        ("0900", "9960"),
        ("0900", ""),
        ("", "1800"),
        ("0900", "0900"),
        ("0000", "0000"),
        ("0900", "0630"),
        ("2500", "2600"),
        ("0100", "2600"),
        ("9시", "18시"),
        ("-", "-"),
        ("0900", "4800"),
    ],
)
def test_nonsense_is_unknown_and_stays_in_the_row_to_be_counted(start: str, end: str) -> None:
    row = {"smon": start, "cmon": end}
    read = hours.take_week(row, opens=OPENS, closes=CLOSES, closed={"mon"})
    assert read.week["mon"] is None
    assert set(read.unclear) == {name for name, text in (("smon", start), ("cmon", end)) if text}
    assert {name: row[name] for name in read.unclear} == {n: t for n, t in (("smon", start), ("cmon", end)) if t}


def test_a_missing_day_is_unknown_and_a_day_said_to_be_closed_is_closed() -> None:
    row = {"smon": "0900", "cmon": "1800", "ssat": "", "csat": ""}
    read = hours.take_week(row, opens=OPENS, closes=CLOSES, closed={"sun"})
    assert read.week == {
        "mon": [["09:00", "18:00"]], "tue": None, "wed": None, "thu": None, "fri": None, "sat": None,
        "sun": [], "holiday": None,
    }  # fmt: skip


def test_a_day_said_to_be_closed_with_hours_all_the_same_is_unknown() -> None:
    row = {"ssun": "0900", "csun": "1300"}
    read = hours.take_week(row, opens=OPENS, closes=CLOSES, closed={"sun"})
    assert read.week["sun"] is None
    assert read.unclear == ("ssun", "csun")


def test_whether_anything_is_known() -> None:
    assert not hours.is_known(dict.fromkeys(hours.DAYS))
    assert hours.is_known({**dict.fromkeys(hours.DAYS), "sun": []})


@pytest.mark.parametrize(
    "lunch",
    ["12:30~13:30", "12:30 ~ 13:30", "12시30분~13시30분", "오후 12시 30분부터 1시 30분", "점심시간 12:30-13:30"],
)
def test_a_lunch_break_splits_the_day(lunch: str) -> None:
    row = {"smon": "900.0", "cmon": "1830.0"}
    week = hours.take_week(row, opens=OPENS, closes=CLOSES, lunch={"mon": lunch}).week
    assert week["mon"] == [["09:00", "12:30"], ["13:30", "18:30"]]


def test_a_break_written_by_the_twelve_hour_clock_is_in_the_afternoon() -> None:
    assert hours.without_break((540, 1080), "1시~2시") == [["09:00", "13:00"], ["14:00", "18:00"]]


@pytest.mark.parametrize("lunch", ["없음", "", "점심시간 없음", "12:30", "20:00~21:00", "13:30~12:30", "오전진료"])
def test_other_words_on_lunch_leave_the_day_whole(lunch: str) -> None:
    assert hours.without_break((540, 1110), lunch) == [["09:00", "18:30"]]


def test_a_night_is_not_split_by_a_break_at_noon() -> None:
    assert hours.without_break((1080, 1560), "12:30~13:30") == [["18:00", "26:00"]]


@pytest.mark.parametrize(("text", "clear"), [("없음", True), ("", True), ("12:30~13:30", True), ("직원 교대", False)])
def test_whether_words_on_lunch_are_understood(text: str, clear: bool) -> None:
    assert hours.is_clear_break(text) is clear


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("전부 휴진", True),
        ("휴진", True),
        ("휴무", True),
        ("매주휴진", True),
        ("휴진입니다.", True),
        ("오후 휴진", False),
        ("첫째주 휴진", False),
        ("휴진 없음", False),
        ("정규진료", False),
        ("", False),
    ],
)
def test_words_on_one_day(text: str, closed: bool) -> None:
    assert hours.says_closed(text) is closed


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("일요일, 공휴일 휴진", {"sun", "holiday"}),
        ("일·공휴일 휴무", {"sun", "holiday"}),
        ("일요일/공휴일 : 휴진", {"sun", "holiday"}),
        ("토요일 및 일요일은 휴무", {"sat", "sun"}),
        ("주말 휴진", {"sat", "sun"}),
        ("매주 수요일은 휴무", {"wed"}),
        ("수요일 휴진, 일요일 진료", {"wed"}),
        ("점심시간 12:30~13:30 일요일 휴진", {"sun"}),
        ("격주 토요일 휴무", set()),
        ("매월 둘째, 넷째 일요일 휴무", set()),
        ("토요일 오후 휴진", set()),
        ("일요일 휴무 없음", set()),
        ("월요일~금요일 휴진", set()),
        ("연중무휴", set()),
        ("3일 휴무", set()),
        ("", set()),
    ],
)
def test_the_days_that_a_note_says_are_closed(note: str, days: set[str]) -> None:
    assert hours.closed_days(note) == days


@given(
    st.text("0123456789.: 시", max_size=6),
    st.text("0123456789.: 시", max_size=6),
    st.text("0123456789~:시분 ", max_size=14),
)
def test_whatever_is_written_the_structure_keeps_its_promise(start: str, end: str, lunch: str) -> None:
    row = {"smon": start, "cmon": end}
    spans = hours.take_week(row, opens=OPENS, closes=CLOSES, lunch={"mon": lunch}).week["mon"]
    assert all(len(one) == 5 and one[2] == ":" and int(one[3:]) < 60 for span in spans or [] for one in span)
    assert all(opens < closes and opens < "24:00" for opens, closes in spans or [])
    assert all(one[1] < other[0] for one, other in pairwise(spans or []))
