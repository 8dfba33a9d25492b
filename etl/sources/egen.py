"""What E-Gen's lists (National Medical Center, B552657) share: one item is one institution, with its week of hours."""

from __future__ import annotations

from etl.clean.hours import closed_days, is_known, take_week
from etl.clean.provinces import OURS, province_of
from etl.clean.values import degrees
from etl.record import PlaceRecord, Skip
from etl.source import Source

# dutyTime1s opens Monday, 1c closes it; 7 is Sunday, 8 public holidays.
NUMBERS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7, "holiday": 8}
OPENS = {day: f"dutyTime{number}s" for day, number in NUMBERS.items()}
CLOSES = {day: f"dutyTime{number}c" for day, number in NUMBERS.items()}


def institution(row: dict[str, str], source: Source, *, category: str | Skip) -> PlaceRecord | Skip:
    """The institution of an item; its fields are popped, and those on hours that make no sense are left.

    The API leaves out what it does not know, so any field may be missing. A day without hours is unknown,
    unless the note says that it is closed.
    """
    key, address = row.pop("hpid", ""), row.pop("dutyAddr", "")
    if province_of(address, source.mappings["provinces"]) != OURS:
        return Skip("other_province" if address else "no_address")
    if isinstance(category, Skip):
        return category
    if not key:
        return Skip("no_key")
    return PlaceRecord(
        source_key=key,
        category=category,
        name_ko=row.pop("dutyName", ""),
        lat=degrees(row.pop("wgs84Lat", "")),
        lon=degrees(row.pop("wgs84Lon", "")),
        unit_ko=" ".join(address.split()[:3]),
        address_ko=address,
        phone=row.pop("dutyTel1", ""),
        checked_on=source.reference_date,
        attributes=attributes(row),
    )


def attributes(row: dict[str, str]) -> dict[str, object]:
    """The hours, in the structure of `etl.clean.hours`, and the note as it was written."""
    notes = [row.pop("dutyEtc", ""), row.pop("dutyInf", "")]
    note = " / ".join(text for text in notes if text)
    week = take_week(row, opens=OPENS, closes=CLOSES, closed=closed_days(note)).week
    stated: dict[str, object] = {"hours": week} if is_known(week) else {}
    return stated | ({"note_ko": note} if note else {})
