"""Addresses: one line as offices write them, spaces and commas in order."""

from __future__ import annotations

import re

from etl.clean.text import one_line
from etl.record import EventRecord, PlaceRecord, changed

MAX_LENGTH = 300
BEFORE_COMMA = re.compile(r"\s+(?=[,)])")
AFTER_COMMA = re.compile(r",(?=\S)")
EMPTY_BRACKETS = re.compile(r"\(\s*\)")
LOOSE_END = re.compile(r"[\s,]+$")
COMMA_BRACKET = re.compile(r",\s*(?=\()")


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord:
    """The record with tidy addresses, of at most 300 letters each."""
    address_ko = tidy(record.address_ko)[:MAX_LENGTH]
    if isinstance(record, EventRecord):
        return changed(record, address_ko=address_ko)
    return changed(record, address_ko=address_ko, address_en=one_line(record.address_en)[:MAX_LENGTH])


def tidy(address_ko: str) -> str:
    """Spaces and commas in order: `산본로48번길  8 ,3층 ()` -> `산본로48번길 8, 3층`."""
    line = EMPTY_BRACKETS.sub("", one_line(address_ko))
    line = AFTER_COMMA.sub(", ", BEFORE_COMMA.sub("", line))
    return LOOSE_END.sub("", COMMA_BRACKET.sub(" ", line))
