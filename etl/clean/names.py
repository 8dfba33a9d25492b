"""Names: one line of plain text; a record without a name cannot stand, nor one whose name is something else."""

from __future__ import annotations

import re

from etl.clean.address_parts import parts
from etl.clean.text import one_line
from etl.record import EventRecord, PlaceRecord, Skip, changed

MAX_LENGTH = 200
# What stands in a list where a name should be: a trial, a total, a word for nothing.
NOTHING = frozenset({
    "테스트", "test", "없음", "해당없음", "미정", "미상", "삭제", "null", "none", "nan", "합계", "총계", "소계",
    "계", "기타",
})  # fmt: skip
# Letters that were lost on the way, and UTF-8 read as another encoding or as CP949.
GARBLED = re.compile("\ufffd|\\?{3,}|占쏙옙|[ìëíêã][\x80-\xbf]")


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord | Skip:
    """The record with tidy names, of at most 200 letters each."""
    name_ko = one_line(record.name_ko)
    if not name_ko:
        return Skip("no_name")
    if len(name_ko) > MAX_LENGTH:
        return Skip("name_too_long")
    if fault := fault_of(name_ko, record.address_ko):
        return Skip(fault)
    return changed(record, name_ko=name_ko, name_en=one_line(record.name_en)[:MAX_LENGTH])


def fault_of(name_ko: str, address_ko: str) -> str:
    """Why a tidy name is none, or ``: it or its address has lost letters (`text_garbled`), it has no letter
    (`name_without_letters`), is a word for nothing (`name_says_nothing`), or an address (`name_is_an_address`)."""
    if GARBLED.search(name_ko) or GARBLED.search(address_ko):
        return "text_garbled"
    if not any(map(str.isalpha, name_ko)):
        return "name_without_letters"
    if name_ko.casefold() in NOTHING:
        return "name_says_nothing"
    return "name_is_an_address" if is_address(name_ko) else ""


def is_address(name_ko: str) -> bool:
    """Whether a name begins like an address, down to a number of a road or a lot: columns have moved."""
    if name_ko.count(" ") < 2 or not any(map(str.isdecimal, name_ko)):
        return False
    found = parts(name_ko)
    return bool(found.province and (found.sigun or found.gu) and (found.number or found.lot))
