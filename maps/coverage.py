"""One coverage run: facilities and people out of the database, the walk between them, and the numbers back into it."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from geoportal.coverage import queries
from geoportal.coverage.categories import SPEEDS_M_PER_MIN, Speed
from geoportal.coverage.ingest import CellFacts, RowFacts, RunFacts, replace_run
from geoportal.coverage.models import CoverageRun
from geoportal.coverage.queries import Unit
from geoportal.places.queries import PlaceQuerySet
from geoportal.provenance.models import Source
from geoportal.regions.queries import today
from maps.demand import Demand, spread
from maps.network import Network, read_network
from maps.reach import Reached, straight, walk

Array = np.ndarray[Any, Any]
USUAL = SPEEDS_M_PER_MIN[list(Speed).index(Speed.USUAL)]


class CoverageError(Exception):
    """Nothing can be counted."""


def run_coverage(category: str, *, language: str, minutes: Sequence[int], network_file: Path | None) -> CoverageRun:
    """Count who lives within these minutes of a facility, and put it in place of the last run for the same.

    Distances are along the ways of the file (.osm, .osm.pbf), or straight lines without one. CoverageError when no
    foreign residents or no facility is loaded, NetworkError when the file is no network.
    """
    units = queries.residents()
    if not units:
        raise CoverageError("no foreign residents are loaded; run: etl run foreign_residents")
    found = queries.facilities(category, language, on=today())
    if not found.exists():
        raise CoverageError("no such place is known, which does not mean that there is none")
    network = read_network(network_file) if network_file else None
    demand = spread(units, network)
    doors = np.array([(x.x, x.y) for x in found.values_list("point_5179", flat=True)]).reshape(-1, 2)
    reached = walk(network, demand.centres, doors) if network else straight(demand.centres, doors)
    unplaced = demand.unplaced + people_of(units, demand, ~reached.on_network)
    facts = run_facts(
        category, language, minutes=minutes, network=network, units=units, unplaced=float(unplaced.sum()),
        found=found, doors_off=reached.facilities_off,
    )  # fmt: skip
    rows = rows_of(units, demand, reached, minutes=minutes, unplaced=unplaced)
    return replace_run(facts, rows=rows, cells=cells_of(demand, reached))


def people_of(units: Sequence[Unit], demand: Demand, chosen: Array) -> Array:
    """People of each unit in the chosen cells."""
    summed: Array = np.bincount(demand.unit, weights=np.where(chosen, demand.people, 0.0), minlength=len(units))
    return summed


def rows_of(
    units: Sequence[Unit], demand: Demand, reached: Reached, *, minutes: Sequence[int], unplaced: Array
) -> Iterator[RowFacts]:
    """A row for each si/gun, gu and province and each number of minutes; a person counts in every region above."""
    persons = np.array([unit.persons for unit in units], dtype=float)
    regions = sorted({region for unit in units for region in unit.above})
    belongs = np.array([[region in unit.above for unit in units] for region in regions], dtype=float)
    for limit in minutes:
        # What no facility reaches is NaN, which is within nothing.
        within = [people_of(units, demand, reached.metres <= limit * speed) for speed in SPEEDS_M_PER_MIN]
        sums = np.column_stack([belongs @ part for part in (persons, unplaced, *within)])
        for region, (people, off, *by_speed) in zip(regions, sums.tolist(), strict=True):
            slow, usual, fast = np.maximum.accumulate(by_speed).tolist()
            yield RowFacts(region, limit, people, off, slow, usual, fast)


def cells_of(demand: Demand, reached: Reached) -> Iterator[CellFacts]:
    """Each cell once, though people of several units may live in it."""
    corners, first = np.unique(demand.corners, axis=0, return_index=True)
    for (x, y), metres in zip(corners.tolist(), reached.metres[first].tolist(), strict=True):
        yield CellFacts(int(x), int(y), None if np.isnan(metres) else metres / USUAL)


def run_facts(
    category: str, language: str, *, minutes: Sequence[int], network: Network | None, units: Sequence[Unit],
    unplaced: float, found: PlaceQuerySet, doors_off: int,
) -> RunFacts:  # fmt: skip
    """What the methods sheet says."""
    sources = Source.objects.filter(pk__in=found.order_by().values("source")).order_by("rank", "name")
    finest = max(unit.level for unit in units)
    unknown = queries.unknown_facilities(category, language, on=today()).count() if language else None
    return RunFacts(
        category=category,
        language=language,
        minutes=list(minutes),
        speeds_m_per_min=list(SPEEDS_M_PER_MIN),
        network=network.name if network else "",
        network_on=network.made_on if network else None,
        population_source_id=units[0].source_id,
        population_year=units[0].year,
        population_level=finest,
        people=sum(unit.persons for unit in units),
        coarse_people=sum(unit.persons for unit in units if unit.level < finest),
        unplaced=unplaced,
        facilities=found.count(),
        facilities_off=doors_off,
        facilities_rough=queries.rough_facilities(category, language, on=today()).count(),
        facilities_unknown=unknown,
        sources=[terms(source) for source in sources],
        software={"python": platform.python_version()}
        | {name: version(name) for name in ("numpy", "scipy", "shapely")},
        is_sample=any(source.is_sample for source in sources),
    )


def terms(source: Source) -> dict[str, str]:
    """A source's name, titles and terms, as they are now."""
    names = ("name", "title_ko", "title_en", "attribution", "license", "license_url")
    return {name: getattr(source, name) for name in names}
