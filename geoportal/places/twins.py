"""One place of the world, stated by many sources: which row is shown, and what the others add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from geoportal.core.sql import rows, run, streamed
from geoportal.places.categories import BRANCH_OF, CATEGORY_IDS, CATEGORY_OF_ID, Position
from geoportal.provenance.ingest import copy_rows, stage


class Standing(NamedTuple):
    """A place that stands, as one source states it; `rank` 1 is the most trusted source. WGS84 degrees."""

    id: int
    source: str
    rank: int
    category: str
    name_ko: str
    address_ko: str
    phone: str
    lat: float
    lon: float
    position: str


Twins = Callable[[Iterable[Standing]], Mapping[int, int]]


def no_twins(standing: Iterable[Standing]) -> Mapping[int, int]:
    """Every row is a place of its own."""
    return {}


def link(twins: Twins) -> int:
    """Link the rows of several sources that are one place, as `twins` says by id; how many rows are such twins.

    Asked anew of all that stands, so the order of loads doesn't matter. Must run inside a transaction, one load at a
    time.
    """
    stage("places/stage_twins", table="place_twin")
    copy_rows("place_twin", {"place_id": "int8", "same_as_id": "int8"}, twins(standing()).items())
    run("places/link_twins", {})
    fill_gaps()
    return rows("places/twins", {})[0][0]


def fill_gaps() -> None:
    """Give each place what only its twins know, a finer position too. Must run inside a transaction."""
    run("places/merge_twins", {"finest_first": [str(one) for one in Position]})
    run("places/lend_points", {})


def standing() -> Iterator[Standing]:
    """The places of every branch of the categories that at least two real sources have."""
    stated = rows("places/sources_by_category", {})
    sources = dict[str, set[int]]()
    for category_id, source_id in stated:
        sources.setdefault(BRANCH_OF[CATEGORY_OF_ID[category_id]], set()).add(source_id)
    shared = [number for category, number in CATEGORY_IDS.items() if len(sources.get(BRANCH_OF[category], ())) > 1]
    for pk, source, rank, category_id, *rest in streamed("places/standing", {"categories": shared}):
        yield Standing(pk, source, rank, CATEGORY_OF_ID[category_id].value, *rest)
