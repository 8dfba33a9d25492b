"""Replacing all places of one source: staged by COPY, located, checked, merged; all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

import orjson

from geoportal.core.sql import rows, run
from geoportal.places.categories import CATEGORY_IDS, CATEGORY_OF_ID, Category
from geoportal.provenance.ingest import (
    Accept,
    LiveCount,
    RunFacts,
    SourceFacts,
    accept_all,
    content_hash,
    copy_rows,
    publishing,
    record_published,
    stage,
    values_of,
)
from geoportal.regions.ingest import locate, locate_staged, stage_points

CONTENT = (
    "source_key", "name_ko", "name_en", "name_en_generated", "address_ko", "address_en", "phone", "homepage",
    "checked_on",
)  # fmt: skip
COLUMNS = (*CONTENT, "category_id", "attributes", "row_hash")


class PlaceRow(Protocol):
    """What a place must have to be loaded; `lat` and `lon` in WGS84 degrees, `category` a leaf's name."""

    @property
    def source_key(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def name_ko(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def name_en_generated(self) -> bool: ...
    @property
    def address_ko(self) -> str: ...
    @property
    def address_en(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def homepage(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def checked_on(self) -> date | None: ...
    @property
    def attributes(self) -> Mapping[str, object]: ...


def replace_source(
    facts: SourceFacts,
    places: Sequence[PlaceRow],
    *,
    run_facts: RunFacts,
    on: date,
    accept: Accept = accept_all,
    replaces: Sequence[str] = (),
    dry_run: bool = False,
) -> dict[str, int]:
    """Make `places` the published places of the source, in one transaction.

    `accept` sees where each row fell in the regions in force `on` that day; it says which to leave
    out and may raise to refuse the whole load. Sources named in `replaces` lose their rows.
    Returns counts: added, updated, returned, retired, unchanged, replaced, left_out.
    """
    with publishing(facts, dry_run=dry_run) as source:
        stage("places/stage", table="place_staging")
        copy_rows("place_staging", COLUMNS, map(staged, places))
        verdict = accept(locate([(p.source_key, p.lat, p.lon, p.address_ko) for p in places], on=on))
        left_out = run("places/leave_out", {"keys": list(verdict.leave_out)})
        added, updated, returned, retired, unchanged = rows("places/merge", {"source": source.pk})[0]
        counts = {
            "added": added, "updated": updated, "returned": returned, "retired": retired,
            "unchanged": unchanged, "left_out": left_out,
            "replaced": run("places/retire_sources", {"names": list(replaces)}),
        }  # fmt: skip
        count()
        record_published(source, run_facts, counts=counts, verdict=verdict)
    return counts


def relocate(on: date) -> int:
    """Give the published places the units in force `on` that day; how many changed.

    Must run inside a transaction.
    """
    stage_points()
    run("places/points", {})
    locate_staged(on)
    moved = run("places/relocate", {})
    count()
    return moved


def count() -> None:
    """Bring the counts by unit and category up to date; one load at a time, so that each sees the last."""
    run("places/lock_counts", {})
    run("places/count", {})


def live_counts(source_name: str) -> list[LiveCount]:
    """What stands of a source, by category and unit."""
    found = rows("places/live", {"source": source_name})
    return [LiveCount(CATEGORY_OF_ID[category].value, code, number) for category, code, number in found]


def staged(place: PlaceRow) -> list[object]:
    """A place as a row of the staging table."""
    content = values_of(place, CONTENT)
    category_id = CATEGORY_IDS[Category(place.category)]
    attributes = orjson.dumps(dict(place.attributes), option=orjson.OPT_SORT_KEYS).decode()
    row_hash = content_hash([*content, category_id, attributes, place.lat, place.lon])
    return [*content, category_id, attributes, row_hash]
