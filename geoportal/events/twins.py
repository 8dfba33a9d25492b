"""One event of the world, listed by many: which row is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from geoportal.core.sql import rows, run, streamed
from geoportal.provenance.ingest import copy_rows, stage


class Standing(NamedTuple):
    """An event that stands, as one source lists it; `rank` 1 is the most trusted source. `provider` is who gave
    the row to a source that collects from many, empty when unknown; days are both included."""

    id: int
    source: str
    provider: str
    rank: int
    name_ko: str
    starts_on: date
    ends_on: date
    address_ko: str


Twins = Callable[[Iterable[Standing]], Mapping[int, int]]


def no_twins(standing: Iterable[Standing]) -> Mapping[int, int]:
    """Every row is an event of its own."""
    return {}


def link(twins: Twins) -> int:
    """Link the rows that are one event, as `twins` says by id; how many rows are such twins.

    Asked anew of all that stands, so the order of loads doesn't matter. Must run inside a transaction, one load at a
    time.
    """
    stage("events/stage_twins", table="event_twin")
    copy_rows("event_twin", {"event_id": "int8", "same_as_id": "int8"}, twins(standing()).items())
    run("events/link_twins", {})
    return rows("events/twins", {})[0][0]


def standing() -> Iterator[Standing]:
    """The events of real sources; two rows of one source may be twins too, from two of its providers."""
    yield from map(Standing._make, streamed("events/standing", {}))
