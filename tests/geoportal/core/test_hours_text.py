"""Hours as a person types them."""

from __future__ import annotations

from typing import Any

import pytest

from geoportal.core.hours_text import read_week, write_week

NINE_TO_SIX = [["09:00", "18:00"]]


def test_days_ranges_breaks_and_dates() -> None:
    week = read_week("mon-fri 09:00-12:00, 13:00-18:00\n토 휴무\nholiday closed\n2026-12-31 09:00-12:00")
    both = [["09:00", "12:00"], ["13:00", "18:00"]]
    assert week == dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), both) | {
        "sat": [], "sun": None, "holiday": [], "exceptions": {"2026-12-31": [["09:00", "12:00"]]},
    }  # fmt: skip


def test_a_day_that_no_line_names_is_what_the_caller_says() -> None:
    week = read_week("tue 10:00-17:00\n목 10:00-17:00", unnamed=())
    assert [day for day, spans in week.items() if spans] == ["tue", "thu"]
    assert (week["mon"], week["holiday"]) == ([], None)


@pytest.mark.parametrize("text", ["mon 9:00-18:00", "mon 18:00-09:00", "moon closed", "fri-mon closed", "mon",
                                  "mon 25:00-26:00", "2026-02-30 closed", "mon 09:00", "sun-holiday closed",
                                  "mon closed\n" * 61])  # fmt: skip
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_week(text)


@pytest.mark.parametrize("week", [
    {"mon": NINE_TO_SIX, "tue": [], "wed": None, "thu": None, "fri": None, "sat": None, "sun": None, "holiday": None},
    dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"), NINE_TO_SIX)
    | {"exceptions": {"2026-12-25": [], "2026-12-26": [["22:00", "26:00"]]}},
])  # fmt: skip
def test_what_is_written_is_read_again(week: dict[str, Any]) -> None:
    assert read_week(write_week(week)) == week


def test_no_hours_are_no_text() -> None:
    assert write_week(None) == write_week("24/7") == ""
