"""OpenStreetMap's opening hours as a week, only where a week says the same."""

from __future__ import annotations

import pytest

from etl.clean.hours import DAYS, Week
from etl.clean.osm_hours import holidays, week_of

NINE = [["09:00", "18:00"]]


def week(
    workdays: list[list[str]] | None,
    sat: list[list[str]] | None = None,
    sun: list[list[str]] | None = None,
    holiday: list[list[str]] | None = None,
) -> Week:
    return {**dict.fromkeys(DAYS[:5], workdays), "sat": sat, "sun": sun, "holiday": holiday}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Mo-Fr 09:00-18:00; Sa 09:00-13:00; PH off", week(NINE, [["09:00", "13:00"]], [], [])),
        ("Mo-Fr 09:00-18:00", week(NINE, [], [], None)),
        ("Mo-Su 09:00-18:00; Su,PH off", week(NINE, NINE, [], [])),
        ("Mo-Su 09:00-18:00; Su,PH closed", week(NINE, NINE, [], [])),
        ("Mo-Su,PH 09:00-18:00", week(NINE, NINE, NINE, NINE)),
        (
            "Mo-Fr 09:00-12:30,13:30-18:00; PH 10:00-15:00",
            week([["09:00", "12:30"], ["13:30", "18:00"]], [], [], [["10:00", "15:00"]]),
        ),
        ("24/7", week(*([[["00:00", "24:00"]]] * 4))),
        ("Mo-Su 00:00-24:00", week(*([[["00:00", "24:00"]]] * 3), None)),
        ("Mo-Su 18:00-26:00; PH off", week(*([[["18:00", "26:00"]]] * 3), [])),
        ("Mo-Su 18:00-02:00", week(*([[["18:00", "26:00"]]] * 3), None)),
    ],
)
def test_what_a_week_can_say(text: str, expected: Week) -> None:
    assert week_of(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Mo-Fr 09:00-18:00; Sa[1,3] 09:00-13:00", week(NINE, None, [])),
        ('Mo-Fr 09:00-18:00; Sa 10:00-12:00 "by appointment"', week(NINE, None, [])),
        ("Mo-Fr 09:00-18:00; Sa 10:00-12:00 unknown", week(NINE, None, [])),
        ("Mo-Fr 09:00-18:00; Jul-Aug Sa 09:00-13:00", week(NINE, None, [])),
    ],
)
def test_days_that_a_week_cannot_say_are_unknown(text: str, expected: Week) -> None:
    assert week_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "평일 09:00-18:00", "Mo-Fr 9-18", "Mo-Fr 09:00+", "sunrise-sunset", "Mo-Fr 09:00-18:00; SH off",
        '"by appointment"', 'Mo-Fr 09:00-18:00 "by appointment"', "off", "Su off",
        "Jun-Aug 09:00-19:00; Sep-May 09:00-18:00",
    ],
)  # fmt: skip
def test_what_no_week_can_say_is_left_to_the_text(text: str) -> None:
    assert week_of(text) is None


def test_off_is_closed_and_never_open_all_day() -> None:
    said = week_of("Mo-Fr 09:00-18:00; We off")
    assert said is not None
    assert (said["wed"], said["tue"]) == ([], NINE)


def test_the_library_knows_koreas_holidays() -> None:
    assert {str(day) for day in holidays()} >= {"2026-02-17", "2026-03-02", "2026-06-03", "2026-09-25", "2027-02-09"}
