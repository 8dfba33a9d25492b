"""Provinces, si/gun and gu: which there are, under whom, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from etl.errors import ParseFailed
from etl.sources.boundaries.codes import PROVINCES, CodeRow, CodeTable
from geoportal.regions.categories import Level


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit above the dong; `full_ko` is `경기도 수원시 팔달구`, `name_ko` its last word."""

    code: str
    level: Level
    parent_code: str | None
    full_ko: str
    valid_from: date | None

    @property
    def name_ko(self) -> str:
        return self.full_ko.rsplit(" ", 1)[-1]


def plan_units(codes: CodeTable, *, edition_on: date) -> list[PlannedUnit]:
    """Every province, si/gun/autonomous gu and general gu of the code table, parents first.

    A unit founded after `edition_on` (the polygons' date), such as Bucheon's gu (2024-01-01) and
    Hwaseong's (2026-02-01), gets its founding day as `valid_from`; the others were always there.
    """
    units = [_planned(row, codes, edition_on) for row in codes.units.values()]
    absent = PROVINCES.keys() - {unit.full_ko for unit in units}
    if absent:
        raise ParseFailed(f"the code table has no {', '.join(sorted(absent))}")
    return sorted(units, key=lambda unit: (len(unit.full_ko.split()), unit.code))


def _planned(row: CodeRow, codes: CodeTable, edition_on: date) -> PlannedUnit:
    words = row.unit_ko.split()
    level = (Level.PROVINCE, Level.SIGUN, Level.GU)[len(words)]
    return PlannedUnit(
        code=row.code[:2] if level is Level.PROVINCE else row.code[:5],
        level=level,
        parent_code=_parent_code(row, words, codes),
        full_ko=f"{row.province_ko} {row.unit_ko}".strip(),
        valid_from=row.created_on if row.created_on > edition_on else None,
    )


def _parent_code(row: CodeRow, words: list[str], codes: CodeTable) -> str | None:
    if not words:
        return None
    if len(words) == 1:
        return PROVINCES[row.province_ko]
    return codes.units[row.province_ko, words[0]].code[:5]
