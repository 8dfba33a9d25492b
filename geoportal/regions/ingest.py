"""Replacing boundary editions and population counts, and placing points in them; all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple, Protocol

import orjson

from geoportal.core.sql import rows, run
from geoportal.provenance.ingest import (
    RunFacts,
    SourceFacts,
    Verdict,
    copy_rows,
    publishing,
    record_published,
    run_plain,
    stage,
)
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region

REGION_COLUMNS = {
    "code": "text", "parent_code": "text", "name_ko": "text", "name_en": "text", "name_en_generated": "bool",
    "slug": "text", "census_code": "text", "valid_from": "date", "valid_to": "date", "geometry": "bytea",
}  # fmt: skip
POPULATION_COLUMNS = {"region_code": "text", "year": "int2", "persons": "int4", "unplaced": "text"}
region_values = attrgetter(*REGION_COLUMNS)


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
        staged = [(*region_values(region), LEVEL_IDS[Level(region.level)]) for region in regions]
        copy_rows("region_staging", {**REGION_COLUMNS, "level": "int2"}, staged)
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
    """Cut these regions' dongs into parts, and into cells of a grid, for point lookup."""
    for what in ("parts", "cells"):
        run(f"regions/drop_{what}", {"regions": region_ids})
        run(f"regions/cut_{what}", {"regions": region_ids, "dong": LEVEL_IDS[Level.DONG]})
    run("regions/share_cells", {})
    run_plain("ANALYZE regions_regioncell")


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
        copy_rows("population_staging", POPULATION_COLUMNS, staged)
        unknown = [code for (code,) in rows("regions/unknown_regions", {})]
        if unknown:
            raise ValueError(f"Counts for {len(unknown)} regions that are not loaded: {', '.join(unknown[:5])}")
        added, updated, removed = rows("regions/merge_population", {"source": source.pk, "day": on})[0]
        done = {"added": added, "updated": updated, "removed": removed}
        record_published(source, run_facts, counts=done, verdict=Verdict())
    return done


def locate(points: str, *, on: date) -> None:
    """Fill `located` (n, dong_id, unit_id, off_m), for this transaction, by the regions in force `on` that day.

    `points` names the statement that makes the temporary view `point_to_locate` (n, lat, lon, address). The dong that
    covers each point, else the nearest within 2 km; at the border of a province the address decides. A point in none
    is not in `located`.
    """
    for table in ("home", "located", "doubtful"):
        stage(f"regions/stage_{table}", table=table)
    run("regions/find_homes", {"day": on, "dong": LEVEL_IDS[Level.DONG]})
    run(points, {})
    for statement in ("locate_alone", "locate", "locate_nearest", "locate_addressed"):
        run(f"regions/{statement}", {})
    run_plain("DROP VIEW point_to_locate")


def dongs_on(day: date) -> list[DongRow]:
    """The dongs in force that day, lowest code first."""
    found = rows("regions/dongs_on", {"day": day, "dong": LEVEL_IDS[Level.DONG]})
    return [DongRow._make([*row[:-1], bytes(row[-1])]) for row in found]


def dong_points(day: date) -> list[tuple[str, str, float, float]]:
    """The dongs in force that day: name, code of the unit, and latitude and longitude of a point inside."""
    found = rows("regions/dong_points", {"day": day, "dong": LEVEL_IDS[Level.DONG]})
    return [(name, unit, lat, lon) for name, unit, lat, lon in found]


def unit_points(day: date) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of a point inside each si, gun and gu in force that day, by code."""
    levels = [LEVEL_IDS[Level.SIGUN], LEVEL_IDS[Level.GU]]
    found = Region.objects.on(day).filter(level__in=levels).values_list("code", "center")
    return {code: (center.y, center.x) for code, center in found}


def unit_shapes(day: date) -> list[tuple[str, bytes]]:
    """The si, gun and gu in force that day: code and shape (WKB, WGS84)."""
    levels = [LEVEL_IDS[Level.SIGUN], LEVEL_IDS[Level.GU]]
    return [(code, bytes(shape)) for code, shape in rows("regions/shapes", {"day": day, "levels": levels})]


def areas(day: date) -> list[tuple[str, bytes]]:
    """The units that have dongs of their own: code and shape (WKB, WGS84); together they are all there is."""
    return [(code, bytes(shape)) for code, shape in rows("regions/areas", {"day": day, "dong": LEVEL_IDS[Level.DONG]})]


def whole_area(day: date) -> bytes:
    """The shape (WKB, WGS84) of all provinces in force that day together; empty without any."""
    found = rows("regions/whole_area", {"day": day, "province": LEVEL_IDS[Level.PROVINCE]})
    return bytes(found[0][0]) if found[0][0] else b""
