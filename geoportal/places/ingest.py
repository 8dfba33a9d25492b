"""Replacing all places of one source: staged by COPY, located, checked, merged; all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from datetime import date
from operator import attrgetter
from typing import Protocol

import orjson

from geoportal.core.sql import rows, run, streamed
from geoportal.places import wording
from geoportal.places.areas import AreaRow, gathered, replace_areas
from geoportal.places.categories import CATEGORY_IDS, CATEGORY_OF_ID
from geoportal.places.offering import (
    ANALYZED,
    LanguageRow,
    OfferingRow,
    count_facets,
    record_added,
    record_changes,
    replace_services,
    show_services,
    staged_services,
    stands,
    stated_languages,
)
from geoportal.places.twins import Twins, link, no_twins
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
    rebuilt,
    record_published,
    run_plain,
    stage,
)
from geoportal.regions.ingest import locate

CONTENT = {
    "source_key": "text", "name_ko": "text", "name_en": "text", "name_en_generated": "bool", "address_ko": "text",
    "address_en": "text", "unit_ko": "text", "phone": "text", "homepage": "text", "lat": "float8", "lon": "float8",
    "position": "text", "is_closed": "bool", "closed_on": "date", "checked_on": "date",
}  # fmt: skip
COLUMNS = {**CONTENT, "category_id": "int2", "attributes": "text", "services": "text", "row_hash": "text"}
CATEGORY_ID: dict[str, int] = {category.value: number for category, number in CATEGORY_IDS.items()}
# From this many new rows on, when they are more than what stands, indexes are made afterwards.
MANY = 50_000
# Of a new row they know nothing: it has no twin yet.
KEPT = ("place_twins", "place_merged")
content_of = attrgetter(*CONTENT)


class PlaceRow(OfferingRow, Protocol):
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
    def unit_ko(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def homepage(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def position(self) -> str: ...
    @property
    def is_closed(self) -> bool: ...
    @property
    def closed_on(self) -> date | None: ...
    @property
    def checked_on(self) -> date | None: ...
    @property
    def attributes(self) -> Mapping[str, object]: ...
    @property
    def languages(self) -> Sequence[LanguageRow] | None: ...
    @property
    def service_areas(self) -> Sequence[AreaRow]: ...


def replace_source(
    facts: SourceFacts,
    places: Iterable[PlaceRow],
    *,
    run_facts: RunFacts,
    on: date,
    accept: Accept = accept_all,
    twins: Twins | None = no_twins,
    replaces: Sequence[str] = (),
    partial: bool = False,
    dry_run: bool = False,
) -> dict[str, int]:
    """Make `places` the places of the source, in one transaction; the rows are taken one after the other.

    `accept` sees where each row fell in the regions in force `on` that day; it says which to leave
    out and may raise to refuse the whole load. `twins` says which places of several
    sources are one; None leaves the links as they are. What people corrected (`places.corrected`) stands in place of
    what the source states. Sources named in `replaces` lose their rows. A `partial`
    load holds changes only: what it doesn't name stays, unless `accept` says that it is gone.
    Returns counts: added, updated, returned, retired, closed, unchanged, replaced, left_out, areas_added,
    areas_removed (of areas that places serve), and how many rows of all sources are twins now.
    Raises ValueError when a place serves a region that is not loaded.
    """
    areas: list[tuple[object, ...]] = []
    with publishing(facts, dry_run=dry_run) as source:
        stage("places/stage", table="place_staging")
        copy_rows("place_staging", COLUMNS, (staged(place, facts.name) for place in gathered(places, areas)))
        one_at_a_time("places")
        run("places/correct_staged", {"source": source.pk})
        locate("places/points_staged", on=on)
        with closing(placements(source.pk)) as placed:
            verdict = accept(placed)
        left_out = run("places/leave_out", {"keys": list(verdict.leave_out)})
        tally = changes(source.pk, partial=partial, gone=verdict.gone)
        many = tally["added"] > max(MANY, tally["standing"])
        with rebuilt("places_place", kept=KEPT) if many else nullcontext():
            counts = {
                **merge(source.pk, tally),
                **replace_areas(source.pk, areas, partial=partial),
                "left_out": left_out,
                "replaced": run("places/retire_sources", {"names": list(replaces)}),
            }
            replace_services(source.pk)
            if twins is not None:
                counts["twins"] = link(twins)
            show_services()
        count()
        record_published(source, run_facts, counts=counts, verdict=verdict)
    return counts


def placements(source_id: int) -> Generator[Placement, None, None]:
    """Where each staged place fell, and where it stood."""
    for key, category_id, *rest in streamed("places/placements", {"source": source_id}):
        yield Placement(key, CATEGORY_OF_ID[category_id].value, *rest)


def changes(source_id: int, *, partial: bool, gone: Sequence[str] = ()) -> Counter[str]:
    """Find out what becomes of each row: how many are added, updated, returned, retired, closed; and how many rows are
    staged, and stand so far."""
    stage("places/stage_changes", table="place_change")
    run("places/changes", {"source": source_id, "partial": partial, "gone": list(gone)})
    run_plain("ANALYZE place_change")
    return Counter(dict(rows("places/tally", {})))


def merge(source_id: int, tally: Counter[str]) -> dict[str, int]:
    """New ones in, changed ones updated, gone ones retired, returned ones un-retired; the rest is not touched."""
    was_loaded = stands(source_id)
    record_changes(source_id)
    run("places/insert", {"source": source_id})
    if tally["added"] > ANALYZED:
        run_plain("ANALYZE places_place")
    if tally["updated"] or tally["returned"] or tally["closed"]:
        run("places/update", {})
    if tally["retired"]:
        run("places/retire", {})
    if any(tally[what] for what in ("added", "updated", "returned")):
        wording.forget_changed()
        wording.fill()
    if was_loaded:
        record_added(source_id)
    counts = {what: tally[what] for what in ("added", "updated", "returned", "retired", "closed")}
    return {**counts, "unchanged": tally["staged"] - sum(counts.values()) + tally["retired"]}


def relocate(on: date) -> int:
    """Give the published places the units in force `on` that day; how many changed.

    Must run inside a transaction.
    """
    one_at_a_time("places")
    locate("places/points_standing", on=on)
    moved = run("places/relocate", {})
    count()
    return moved


def count() -> None:
    """Bring the counts up to date; one load at a time, so that each sees the last."""
    run("places/lock_counts", {})
    run("places/count", {})
    count_facets()


def known_addresses(*, of: Sequence[str]) -> Iterator[tuple[str, float, float]]:
    """Addresses (Korean), latitudes and longitudes of the places of these sources that state where they are."""
    yield from streamed("places/known_addresses", {"sources": list(of)})


def live_counts(source_name: str) -> list[LiveCount]:
    """What stands of a source, by category and unit."""
    found = rows("places/live", {"source": source_name})
    return [LiveCount(CATEGORY_OF_ID[category].value, code, number) for category, code, number in found]


def staged(place: PlaceRow, source: str) -> tuple[object, ...]:
    """A place as a row of the staging table; its hash covers what it offers."""
    content = content_of(place)
    category_id = CATEGORY_ID[place.category]
    stated = {**place.attributes, **stated_languages(place.languages)}
    attributes = orjson.dumps(stated, option=orjson.OPT_SORT_KEYS).decode()
    services = staged_services(place, source=source)
    return (*content, category_id, attributes, services, content_hash((content, category_id, attributes, services)))
