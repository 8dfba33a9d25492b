"""One event, several listings: which rows are the same festival or performance."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import NamedTuple

from etl.clean.address_parts import METROPOLITAN, AddressParts, parts
from etl.match.joining import Pair, join
from etl.match.keys import region_words, unit_key

# `제23회`, `2026년`, `'26`: which time it is, not what it is.
EDITION = re.compile(r"제?\s*\d+\s*회(?:차)?|(?:19|20)\d\d\s*년?(?:도)?|'\d\d\s*년?")
NOT_LETTERS = re.compile(r"[^가-힣a-z0-9]")
SHORTEST = 3


class EventCandidate(NamedTuple):
    """A listing. `rank` 1 is the most trusted source; `provider` is who gave the row to a source that collects
    from many (a city, the tourist office), empty for a source of one; days are both included."""

    id: int
    source: str
    provider: str
    rank: int
    name_ko: str
    starts_on: date
    ends_on: date
    address_ko: str


class EventKeys(NamedTuple):
    """A listing with what it is compared by."""

    row: EventCandidate
    name: str
    address: AddressParts
    unit: str


def event_twins(candidates: Iterable[EventCandidate]) -> dict[int, int]:
    """For each row that lists another row's event: its id -> the id of the most trusted row of that event.

    One name (whatever its edition, year, spaces and city), overlapping days, one si/gun. One provider of one
    source never lists an event twice: two such rows are two hours of one day. Heads and singles are absent; the
    order of the rows does not matter.
    """
    rows = [event_keys(row) for row in sorted(candidates)]
    blocks = defaultdict[str, list[int]](list)
    for index, row in enumerate(rows):
        blocks[row.name].append(index)
    pairs = [pair for block in blocks.values() for pair in combinations(block, 2) if same_event(rows, pair)]
    pairs.sort(key=lambda pair: (apart(rows, pair), pair))
    heads = dict[int, int]()
    for members in join(pairs, may_join=lambda one, other: not same_origin(rows[one], rows[other])):
        head, *others = sorted((rows[index].row for index in members), key=lambda row: (row.rank, row.id))
        heads |= {row.id: head.id for row in others}
    return heads


def event_keys(row: EventCandidate) -> EventKeys:
    """The keys of one listing."""
    address = parts(row.address_ko)
    return EventKeys(row, event_name(row.name_ko, region_words(address)), address, unit_key(address))


def event_name(name_ko: str, regions: tuple[str, ...] = ()) -> str:
    """The name without edition, year, spaces and the si/gun before it: `제28회 지은시 머드축제` -> `머드축제`."""
    text = unicodedata.normalize("NFKC", name_ko).casefold()
    plain = NOT_LETTERS.sub("", EDITION.sub(" ", text)) or NOT_LETTERS.sub("", text)
    for word in regions:
        if plain.startswith(word) and len(plain) >= len(word) + SHORTEST:
            return plain.removeprefix(word)
    return plain


def same_event(rows: list[EventKeys], pair: Pair) -> bool:
    """Whether two listings of one name are one event."""
    one, other = rows[pair[0]], rows[pair[1]]
    if not one.name or same_origin(one, other):
        return False
    overlap = one.row.starts_on <= other.row.ends_on and other.row.starts_on <= one.row.ends_on
    return overlap and (one.unit == other.unit != "" or same_city(rows, pair))


def same_city(rows: list[EventKeys], pair: Pair) -> bool:
    """Two gu of one metropolitan city, on the very same days: one of the rows has the address of the city hall."""
    one, other = rows[pair[0]].address, rows[pair[1]].address
    city = one.province == other.province and one.province in METROPOLITAN
    return city and apart(rows, pair) == 0 and len(rows[pair[0]].name) > SHORTEST


def same_origin(one: EventKeys, other: EventKeys) -> bool:
    return (one.row.source, one.row.provider) == (other.row.source, other.row.provider)


def apart(rows: list[EventKeys], pair: Pair) -> int:
    """By how many days the first and last days of two listings differ, together."""
    one, other = rows[pair[0]].row, rows[pair[1]].row
    return abs((one.starts_on - other.starts_on).days) + abs((one.ends_on - other.ends_on).days)
