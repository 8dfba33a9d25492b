"""Opening hours as a person types them, one day or date on a line, to and from the structure of `core.hours`.

    mon-fri 09:00-12:00 13:00-18:00
    sat closed
    holiday unknown
    2026-12-31 09:00-12:00

The names of days may be Korean too: 월, 화-목, 공휴일.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geoportal.core.hours import DAYS, HOLIDAY, read_hours

KOREAN = dict(zip(("월", "화", "수", "목", "금", "토", "일", "공휴일"), DAYS, strict=True))
CLOSED, UNKNOWN = ("closed", "휴무"), ("unknown", "모름")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
SPAN = re.compile(r"(\d{2}:\d{2})[-~–](\d{2}:\d{2})")
MOST_LINES = 60


def read_week(text: str, *, unnamed: Sequence[Sequence[str]] | None = None) -> dict[str, Any]:
    """The hours in the text; a day that no line names is `unnamed`: None for unknown, () for closed.

    Public holidays that no line names are unknown. ValueError, with the line, for what is no such text.
    """
    week: dict[str, Any] = dict.fromkeys(DAYS[:HOLIDAY], None if unnamed is None else list(unnamed))
    week[DAYS[HOLIDAY]] = None
    dated: dict[str, Any] = {}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValueError(lines[MOST_LINES])
    for line in lines:
        name, _, rest = line.replace(",", " ").partition(" ")
        spans = _spans(rest.strip(), line)
        if DATE.fullmatch(name):
            dated[name] = spans
        else:
            week |= dict.fromkeys(_days(name, line), spans)
    found = week | ({"exceptions": dated} if dated else {})
    read = read_hours(found)
    if read is None or len(read.exceptions) < len(dated):
        raise ValueError(next(iter(dated), text))
    return found


def write_week(hours: Any) -> str:
    """The text that `read_week` gives these hours for; empty for what are no hours."""
    if not isinstance(hours, Mapping):
        return ""
    dated = hours.get("exceptions") or {}
    lines = [f"{day} {_written(hours.get(day))}" for day in DAYS]
    return "\n".join(lines + [f"{day} {_written(spans)}" for day, spans in sorted(dated.items())])


def _written(spans: Sequence[Sequence[str]] | None) -> str:
    if spans is None:
        return UNKNOWN[0]
    return " ".join(f"{opens}-{closes}" for opens, closes in spans) or CLOSED[0]


def _spans(text: str, line: str) -> list[list[str]] | None:
    if text.lower() in CLOSED:
        return []
    if text.lower() in UNKNOWN:
        return None
    matches = [SPAN.fullmatch(part) for part in text.split()]
    spans = [[match[1], match[2]] for match in matches if match]
    read = read_hours({"mon": spans})
    if not matches or len(spans) < len(matches) or read is None or read.week[0] is None:
        raise ValueError(line)
    return spans


def _days(name: str, line: str) -> Iterator[str]:
    """The days from the first to the last of `mon-fri`, or one."""
    first, _, last = (part.lower() for part in name.partition("-"))
    ends = [KOREAN.get(one, one) for one in (first, last or first)]
    if not all(one in DAYS for one in ends):
        raise ValueError(line)
    start, end = (DAYS.index(one) for one in ends)
    if start > end or (end == HOLIDAY and start != end):
        raise ValueError(line)
    yield from DAYS[start : end + 1]
