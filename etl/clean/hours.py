"""Opening hours in one structure, whatever the provider writes; what is not said is unknown, never closed.

The structure, as it stands in a place's attributes under `hours`, has all eight keys, always:

    {"mon": [["09:00", "13:00"], ["14:00", "18:30"]],   open in these spans, in order, clock of Asia/Seoul
     ...
     "sat": [["18:00", "26:00"]],                       until 02:00 of the next day
     "sun": [],                                         said to be closed
     "holiday": None}                                   unknown

Each span is [opens, closes], both `HH:MM` with two digits each, opens before closes: a closing time past
midnight counts on from 24:00, so the text of two times compares like the times. A whole day is
[["00:00", "24:00"]]. `holiday` holds on public holidays, whatever weekday they fall on. Days belong to
the day on which a span opens. A source that knows of single dates may add `exceptions`: spans, [] or None
by `YYYY-MM-DD`. What the portal makes of the structure is in `geoportal/core/hours.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday")
Span = list[str]
Week = dict[str, list[Span] | None]

MIDNIGHT = 24 * 60
# A span across midnight that is longer than this is a mistake (0900 to 0630 was meant to be 18:30).
LONGEST_NIGHT = 16 * 60
# A break before this hour is meant for the afternoon.
EARLY = 7 * 60
CLOCK = re.compile(r"(\d{1,2}):?(\d{2})(?:\.0+)?")
LUNCH_TIME = re.compile(r"(\d{1,2})\s*(?::\s*(\d{2})|시\s*(?:(\d{1,2})\s*분)?)")
NO_LUNCH = {"없음", "무", "점심시간없음", "점심시간없이진료"}
CLOSED = re.compile(r"(?:전부|모두|전체|매주|종일)?(?:휴진|휴무|휴일)(?:입니다)?\.?")

DAY_OF = {
    "월": "mon",
    "화": "tue",
    "수": "wed",
    "목": "thu",
    "금": "fri",
    "토": "sat",
    "일": "sun",
    "공휴일": "holiday",
    "주말": "sat sun",
}
DAY_WORD = r"(?:공휴일|주말|[월화수목금토일](?:요일)?)"
CLOSED_DAYS = re.compile(
    rf"(?<![가-힣\d~-])({DAY_WORD}(?:\s*(?:[,·ㆍ/&]|및|\s)\s*{DAY_WORD})*)"
    r"\s*(?:은|는|에는|에)?\s*[:(]?\s*(?:정기)?\s*(?:휴진|휴무|휴관|쉼|쉽니다|쉬는\s*날)(?!\s*(?:없|아님|안))"
)
# Words before the day that make it some of these days only.
SOME_ONLY = re.compile(r"(?:격주|매월|매달|째|번|첫|\d\s*주|오전|오후|야간|점심)\s*[,·]?\s*$")


class Read(NamedTuple):
    """Hours as they were understood, and the fields that say something that was not."""

    week: Week
    unclear: tuple[str, ...]


def take_week(
    row: dict[str, str],
    *,
    opens: Mapping[str, str],
    closes: Mapping[str, str],
    closed: Collection[str] = (),
    lunch: Mapping[str, str] | None = None,
) -> Read:
    """The week that a row states, with the fields' names by day.

    `closed` are days that a note says are closed; where the row gives hours for such a day all the same,
    the day is unknown. `lunch` is the text on the break by day. Fields that were understood are popped; the
    unclear ones stay in the row, so that the report counts them, and their day is unknown.
    """
    week: Week = dict.fromkeys(DAYS)
    unclear: list[str] = []
    for day in DAYS:
        columns = [column for column in (opens.get(day), closes.get(day)) if column]
        texts = [row.get(column, "").strip() for column in columns]
        if not any(texts):
            week[day] = [] if day in closed else None
        elif len(texts) == 2 and day not in closed and (span := span_of(*texts)):
            week[day] = without_break(span, (lunch or {}).get(day, ""))
        else:
            unclear += [column for column, text in zip(columns, texts, strict=True) if text]
    for column in {*opens.values(), *closes.values()} - set(unclear):
        row.pop(column, None)
    return Read(week, tuple(unclear))


def is_known(week: Week) -> bool:
    """Whether anything is known of any day."""
    return any(spans is not None for spans in week.values())


def span_of(start: str, end: str) -> tuple[int, int] | None:
    """Minutes after midnight of opening and closing; None when they make no sense together.

    `0900` `1830`, `900.0` `1830.0`, `0000` `2400`, `1800` `0130` and `1800` `2530` (past midnight).
    """
    opens, closes = minutes(start), minutes(end)
    if opens is None or closes is None or opens >= MIDNIGHT or opens == closes:
        return None
    if closes < opens:
        closes += MIDNIGHT
        return (opens, closes) if closes - opens <= LONGEST_NIGHT else None
    return (opens, closes) if closes - opens <= MIDNIGHT else None


def minutes(text: str) -> int | None:
    """Minutes after midnight of `HHMM`, `HMM`, `HH:MM` or `900.0`, up to 48:00; None for anything else."""
    match = CLOCK.fullmatch(text)
    if match is None or int(match[2]) > 59 or int(match[1]) > 47:
        return None
    return int(match[1]) * 60 + int(match[2])


def without_break(span: tuple[int, int], lunch: str) -> list[Span]:
    """The day's spans: one, or two around a break that lies within it (`12:30~13:30`, `1시~2시`)."""
    opens, closes = span
    pause = break_of(lunch)
    if pause is not None and pause[0] < min(opens, EARLY):
        pause = (pause[0] + 12 * 60, pause[1] + 12 * 60)
    if pause is None or not opens < pause[0] < pause[1] < closes:
        return [[clock(opens), clock(closes)]]
    return [[clock(opens), clock(pause[0])], [clock(pause[1]), clock(closes)]]


def break_of(text: str) -> tuple[int, int] | None:
    """Minutes of the two times in a text on the lunch break; None when there are not just two, in order."""
    times = [int(hour) * 60 + int(a or b or 0) for hour, a, b in LUNCH_TIME.findall(text)]
    if len(times) == 2 and times[0] >= MIDNIGHT // 2 > times[1]:
        times[1] += 12 * 60
    return (times[0], times[1]) if len(times) == 2 and times[0] < times[1] else None


def is_clear_break(text: str) -> bool:
    """Whether a text on the lunch break is understood: two times, no break, or nothing."""
    plain = re.sub(r"\s", "", text)
    return not plain or plain in NO_LUNCH or break_of(text) is not None


def says_closed(text: str) -> bool:
    """Whether a text about one day says no more than that it is closed (`전부 휴진`); half days don't count."""
    return CLOSED.fullmatch(re.sub(r"\s", "", text)) is not None


def closed_days(note: str) -> frozenset[str]:
    """The days that a free text says are closed: `일요일, 공휴일 휴진` -> sun, holiday.

    A day that is closed only now and then, or in part (`격주 토요일 휴무`), is not among them.
    """
    found: set[str] = set()
    for match in CLOSED_DAYS.finditer(note):
        if SOME_ONLY.search(note[: match.start()]):
            continue
        for word in re.findall(DAY_WORD, match[1]):
            found.update(DAY_OF[word.removesuffix("요일")].split())
    return frozenset(found)


def clock(after_midnight: int) -> str:
    """`HH:MM` of minutes after midnight, counting on past 24:00."""
    return f"{after_midnight // 60:02}:{after_midnight % 60:02}"
