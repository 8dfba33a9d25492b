"""The numbers of a run as they may be shown, region by region; the page and the downloads have the same."""

from __future__ import annotations

from dataclasses import dataclass

from geoportal.coverage.models import CoverageRow, CoverageRun
from geoportal.coverage.suppression import hidden, is_few
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region

MOST_LISTED = 10
SPEED_FIELDS = ("within_slow", "within_usual", "within_fast")


@dataclass(frozen=True, slots=True)
class Line:
    """One region: whole people within so many minutes at each speed, and beyond at the usual one.

    All four and the share (percent of those whom the network reaches) are None when they are not shown: `few` says
    that fewer than five are within, `few_beyond` that fewer than five are beyond; neither, that they would tell a
    small number of this region or of another. `people` of a region are public, and always shown.
    """

    region: Region
    people: int
    unplaced: int | None
    within: int | None
    slow: int | None
    fast: int | None
    beyond: int | None
    share: float | None
    few: bool = False
    few_beyond: bool = False

    @property
    def is_shown(self) -> bool:
        return self.within is not None

    @property
    def is_whole(self) -> bool:
        """Whether it is the province, the sum of the others."""
        return self.region.level == LEVEL_IDS[Level.PROVINCE]


def lines(run: CoverageRun, minutes: int) -> list[Line]:
    """A line for the province, and for each si, gun and gu below it; a city is followed by its districts."""
    rows: list[CoverageRow] = list(run.rows.within(minutes))
    parts = {row.region_id: parts_of(row) for row in rows}
    gone = hidden(parts, {row.region_id: row.region.parent_id for row in rows if row.region.parent_id})
    return [line(row, is_hidden=row.region_id in gone) for row in in_order(rows)]


def most_beyond(shown: list[Line]) -> list[Line]:
    """The districts, and the cities and counties that have none, where most people live beyond; most first."""
    divided = {line.region.parent_id for line in shown}
    whole = [line for line in shown if line.region.pk not in divided and line.beyond]
    return sorted(whole, key=lambda line: -(line.beyond or 0))[:MOST_LISTED]


def parts_of(row: CoverageRow) -> list[float]:
    """What the people of a region are divided into, by each speed in turn."""
    reached = row.people - row.unplaced
    found = [row.unplaced]
    for name in SPEED_FIELDS:
        within = getattr(row, name)
        found += [within, max(reached - within, 0.0)]
    return found


def line(row: CoverageRow, *, is_hidden: bool) -> Line:
    reached = row.people - row.unplaced
    if is_hidden:
        return Line(
            row.region, round(row.people), None, None, None, None, None, None,
            few=is_few(row.within_usual), few_beyond=is_few(row.beyond),
        )  # fmt: skip
    within, slow, fast = round(row.within_usual), round(row.within_slow), round(row.within_fast)
    share = 100 * row.within_usual / reached if reached else None
    return Line(row.region, round(row.people), round(row.unplaced), within, slow, fast, round(row.beyond), share)


def in_order(rows: list[CoverageRow]) -> list[CoverageRow]:
    """Regions by name on each level, each followed by those below it."""
    known = {row.region_id for row in rows}
    below: dict[int | None, list[CoverageRow]] = {}
    for row in rows:
        parent = row.region.parent_id
        below.setdefault(parent if parent in known else None, []).append(row)

    def walk(parent: int | None) -> list[CoverageRow]:
        named = sorted(below.get(parent, []), key=lambda row: row.region.name)
        return [one for row in named for one in (row, *walk(row.region_id))]

    return walk(None)
