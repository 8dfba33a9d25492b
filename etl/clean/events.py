"""What official tables of events have in common: no id, days, an address that decides the province."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from etl.clean.text import SPACE, one_line
from etl.clean.values import NONE, day, degrees
from etl.record import EventRecord, Skip
from etl.source import Source

MAX_VENUE = MAX_PROVIDER = 200
# A day by its looks, whether the calendar has it or not.
LIKE_A_DAY = re.compile(r"\d{4}([-./]?)\d{1,2}\1\d{1,2}")
# Nobody announces what began before, or will be after; nothing that is an event lasts longer.
FIRST_YEAR, LAST_YEAR = 1990, 2099
MOST_DAYS = 5 * 366


class Columns(NamedTuple):
    """The columns whose names differ; `times` are those that tell two events of one day apart."""

    name: str
    venue: str
    starts_on: str
    ends_on: str
    times: tuple[str, ...] = ()


def event(row: dict[str, str], source: Source, *, category: str, columns: Columns) -> EventRecord | Skip:
    """One event of a standard table. Its province is where its address lies, or else that of its provider.

    Past events are records too: what becomes of a row must not hang on the day of the run, or the same
    file would give other rows tomorrow. The portal shows what goes on from today.
    """
    road, lot = row.pop("소재지도로명주소"), row.pop("소재지지번주소")
    provider, code = row.pop("제공기관명", ""), row.pop("제공기관코드")
    if (road or lot or provider).split(" ", 1)[0] not in source.mappings["provinces"]:
        return Skip("other_province")
    days = days_of(row.pop(columns.starts_on), row.pop(columns.ends_on))
    if isinstance(days, Skip):
        return days
    name, venue = row.pop(columns.name), row.pop(columns.venue)
    times = [row.get(column, "") for column in columns.times]
    return EventRecord(
        source_key=key_of(name, days[0].isoformat(), venue, code, *times),
        category=category,
        name_ko=name,
        starts_on=days[0],
        ends_on=days[1],
        lat=degrees(row.pop("위도")),
        lon=degrees(row.pop("경도")),
        venue_ko=one_line(venue)[:MAX_VENUE],
        address_ko=road or lot,
        phone=row.pop("전화번호", ""),
        homepage=row.pop("홈페이지주소", ""),
        checked_on=day(row.pop("데이터기준일자")),
        attributes=attributes(row, source.mappings["attributes"]),
        provider=one_line(provider or code)[:MAX_PROVIDER],
    )


def days_of(first: str, last: str) -> tuple[date, date] | Skip:
    """First and last day, or why they are none; nothing is guessed."""
    starts_on, ends_on = day(first), day(last)
    if starts_on is None or ends_on is None:
        return Skip(fault_of_day(first if starts_on is None else last))
    fault = fault_of_days(starts_on, ends_on)
    return Skip(fault) if fault else (starts_on, ends_on)


def fault_of_day(text: str) -> str:
    """Why a text is no day: `no_days` where there is none, `day_not_in_calendar` (30 February), `day_unreadable`."""
    if text.strip().lower() in NONE:
        return "no_days"
    return "day_not_in_calendar" if LIKE_A_DAY.match(text.strip()) else "day_unreadable"


def fault_of_days(starts_on: date, ends_on: date) -> str:
    """Why two days cannot be those of one event, or ``: most such rows have a digit of a year wrong."""
    if starts_on.year < FIRST_YEAR or ends_on.year > LAST_YEAR:
        return "year_not_likely"
    if ends_on < starts_on:
        return "ends_before_start"
    return "lasts_for_years" if (ends_on - starts_on).days > MOST_DAYS else ""


def key_of(*parts: str) -> str:
    """A stable key from what the row says, whatever its spaces, letter case and composition of Hangul."""
    plain = (SPACE.sub("", unicodedata.normalize("NFC", part)).casefold() for part in parts)
    return hashlib.sha256("\x1f".join(plain).encode()).hexdigest()[:32]


def attributes(row: dict[str, str], names: Mapping[str, str]) -> dict[str, object]:
    """The filled columns under our names, as the offices wrote them: text, also where it looks like HTML."""
    stated = {name: row.pop(column, "") for column, name in names.items()}
    return {name: text for name, text in stated.items() if text}
