"""Replacing boundary editions and population counts, and placing points in them; all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

import orjson

from geoportal.core.sql import rows, run
from geoportal.provenance.ingest import (
    Placement,
    RunFacts,
    SourceFacts,
    Verdict,
    copy_rows,
    publishing,
    record_published,
    stage,
    values_of,
)
from geoportal.regions.categories import LEVEL_IDS, Level

REGION_COLUMNS = (
    "code", "parent_code", "name_ko", "name_en", "name_en_generated", "slug", "census_code", "valid_from", "valid_to",
    "geometry",
)  # fmt: skip


class RegionRow(Protocol):
    """What a region must have to be loaded; `geometry` is WKB of a MultiPolygon in EPSG:4326."""

    @property
    def code(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def parent_code(self) -> str | None: ...
    @property
    def name_ko(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def name_en_generated(self) -> bool: ...
    @property
    def slug(self) -> str: ...
    @property
    def census_code(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def geometry(self) -> bytes: ...


class PopulationRow(Protocol):
    """What a count must have to be loaded."""

    @property
    def region_code(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def persons(self) -> int: ...
    @property
    def unplaced(self) -> Sequence[str]: ...


class DongRow(NamedTuple):
    """A dong in force: its unit (full names without the province), province, foreign residents, WKB."""

    code: str
    name_ko: str
    name_en: str
    unit_code: str
    unit_ko: str
    unit_en: str
    province_ko: str
    persons: int
    geometry: bytes


def replace_regions(
    facts: SourceFacts,
    regions: Iterable[RegionRow],
    *,
    run_facts: RunFacts,
    on: date,
    dry_run: bool = False,
) -> dict[str, int]:
    """Make `regions` the editions of the source, in one transaction.

    Keyed by (code, valid_from); an edition that is gone is closed the day before `on`. Raises
    ValueError when a region's parent is not there. Returns counts: added, updated, closed, unchanged.
    """
    with publishing(facts, dry_run=dry_run) as source:
        stage("regions/stage_regions", table="region_staging")
        staged = [[*values_of(region, REGION_COLUMNS), LEVEL_IDS[Level(region.level)]] for region in regions]
        copy_rows("region_staging", (*REGION_COLUMNS, "level"), staged)
        done = rows("regions/merge", {"source": source.pk, "day": on})
        run("regions/link_parents", {})
        refuse_orphans()
        cut([pk for pk, what in done if what != "closed"])
        tally = Counter(what for _, what in done)
        counts = {what: tally[what] for what in ("added", "updated", "closed")}
        counts["unchanged"] = len(staged) - counts["added"] - counts["updated"]
        record_published(source, run_facts, counts=counts, verdict=Verdict())
    return counts


def refuse_orphans() -> None:
    """ValueError when a staged region names a parent that is not there."""
    orphans = rows("regions/orphans", {})
    if orphans:
        named = ", ".join(f"{code} (parent {parent})" for code, parent in orphans[:5])
        raise ValueError(f"{len(orphans)} regions without their parent: {named}")


def cut(region_ids: list[int]) -> None:
    """Cut these regions' dongs into parts for point lookup."""
    run("regions/drop_parts", {"regions": region_ids})
    run("regions/cut_parts", {"regions": region_ids, "dong": LEVEL_IDS[Level.DONG]})


def replace_population(
    facts: SourceFacts,
    counts: Iterable[PopulationRow],
    *,
    run_facts: RunFacts,
    on: date,
    dry_run: bool = False,
) -> dict[str, int]:
    """Make `counts` the source's counts of foreign residents, in one transaction.

    Raises ValueError when a count names a region that is not loaded. Returns counts: added, updated, removed.
    """
    with publishing(facts, dry_run=dry_run) as source:
        stage("regions/stage_population", table="population_staging")
        staged = [[c.region_code, c.year, c.persons, orjson.dumps(list(c.unplaced)).decode()] for c in counts]
        copy_rows("population_staging", ("region_code", "year", "persons", "unplaced"), staged)
        unknown = [code for (code,) in rows("regions/unknown_regions", {})]
        if unknown:
            raise ValueError(f"Counts for {len(unknown)} regions that are not loaded: {', '.join(unknown[:5])}")
        added, updated, removed = rows("regions/merge_population", {"source": source.pk, "day": on})[0]
        done = {"added": added, "updated": updated, "removed": removed}
        record_published(source, run_facts, counts=done, verdict=Verdict())
    return done


def locate(points: Iterable[tuple[str, float, float, str]], *, on: date) -> list[Placement]:
    """Where each point (key, lat, lon, address) falls in the regions in force `on` that day.

    Leaves the answer in the temporary table `located_point` too, for the caller's own merge, so it
    must run inside a transaction.
    """
    stage_points()
    copy_rows("located_point", ("key", "lat", "lon", "address"), points)
    return locate_staged(on)


def stage_points() -> None:
    """An empty `located_point` for this transaction."""
    stage("regions/stage_points", table="located_point")


def locate_staged(on: date) -> list[Placement]:
    """Fill in `located_point`: the dong that covers each point, else the nearest within 2 km.

    At the border of a province the address decides.
    """
    run("regions/locate", {"day": on})
    run("regions/locate_nearest", {"day": on})
    run("regions/locate_addressed", {"day": on})
    return [Placement(*row) for row in rows("regions/placements", {})]


def dongs_on(day: date) -> list[DongRow]:
    """The dongs in force that day, lowest code first."""
    found = rows("regions/dongs_on", {"day": day, "dong": LEVEL_IDS[Level.DONG]})
    return [DongRow._make([*row[:-1], bytes(row[-1])]) for row in found]
