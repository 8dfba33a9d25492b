"""An operator's boundary file as a new edition of the regions: its polygons, today's codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import shapely

from etl.clean.crs import System
from etl.clean.romanize import romanize
from etl.crs_proof import in_metres, prove_areas
from etl.errors import CheckFailed, ParseFailed
from etl.readers.vector import VectorFile, read_vector
from etl.record import RegionRecord
from etl.sources.boundaries.dissolve import carve, coverage, join, to_wgs84_wkb
from etl.sources.boundaries.file_rows import Known, Row, dong_rows, unit_rows
from geoportal.regions.categories import Level

GYEONGGI = "41"
SIGUN_OF_GYEONGGI, UNITS_OF_GYEONGGI = 31, 47
# Of a unit's old and new area together: reclaimed land and the border zone made Danwon-gu differ by 22 % once.
LEAST_COMMON = 0.7

Areas = dict[str, shapely.Geometry]


def records(path: Path, *, known: Sequence[RegionRecord]) -> list[RegionRecord]:
    """All regions, parents first, with the file's polygons (si/gun/gu or dongs) in the place of the known ones.

    `known` are the regions of the package (`parse.parse_all`): they give codes, English names, what the file
    does not cover, and the proof of its coordinate system. A file of units: dongs keep their shape as far as their
    unit has it; a si without its gu in the file divides among them as before. A file of dongs: the dongs in force
    of its provinces are the file's, units are joined of them. Regions of the past stay.
    ParseFailed when the file is none of these, is in doubt about its coordinates, lacks a unit of Gyeonggi, or has
    one that hardly lies on its namesake.
    """
    found = read_vector(path)
    now = Known(known)
    try:
        return built(found, now, known)
    except (CheckFailed, ParseFailed) as error:
        raise ParseFailed(f"{path.name}: {error}") from error


def built(found: VectorFile, now: Known, known: Sequence[RegionRecord]) -> list[RegionRecord]:
    """The regions of a file that was read."""
    units = unit_rows(found.rows, now)
    rows = units if units is not None else dong_rows(found.rows, now)
    if not rows:
        raise ParseFailed("The file has none of our si, gun, gu or dongs, or not the columns they are known by.")
    by_unit = lowest_units(found, rows, now)
    epsg = prove_areas(by_unit, known_shapes(now), claimed=found.crs)
    old = metric_areas(now)
    if units is None:
        return with_dongs(found, rows, epsg=epsg, old=old, now=now, known=known)
    there = dict(zip(by_unit, in_metres(list(by_unit.values()), System(epsg)), strict=True))
    return with_units(there, old=old, now=now, known=known)


def lowest_units(found: VectorFile, rows: Iterable[Row], now: Known) -> Areas:
    """The file's area of each unit, in its own numbers; dongs are joined. A si whose gu are there too is left out."""
    parts = defaultdict[str, list[shapely.Geometry]](list)
    for row in rows:
        parts[row.code[:5]].append(found.shapes[row.number])
    covered = {now.records[code].parent_code for code in parts}
    return {code: shapely.union_all(shapes) for code, shapes in parts.items() if code not in covered}


def known_shapes(now: Known) -> Areas:
    """The units in force, in EPSG:4326."""
    return {code: shapely.from_wkb(one.geometry) for code, one in now.records.items() if now.is_unit(code)}


def metric_areas(now: Known) -> Areas:
    """All regions in force, in EPSG:5179."""
    shapes = shapely.from_wkb([record.geometry for record in now.records.values()])
    return dict(zip(now.records, in_metres(list(shapes), System(4326)), strict=True))


def with_units(there: Areas, *, old: Areas, now: Known, known: Sequence[RegionRecord]) -> list[RegionRecord]:
    """The regions with new units; the dongs of each are fitted into it."""
    new = divided(there, old, now)
    refuse_incomplete(new, now)
    refuse_strangers(new, old, now)
    dongs = {code: area for code, area in old.items() if is_dong(code, now)}
    for code, area in new.items():
        dongs |= carve({code: area}, {one: dongs[one] for one in dongs if now.records[one].parent_code == code})[0]
    return assembled(coverage(dongs), now, known)


def divided(there: Areas, old: Areas, now: Known) -> Areas:
    """The lowest units: a si that came without its gu is divided among them, as far as each lay in it."""
    new: Areas = {}
    for code, area in there.items():
        gu = {one: old[one] for one in now.records if now.is_unit(one) and now.records[one].parent_code == code}
        new |= carve({code: area}, gu)[0] if gu else {code: area}
    return new


def with_dongs(
    found: VectorFile, rows: Sequence[Row], *, epsg: int, old: Areas, now: Known, known: Sequence[RegionRecord]
) -> list[RegionRecord]:
    """The regions with new dongs; the provinces that the file does not have keep theirs."""
    shapes = in_metres([found.shapes[row.number] for row in rows], System(epsg))
    new = {row.code: shape for row, shape in zip(rows, shapes, strict=True)}
    provinces = {code[:2] for code in new}
    kept = {code: old[code] for code in old if is_dong(code, now) and code[:2] not in provinces}
    cells = coverage({**kept, **new})
    units = joined_by_unit({code: cells[code] for code in new})
    refuse_incomplete(units, now)
    refuse_strangers(units, old, now)
    gone = {code for code in now.records if is_dong(code, now) and code not in cells}
    added = [new_dong(row, now) for row in rows if row.code not in now.records]
    current = Known([*(one for one in now.records.values() if one.code not in gone), *added])
    standing = [one for one in known if one.valid_to is not None or one.code not in gone]
    return assembled(cells, current, [*standing, *added])


def new_dong(row: Row, now: Known) -> RegionRecord:
    """A dong that we do not know yet; its shape follows."""
    name = row.name_ko.split()[-1]
    return RegionRecord(
        row.code, Level.DONG, row.code[:5], name, romanize(name), row.code, b"", name_en_generated=True
    )  # fmt: skip


def joined_by_unit(dongs: Areas) -> Areas:
    """The units of dongs."""
    parts = defaultdict[str, list[shapely.Geometry]](list)
    for code, area in dongs.items():
        parts[code[:5]].append(area)
    return {code: shapely.union_all(areas) for code, areas in parts.items()}


def assembled(cells: Areas, now: Known, known: Sequence[RegionRecord]) -> list[RegionRecord]:
    """All regions in their old order, those in force with the shape of their dongs."""
    parts = defaultdict[str, list[shapely.Geometry]](list)
    for code in (code for code in cells if is_dong(code, now)):
        above: str | None = code
        while above:
            parts[above].append(cells[code])
            above = now.records[above].parent_code
    shapes = dict(zip(parts, to_wgs84_wkb([join(areas) for areas in parts.values()]), strict=True))
    empty = [now.records[code].name_ko for code in now.records if code not in shapes]
    if empty:
        raise ParseFailed(f"Nothing is left of: {', '.join(empty[:10])}")
    return [replace(one, geometry=shapes[one.code]) if one.valid_to is None else one for one in known]


def refuse_incomplete(units: Areas, now: Known) -> None:
    """ParseFailed when the file lacks a si/gun or a lowest unit of a province that it has."""
    provinces = {code[:2] for code in units}
    wanted = {code for code in now.records if is_lowest(code, now) and code[:2] in provinces}
    if wanted - set(units):
        missing = ", ".join(sorted(now.bare_name(code) for code in wanted - set(units)))
        raise ParseFailed(f"The file lacks: {missing}")
    sigun = {now.records[code].parent_code if now.records[code].level == Level.GU else code for code in units}
    counts = tuple(sum(1 for code in codes if code and code[:2] == GYEONGGI) for codes in (sigun, units))
    if GYEONGGI in provinces and counts != (SIGUN_OF_GYEONGGI, UNITS_OF_GYEONGGI):
        raise ParseFailed(f"Gyeonggi has {counts[0]} si/gun and {counts[1]} units in the file, not 31 and 47.")


def refuse_strangers(units: Mapping[str, shapely.Geometry], old: Areas, now: Known) -> None:
    """ParseFailed when a unit and its namesake share too little of their area."""
    faults = []
    for code, area in units.items():
        share = shapely.area(shapely.intersection(area, old[code])) / shapely.area(shapely.union(area, old[code]))
        if share < LEAST_COMMON:
            faults.append(f"{now.bare_name(code)} {share:.0%}")
    if faults:
        raise ParseFailed(f"Units that share less than {LEAST_COMMON:.0%} with what is known: {', '.join(faults)}")


def is_dong(code: str, now: Known) -> bool:
    """Whether it is a dong in force."""
    return code in now.records and now.records[code].level == Level.DONG


def is_lowest(code: str, now: Known) -> bool:
    """Whether it is a unit with dongs of its own: a gun, a gu, a si without gu."""
    parents = {one.parent_code for one in now.records.values() if one.level == Level.GU}
    return now.is_unit(code) and code not in parents
