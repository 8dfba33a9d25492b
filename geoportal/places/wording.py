"""The words a place is found by, made from its names and its address whenever they change."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, nullcontext
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from geoportal.core.hangul import bigrams, initials
from geoportal.core.latin import plain, skeleton, words
from geoportal.core.sql import rows, run, streamed
from geoportal.places.addresses import address
from geoportal.provenance.ingest import copy_rows, rebuilt, run_plain

COLUMNS = {
    "place_id": "int8", "exact": "text", "bigrams": "text[]", "folded": "text", "road": "text", "main": "int4",
    "sub": "int4", "lot": "text",
}  # fmt: skip
CHUNK = 20_000
# From this many places on, indexes are made afterwards.
MANY = 50_000


class Words(NamedTuple):
    """What the columns of `PlaceWords` hold, without the id."""

    exact: str
    bigrams: list[str]
    folded: str
    road: str
    main: int
    sub: int
    lot: str


def words_of(name_ko: str, name_en: str, address_ko: str) -> Words:
    """The words of one place."""
    name = words(name_ko)
    compact, latin, place = "".join(name), words(name_en), words(address_ko)
    consonants = initials(compact)
    pairs = _bigrams(compact) | _bigrams(consonants)
    pairs = pairs.union(*map(_bigrams, place))
    parts = address(address_ko)
    return Words(
        " ".join(filter(None, (compact, consonants, plain(name_en), "".join(latin), *place))),
        sorted(pairs),
        " ".join(filter(None, ("".join(map(skeleton, name)), "".join(map(skeleton, latin)), *map(skeleton, place)))),
        parts.road_key,
        parts.main,
        parts.sub,
        parts.lot,
    )


@lru_cache(maxsize=50_000)
def _bigrams(word: str) -> frozenset[str]:
    return frozenset(bigrams(word))


def forget_changed() -> None:
    """Drop the words of the places that the load at hand states otherwise; `fill` makes them anew."""
    run("places/forget_words", {})


def fill() -> int:
    """Make the words of every live place that has none, in a transaction; how many.

    A place written by other means than a load needs this too.
    """
    wanting = rows("places/count_wordless", {"enough": MANY})[0][0]
    if not wanting:
        return 0
    made = 0
    with rebuilt("places_placewords") if wanting >= MANY else nullcontext(), closing(_wordless()) as rest:
        while chunk := list(islice(rest, CHUNK)):
            copy_rows("places_placewords", COLUMNS, chunk)
            made += len(chunk)
    return made


def refill() -> int:
    """Make the words of every place anew: for a migration that comes with a change of the fold."""
    run_plain("SET CONSTRAINTS ALL IMMEDIATE")
    run("places/forget_all_words", {})
    return fill()


def _wordless() -> Generator[tuple[object, ...], None, None]:
    for place_id, *texts in streamed("places/wordless", {}):
        yield (place_id, *words_of(*texts))
