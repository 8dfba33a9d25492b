"""Replacing all events of one source: staged by COPY, located, checked, merged; all or nothing."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from operator import attrgetter
from typing import Protocol

import orjson

from geoportal.core.sql import rows, run, streamed
from geoportal.events.twins import Twins, link, no_twins
from geoportal.provenance.ingest import (
    Accept,
    LiveCount,
    Placement,
    RunFacts,
    SourceFacts,
    accept_all,
    content_hash,
    copy_rows,
    one_at_a_time,
    publishing,
    record_published,
    stage,
)
from geoportal.regions.ingest import locate

CONTENT = {
    "source_key": "text", "provider": "text", "category": "text", "name_ko": "text", "name_en": "text",
    "name_en_generated": "bool", "address_ko": "text", "venue_ko": "text", "phone": "text", "homepage": "text",
    "lat": "float8", "lon": "float8", "starts_on": "date", "ends_on": "date", "checked_on": "date",
}  # fmt: skip
COLUMNS = {**CONTENT, "attributes": "text", "row_hash": "text"}
content_of = attrgetter(*CONTENT)


class EventRow(Protocol):
    """What an event must have to be loaded; `lat` and `lon` in WGS84 degrees."""

    @property
    def source_key(self) -> str: ...
    @property
    def provider(self) -> str: ...
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
    events: Iterable[EventRow],
    *,
    run_facts: RunFacts,
    on: date,
    accept: Accept = accept_all,
    twins: Twins = no_twins,
    replaces: Sequence[str] = (),
    partial: bool = False,
    dry_run: bool = False,
) -> dict[str, int]:
    """Make `events` the published events of the source, in one transaction; the rows are taken one after the other.

    `accept` sees where each row fell in the regions in force `on` that day; it says which to leave
    out and may raise to refuse the whole load. `twins` says which rows list one event. Sources named in
    `replaces` lose their rows. A `partial` load holds changes only: what it doesn't name stays.
    Returns counts: added, updated, returned, retired, unchanged, replaced, left_out, and how many rows of all
    sources are twins now.
    """
    with publishing(facts, dry_run=dry_run) as source:
        stage("events/stage", table="event_staging")
        copy_rows("event_staging", COLUMNS, map(staged, events))
        locate("events/points_staged", on=on)
        with closing(placements(source.pk)) as placed:
            verdict = accept(placed)
        left_out = run("events/leave_out", {"keys": list(verdict.leave_out)})
        one_at_a_time("events")
        added, updated, returned, retired, unchanged = rows("events/merge", {"source": source.pk, "partial": partial})[
            0
        ]
        counts = {
            "added": added, "updated": updated, "returned": returned, "retired": retired,
            "unchanged": unchanged, "left_out": left_out,
            "replaced": run("events/retire_sources", {"names": list(replaces)}),
        }  # fmt: skip
        counts["twins"] = link(twins)
        record_published(source, run_facts, counts=counts, verdict=verdict)
    return counts


def placements(source_id: int) -> Generator[Placement, None, None]:
    """Where each staged event fell, and where it stood."""
    for row in streamed("events/placements", {"source": source_id}):
        yield Placement._make(row)


def relocate(on: date) -> int:
    """Give the published events the units in force `on` that day; how many changed.

    Must run inside a transaction.
    """
    one_at_a_time("events")
    locate("events/points_standing", on=on)
    return run("events/relocate", {})


def live_counts(source_name: str) -> list[LiveCount]:
    """What stands of a source, by category and unit."""
    found = rows("events/live", {"source": source_name})
    return [LiveCount(*row) for row in found]


def staged(event: EventRow) -> tuple[object, ...]:
    """An event as a row of the staging table."""
    content = content_of(event)
    attributes = orjson.dumps(dict(event.attributes), option=orjson.OPT_SORT_KEYS).decode()
    return (*content, attributes, content_hash((content, attributes)))
