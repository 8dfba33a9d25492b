"""OpenStreetMap's `opening_hours` as a week in the structure of `etl.clean.hours`, where a week says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

import opening_hours
from opening_hours import OpeningHours, State

from etl.clean.hours import DAYS, Span, Week, clock, is_known

# The days that a text is tried on: two whole years, so that seasons, weeks of the month and dates show.
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
ONE_DAY = timedelta(days=1)
# An open end, the sun and school holidays are not times of a clock.
NO_CLOCK = re.compile(r"\d\+|sunrise|sunset|dawn|dusk|\bSH\b", re.IGNORECASE)
ALWAYS = re.compile(r"\s*24/7\s*")
HOLIDAYS = re.compile(r"\bPH\b")

Day = tuple[tuple[str, str], ...] | None


@lru_cache(maxsize=1024)
def week_of(text: str) -> Week | None:
    """The week that the text says; None when it says nothing of a week, or makes no sense.

    A weekday that is not the same all year (seasons, `Sa[1,3]`, dates) is unknown, as is one with a comment (`"by
    appointment"`). A weekday that the text leaves out is closed, as the map's rules have it, when another is known to
    open; public holidays are unknown unless it names them (`PH`) or is `24/7`. The library is `opening-hours-py`, with
    its calendar of Korea.
    """
    if NO_CLOCK.search(text):
        return None
    try:
        days = spans_by_day(OpeningHours(text, country="KR"))
    except opening_hours.ParserError:  # type: ignore[attr-defined]
        return None
    week: Week = {name: same(days, on) for name, on in zip(DAYS, ordinary_days(), strict=False)}
    named = HOLIDAYS.search(text) or ALWAYS.fullmatch(text)
    if not any(week.values()):
        week = dict.fromkeys(DAYS)
    week["holiday"] = same(days, (day for day in holidays() if FIRST < day < LAST)) if named else None
    return week if is_known(week) else None


def same(days: dict[date, Day], on: Iterable[date]) -> list[Span] | None:
    """What all these days have in common; None when they differ or are unknown."""
    found = {days.get(day, ()) for day in on}
    spans = found.pop()
    return None if found or spans is None else [list(span) for span in spans]


def spans_by_day(hours: OpeningHours) -> dict[date, Day]:
    """The spans of each day that has any, by the day on which they open; None for a day with something unclear."""
    days: dict[date, Day] = {}
    unclear: set[date] = set()
    for start, end, state, comment in hours.intervals(at(FIRST), at(LAST + 2 * ONE_DAY)):
        if state == State.CLOSED:
            continue
        for opens, closes in pieces(start, end):
            day = opens.date()
            days[day] = (*(days.get(day) or ()), (minutes(opens, day), minutes(closes, day)))
            if comment or state == State.UNKNOWN:
                unclear.update({day, (closes - timedelta(minutes=1)).date()})
    return days | dict.fromkeys(unclear)


def pieces(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The span as one, past midnight as it may be; what is longer than a day is cut at each midnight."""
    while end - start > ONE_DAY:
        midnight = at(start.date() + ONE_DAY)
        yield start, midnight
        start = midnight
    yield start, end


def minutes(moment: datetime, day: date) -> str:
    """`HH:MM` counted from the day's midnight."""
    return clock(int((moment - at(day)).total_seconds()) // 60)


def at(day: date) -> datetime:
    """The day's first moment."""
    return datetime(day.year, day.month, day.day)


@cache
def holidays() -> frozenset[date]:
    """The public holidays that the library knows."""
    found = OpeningHours("PH", country="KR").intervals(at(FIRST - ONE_DAY), at(LAST + 2 * ONE_DAY))
    open_days = (piece for start, end, state, _ in found if state == State.OPEN for piece in pieces(start, end))
    return frozenset(start.date() for start, _ in open_days)


@cache
def ordinary_days() -> tuple[tuple[date, ...], ...]:
    """The days of each weekday that are no holiday; those beside one are left out, since a night may be cut there."""
    near = {day + n * ONE_DAY for day in holidays() for n in (-1, 0, 1)}
    days = [FIRST + n * ONE_DAY for n in range(1, (LAST - FIRST).days)]
    return tuple(tuple(day for day in days if day.weekday() == weekday and day not in near) for weekday in range(7))
