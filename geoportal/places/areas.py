"""Replacing the areas that the places of a source serve, inside the load of those places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Protocol, TypeVar

from geoportal.core.sql import rows, run
from geoportal.provenance.ingest import copy_rows, stage

AREA = {
    "kind": "text", "region_code": "text", "part_ko": "text", "valid_from": "date", "valid_to": "date",
    "source_title": "text", "source_url": "text", "checked_on": "date",
}  # fmt: skip
COLUMNS = {"source_key": "text", **AREA}
area_of = attrgetter(*AREA)


class AreaRow(Protocol):
    """What an area must have to be loaded; `kind` is a ServiceKind's value, `region_code` that of any region."""

    @property
    def kind(self) -> str: ...
    @property
    def region_code(self) -> str: ...
    @property
    def part_ko(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def source_title(self) -> str: ...
    @property
    def source_url(self) -> str: ...
    @property
    def checked_on(self) -> date: ...


class Serving(Protocol):
    """A place with the areas it serves."""

    @property
    def source_key(self) -> str: ...
    @property
    def service_areas(self) -> Sequence[AreaRow]: ...


AnyServing = TypeVar("AnyServing", bound=Serving)


def gathered(places: Iterable[AnyServing], areas: list[tuple[object, ...]]) -> Iterator[AnyServing]:
    """The same places, one after the other; the areas that they serve are put into `areas` on the way."""
    for place in places:
        areas.extend((place.source_key, *area_of(area)) for area in place.service_areas)
        yield place


def replace_areas(source_id: int, areas: Iterable[Sequence[object]], *, partial: bool) -> dict[str, int]:
    """Make `areas` those of the source's standing places; what stands already is not touched.

    After a partial load the places that it doesn't name keep theirs. Must run after the merge of the places, in its
    transaction. Raises ValueError when a region is not loaded. Returns counts: areas_added, areas_removed.
    """
    stage("places/stage_areas", table="area_staging")
    copy_rows("area_staging", COLUMNS, areas)
    unknown = [code for (code,) in rows("places/unknown_areas", {})]
    if unknown:
        raise ValueError(f"Offices serve {len(unknown)} regions that are not loaded: {', '.join(unknown[:5])}")
    removed = run("places/drop_areas", {"source": source_id, "partial": partial})
    added = run("places/add_areas", {"source": source_id})
    return {"areas_added": added, "areas_removed": removed}
