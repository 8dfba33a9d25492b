"""Replacing all events of one source: staged by COPY, located, checked, merged; all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

import orjson

from geoportal.core.sql import rows, run
from geoportal.events.categories import EventCategory
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
    "source_key", "name_ko", "name_en", "name_en_generated", "address_ko", "venue_ko", "phone", "homepage",
    "starts_on", "ends_on", "checked_on",
)  # fmt: skip
COLUMNS = (*CONTENT, "category", "attributes", "row_hash")


class EventRow(Protocol):
    """What an event must have to be loaded; `lat` and `lon` in WGS84 degrees."""

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
    def venue_ko(self) -> str: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
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
    events: Sequence[EventRow],
    *,
    run_facts: RunFacts,
    on: date,
    accept: Accept = accept_all,
    replaces: Sequence[str] = (),
    dry_run: bool = False,
) -> dict[str, int]:
    """Make `events` the published events of the source, in one transaction.

    `accept` sees where each row fell in the regions in force `on` that day; it says which to leave
    out and may raise to refuse the whole load. Sources named in `replaces` lose their rows.
    Returns counts: added, updated, returned, retired, unchanged, replaced, left_out.
    """
    with publishing(facts, dry_run=dry_run) as source:
        stage("events/stage", table="event_staging")
        copy_rows("event_staging", COLUMNS, map(staged, events))
        verdict = accept(locate([(e.source_key, e.lat, e.lon, e.address_ko) for e in events], on=on))
        left_out = run("events/leave_out", {"keys": list(verdict.leave_out)})
        added, updated, returned, retired, unchanged = rows("events/merge", {"source": source.pk})[0]
        counts = {
            "added": added, "updated": updated, "returned": returned, "retired": retired,
            "unchanged": unchanged, "left_out": left_out,
            "replaced": run("events/retire_sources", {"names": list(replaces)}),
        }  # fmt: skip
        record_published(source, run_facts, counts=counts, verdict=verdict)
    return counts


def relocate(on: date) -> int:
    """Give the published events the units in force `on` that day; how many changed.

    Must run inside a transaction.
    """
    stage_points()
    run("events/points", {})
    locate_staged(on)
    return run("events/relocate", {})


def live_counts(source_name: str) -> list[LiveCount]:
    """What stands of a source, by category and unit."""
    found = rows("events/live", {"source": source_name})
    return [LiveCount(*row) for row in found]


def staged(event: EventRow) -> list[object]:
    """An event as a row of the staging table."""
    content = [*values_of(event, CONTENT), EventCategory(event.category).value]
    attributes = orjson.dumps(dict(event.attributes), option=orjson.OPT_SORT_KEYS).decode()
    return [*content, attributes, content_hash([*content, attributes, event.lat, event.lon])]
