"""Where a census dong of any year lies among our regions, if that is certain.

A dong is placed
1. by its census code, when a polygon of ours has it. Codes of 2025 have an eighth digit, 0 for a
   dong that is as it was. (By code, never by the table's English names: it calls Janghang 1-dong
   Baekseok 1-dong);
2. in 2025, when its code is new, by `data/reference/census_dongs_2025.csv`: the same or a renamed
   dong, or part of a split one that lies wholly in one polygon. Parts of several polygons (`spans`)
   have none there;
3. with an older code, when its own polygon of 2015 or 2010 lies almost wholly (the editions' drawing
   differs by a few per cent) in one of our polygons.
Any other is counted at its si/gun/gu, and its name kept.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from etl.errors import ParseFailed
from etl.sources.boundaries.codes import CodeTable
from etl.sources.boundaries.polygons import Polygons

NEW_DONGS_FILE = Path(__file__).resolve().parents[3] / "data" / "reference" / "census_dongs_2025.csv"
RENUMBERED_UNITS = {"3155": "3135", "3157": "3137", "3158": "3138"}  # Yeoncheon, Gapyeong, Yangpyeong
WITHIN_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class NewDong:
    """A dong with a code of 2025 that no polygon has; `polygon` is empty when it lies in several."""

    name_ko: str
    polygon: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is needed to place a dong: our regions by census code, the si/gun/gu by the census code's
    first five digits, the dongs new in 2025, and where older polygons lie (names for the rest)."""

    regions: Mapping[str, str]
    units: Mapping[str, str]
    new_dongs: Mapping[str, NewDong]
    older: Mapping[str, str]
    older_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Placing:
    """The region for a count; `unplaced` is the dong's name when that region is its si/gun/gu."""

    region_code: str
    unplaced: str = ""


def place(census_code: str, gazetteer: Gazetteer) -> Placing:
    """The dong, or the si/gun/gu with the dong's name. Raises ParseFailed for an unknown code."""
    new = gazetteer.new_dongs.get(census_code)
    code = new.polygon if new else _seven_digits(census_code)
    code = gazetteer.older.get(code, code)
    if region := gazetteer.regions.get(code):
        return Placing(region)
    name = new.name_ko if new else gazetteer.older_names.get(code, "").split(" ")[-1]
    unit = gazetteer.units.get(census_code[:5])
    if not (name and unit):
        raise ParseFailed(f"no polygon, and no known change, explains the census dong {census_code}")
    return Placing(unit, unplaced=name)


def read_new_dongs(path: Path = NEW_DONGS_FILE) -> dict[str, NewDong]:
    """The committed table, by 8-digit census code."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["census_code"]: NewDong(row["dong_ko"], row["polygon"]) for row in csv.DictReader(file)}


def units_of(names: Mapping[str, str], codes: CodeTable) -> dict[str, str]:
    """MOIS code of the si/gun/gu behind the first five digits of the census codes of polygons."""
    units = {}
    for census_code, full_ko in names.items():
        province, *unit, _ = full_ko.split()
        units[census_code[:5]] = codes.units[province, " ".join(unit)].code[:5]
    return units


def homes_of(older: Polygons, newer: Polygons) -> dict[str, str]:
    """The newer polygon that holds at least WITHIN_SHARE of each older one whose code is gone."""
    tree = shapely.STRtree(list(newer.areas.values()))
    codes = list(newer.areas)
    homes = {}
    for code, area in older.areas.items():
        near = tree.query(area) if code not in newer.areas else np.array([], dtype=int)
        for index in near:
            common = shapely.intersection(area, newer.areas[codes[index]])
            if shapely.area(common) >= WITHIN_SHARE * shapely.area(area):
                homes[code] = codes[index]
    return homes


def _seven_digits(census_code: str) -> str:
    if len(census_code) == 8 and census_code.endswith("0"):
        return RENUMBERED_UNITS.get(census_code[:4], census_code[:4]) + census_code[4:7]
    return census_code
