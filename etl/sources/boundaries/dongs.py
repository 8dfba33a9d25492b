"""Dongs: which of today's dongs each census polygon is, and where no polygon says so.

The polygons are Statistics Korea's of 2020; the codes are MOIS' of today. Per 2020 polygon:

- a dong of the same name in the same unit today gets that dong's 10-digit code. Its polygon may be
  the 2020 extent of a dong that has since lost a part to a new one;
- a dong that was renamed or merged since is in `data/reference/dong_changes.csv` and gets the code
  and name of today; merged polygons become one dong;
- Hwaseong's dongs moved under gu on 2026-02-01 and got new codes; the old ones are in no table we
  hold. Such a dong is ONE record with today's code, its gu as the parent, no `valid_from`: whoever
  asks about an earlier day skips the ancestors not valid on that day (here the gu);
- Bucheon's ten wide dongs of 2019-2023 gave way on 2024-01-01 to the dongs of before, whose
  polygons are in the 2015 edition. The wide ones stay under the si until 2023-12-31, each with an
  S code; the others follow under their gu, fitted into the wide ones;
- any other polygon, split into dongs that have no polygons, stays as it was under a code of its
  own (unit, `S`, census code; `41610S5011`): nothing is lost, and no code of MOIS stands for an
  area that it does not mean.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from etl.errors import ParseFailed
from etl.sources.boundaries.codes import CodeRow, CodeTable

CHANGES_FILE = Path(__file__).resolve().parents[3] / "data" / "reference" / "dong_changes.csv"
WIDE_PREFIX = "31050"  # census codes of Bucheon's wide dongs, edition 2020
FINER_PREFIX = "3105"  # and of the dongs before and after them, edition 2015


@dataclass(frozen=True, slots=True)
class PlannedDong:
    """A dong to be made of the census polygons `polygons` (codes; the first is its own).

    For a wide dong `polygons` holds its own 2020 code, which is to be replaced by its parts.
    """

    code: str
    name_ko: str
    parent_code: str
    polygons: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None


def is_wide(census_code: str) -> bool:
    """Whether the 2020 polygon is one of Bucheon's wide dongs."""
    return census_code.startswith(WIDE_PREFIX)


def is_finer(census_code: str) -> bool:
    """Whether the polygon is one of Bucheon's of the 2015 edition."""
    return census_code.startswith(FINER_PREFIX) and not is_wide(census_code)


def kept_code(parent_code: str, census_code: str) -> str:
    """The code of a dong that no MOIS code of today stands for: its parent's, `S`, the rest of the census code."""
    return f"{parent_code[:5]}S{census_code[3:]}"


def plan_dongs(names: Mapping[str, str], codes: CodeTable) -> list[PlannedDong]:
    """The dongs for polygons given as census code -> `경기도 수원시 권선구 금곡동`.

    `names` is the 2020 edition with Bucheon's dongs of 2015 added. Every polygon is in exactly one
    dong, but for Bucheon where it is in one before and in one since 2024.
    Raises ParseFailed when a polygon's unit is not in the code table.
    """
    changes = read_changes()
    dongs = [_planned(code, name, changes, codes) for code, name in sorted(names.items())]
    return sorted(_merged(dongs), key=lambda dong: (dong.code, dong.polygons))


def region_code_of(dongs: Iterable[PlannedDong]) -> dict[str, str]:
    """The region code in which each census polygon lies, merged ones included."""
    return {polygon: dong.code for dong in dongs for polygon in dong.polygons}


def read_changes(path: Path = CHANGES_FILE) -> dict[str, str]:
    """Census code -> today's name, of the dongs renamed or merged since their edition.

    The committed table also says which of the two (`kind`), when, and the name before; the day is
    that of the dong's founding in the code table.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return {row["census_code"]: row["dong_ko"] for row in csv.DictReader(file)}


def _planned(census_code: str, full_ko: str, changes: Mapping[str, str], codes: CodeTable) -> PlannedDong:
    province, *unit, name = full_ko.split()
    if is_wide(census_code):
        return _wide_dong(census_code, name, codes.units[province, unit[0]], codes)
    name = changes.get(census_code, name)
    parent = _find_unit(province, " ".join(unit), name, codes)
    row = codes.dongs.get((parent.code[:5], name))
    return PlannedDong(
        code=row.code if row else kept_code(parent.code, census_code),
        name_ko=name,
        parent_code=parent.code[:5],
        polygons=(census_code,),
        valid_from=parent.created_on if is_finer(census_code) else None,
    )


def _wide_dong(census_code: str, name: str, si: CodeRow, codes: CodeTable) -> PlannedDong:
    followed_on = min((gu.created_on for gu in _gu_of(si, codes)), default=None)
    if followed_on is None:
        raise ParseFailed(f"the code table has no gu in {si.unit_ko}; it is older than 2024")
    return PlannedDong(
        code=kept_code(si.code, census_code),
        name_ko=name,
        parent_code=si.code[:5],
        polygons=(census_code,),
        valid_to=followed_on - timedelta(days=1),
    )


def _find_unit(province: str, unit_ko: str, name: str, codes: CodeTable) -> CodeRow:
    """The lowest unit above a dong: the polygon's own, or the gu founded since that has the dong."""
    unit = codes.units.get((province, unit_ko))
    if unit is None:
        raise ParseFailed(f"the code table has no {province} {unit_ko}, which the polygons name")
    homes = [gu for gu in _gu_of(unit, codes) if (gu.code[:5], name) in codes.dongs]
    if len(homes) > 1:
        raise ParseFailed(f"{province} {unit_ko} has {name} in more than one gu")
    return homes[0] if homes else unit


def _gu_of(si: CodeRow, codes: CodeTable) -> Iterator[CodeRow]:
    for (province, unit_ko), row in codes.units.items():
        if province == si.province_ko and unit_ko.startswith(f"{si.unit_ko} "):
            yield row


def _merged(dongs: Iterable[PlannedDong]) -> Iterator[PlannedDong]:
    """One dong per code; its own polygon first: the one that already bore the code's name."""
    by_code: dict[str, list[PlannedDong]] = {}
    for dong in dongs:
        by_code.setdefault(dong.code, []).append(dong)
    changes = read_changes()
    for parts in by_code.values():
        own = sorted((part.polygons[0] for part in parts), key=lambda code: (code in changes, code))
        first = parts[0]
        yield PlannedDong(first.code, first.name_ko, first.parent_code, tuple(own), first.valid_from, first.valid_to)
