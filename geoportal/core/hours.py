"""Whether opening hours say open at a moment, until when, and when they open next, by the clock of Asia/Seoul.

The hours are those of a place, of one of its services, or of one person's consultation: the structure is the same
for all, see `etl.clean.hours`, and may have `exceptions` by date beside its eight days:

    {"mon": [["09:00", "13:00"], ["14:00", "18:00"]], ..., "sun": [], "holiday": null,
     "exceptions": {"2026-09-25": [], "2026-12-31": [["09:00", "12:00"]]}}

A day has spans, none (closed) or null (unknown). What the date says goes before what its weekday says, and on a public
holiday `holiday` goes before the weekday: where it is null, nothing is known of that day. A span belongs to the day on
which it opens. `places/migrations/0005_opening_hours.py` says the same in SQL, and a test holds the two together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from geoportal.core.holidays import is_holiday

SEOUL = ZoneInfo("Asia/Seoul")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday")
HOLIDAY = DAYS.index("holiday")
DAY = 24 * 60
AHEAD_DAYS = 14
# A longer time between two spans of a day is no break: the place closes and opens again.
LONGEST_BREAK = 150
OPENS = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
CLOSES = re.compile(r"([0-3][0-9]|4[0-7]):[0-5][0-9]|48:00")
DATED = re.compile(r"(19[7-9]|2[0-9]{2})[0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")

Span = tuple[int, int]
"""Minutes after the midnight on which the day of the span begins: opens, closes; past 24:00 is the next day."""
Spans = tuple[Span, ...] | None
"""In order, apart from each other; none is closed, None is unknown."""


class Open(StrEnum):
    """The three values of "is it open"."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hours:
    """Eight days, in the order of `DAYS`, and the dates on which something else holds."""

    week: tuple[Spans, ...]
    exceptions: tuple[tuple[date, Spans], ...] = ()

    def on(self, day: date) -> Spans:
        """The spans that open on a date."""
        for excepted, spans in self.exceptions:
            if excepted == day:
                return spans
        return self.week[kind(day)]


@dataclass(frozen=True, slots=True)
class State:
    """What hours say of a moment; every time is in Asia/Seoul, to the minute.

    `until` is when it stops being open: None when that is not within two weeks. `pause` is the break that is now, or
    that begins at `until`, and `closes` when the day ends after it. `next_opens` is of a place that is closed; None
    with `next_known` means not within two weeks, without it that an unknown day comes first.
    """

    at: datetime
    open: Open
    until: datetime | None = None
    pause: tuple[datetime, datetime] | None = None
    closes: datetime | None = None
    next_opens: datetime | None = None
    next_known: bool = False
    on_holiday: bool = False


def kind(day: date) -> int:
    """The place in `DAYS` of a date."""
    return HOLIDAY if is_holiday(day) else day.weekday()


def in_seoul(moment: datetime) -> datetime:
    """The moment by the clock of Asia/Seoul, whose clock a naive one is read by; seconds are dropped."""
    local = moment.astimezone(SEOUL) if moment.tzinfo else moment.replace(tzinfo=SEOUL)
    return local.replace(second=0, microsecond=0)


@lru_cache(maxsize=2048)
def read_text(text: str) -> Hours | None:
    """The hours in a JSON text."""
    return read_hours(json.loads(text))


def read_hours(stated: Any) -> Hours | None:
    """The hours in the structure; None for what is no such structure. A day that makes no sense is unknown."""
    if not isinstance(stated, Mapping):
        return None
    dated = stated.get("exceptions")
    by_date = dated if isinstance(dated, Mapping) else {}
    days = ((_date(text), _spans(spans)) for text, spans in sorted(by_date.items()))
    return Hours(
        week=tuple(_spans(stated.get(name)) for name in DAYS),
        exceptions=tuple((day, spans) for day, spans in days if day is not None),
    )


def state(hours: Hours | None, moment: datetime) -> State:
    """What the hours say of a moment; nobody's hours are unknown."""
    at = in_seoul(moment)
    if hours is None:
        return State(at, Open.UNKNOWN, on_holiday=is_holiday(at.date()))
    today, minute = at.date(), at.hour * 60 + at.minute
    spans, unknown = _ahead(hours, today)
    current = next((span for span in spans if span[0] <= minute < span[1]), None)
    if current is not None:
        return _open(hours, at, current)
    if hours.on(today) is None:
        return State(at, Open.UNKNOWN, on_holiday=is_holiday(today))
    return _closed(hours, at, next((span[0] for span in spans if span[0] > minute), None), unknown)


def _open(hours: Hours, at: datetime, current: Span) -> State:
    midnight, end = at.date(), current[1]
    until = None if end >= AHEAD_DAYS * DAY else _moment(midnight, end)
    pause = next((gap for gap in _breaks(hours, midnight) if gap[0] == end), None)
    if pause is None:
        return State(at, Open.YES, until=until, closes=until, on_holiday=is_holiday(midnight))
    last = max(closes for _, closes in hours.on(midnight) or ())
    closes = next(span[1] for span in _ahead(hours, midnight)[0] if span[0] < last <= span[1])
    between = (_moment(midnight, pause[0]), _moment(midnight, pause[1]))
    return State(at, Open.YES, until, between, _moment(midnight, closes), on_holiday=is_holiday(midnight))


def _closed(hours: Hours, at: datetime, opens: int | None, unknown: int | None) -> State:
    midnight, minute = at.date(), at.hour * 60 + at.minute
    pause = next((gap for gap in _breaks(hours, midnight) if gap[0] <= minute < gap[1]), None)
    known = unknown is None or (opens is not None and opens < unknown)
    return State(
        at,
        Open.NO,
        pause=(_moment(midnight, pause[0]), _moment(midnight, pause[1])) if pause else None,
        next_opens=_moment(midnight, opens) if opens is not None and known else None,
        next_known=known,
        on_holiday=is_holiday(midnight),
    )


def _breaks(hours: Hours, day: date) -> Iterator[Span]:
    """The breaks between the spans of a day."""
    spans = hours.on(day) or ()
    for before, after in pairwise(spans):
        if after[0] - before[1] <= LONGEST_BREAK:
            yield before[1], after[0]


@lru_cache(maxsize=1024)
def _ahead(hours: Hours, today: date) -> tuple[tuple[Span, ...], int | None]:
    """From yesterday to two weeks ahead: the spans in minutes after today's midnight, those that touch as one, and
    the midnight on which the first unknown day after today begins."""
    found: list[Span] = []
    unknown: int | None = None
    for number in range(-1, AHEAD_DAYS + 1):
        spans = hours.on(today + timedelta(days=number))
        if spans is None and unknown is None and number > 0:
            unknown = number * DAY
        found += [(number * DAY + opens, number * DAY + closes) for opens, closes in spans or ()]
    return tuple(_joined(found)), unknown


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for opens, closes in sorted(spans):
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(closes, found[-1][1]))
        else:
            found.append((opens, closes))
    return found


def _moment(midnight: date, minutes: int) -> datetime:
    return datetime.combine(midnight, time(), SEOUL) + timedelta(minutes=minutes)


def _spans(stated: Any) -> Spans:
    if not isinstance(stated, (list, tuple)) or not all(_is_span(span) for span in stated):
        return None
    return tuple(_joined((_minutes(opens), _minutes(closes)) for opens, closes in stated))


def _is_span(span: Any) -> bool:
    if not isinstance(span, (list, tuple)) or len(span) != 2 or not all(isinstance(one, str) for one in span):
        return False
    return bool(OPENS.fullmatch(span[0]) and CLOSES.fullmatch(span[1]) and span[0] < span[1])


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) and DATED.fullmatch(text) else None
    except ValueError:
        return None
