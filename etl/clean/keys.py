"""Keys: as the source gives them, or refused; a key that was changed on the way would be another one's tomorrow."""

from __future__ import annotations

import re

from etl.record import EventRecord, PlaceRecord, Skip

MAX_LENGTH = 200
# `1.23E+12`: a spreadsheet took a number for a quantity, and its last digits are gone.
ROUNDED = re.compile(r"(?:^|-)\d(?:\.\d+)?E\+\d+$", re.IGNORECASE)


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord | Skip:
    """The record as it is, or why its key is none: `key_too_long`, `key_rounded`."""
    if len(record.source_key) > MAX_LENGTH:
        return Skip("key_too_long")
    return Skip("key_rounded") if ROUNDED.search(record.source_key) else record
