"""Names: one line of plain text; a record without a name cannot stand."""

from __future__ import annotations

from dataclasses import replace

from etl.clean.text import one_line
from etl.record import EventRecord, PlaceRecord, Skip

MAX_LENGTH = 200


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord | Skip:
    """The record with tidy names, of at most 200 letters each."""
    name_ko = one_line(record.name_ko)
    if not name_ko:
        return Skip("no_name")
    if len(name_ko) > MAX_LENGTH:
        return Skip("name_too_long")
    return replace(record, name_ko=name_ko, name_en=one_line(record.name_en)[:MAX_LENGTH])
