"""The si, gun and gu in force, found by whatever way a source spells them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

SPACE = re.compile(r"\s+")
# West, south, east, north in degrees.
Bounds = tuple[float, float, float, float]
EVERYWHERE: Bounds = (-180.0, -90.0, 180.0, 90.0)
# About 3 km: streets cross a border, buildings don't stand farther off.
FAR_DEGREES = 0.03


@dataclass(frozen=True, slots=True)
class Unit:
    """A si/gun or an autonomous gu (`parent_ko` is ``) or a general gu (`parent_ko` is its si), and the
    box around it."""

    code: str
    name_ko: str
    province_ko: str
    parent_code: str = ""
    parent_ko: str = ""
    bounds: Bounds = EVERYWHERE

    @property
    def spellings(self) -> Iterable[str]:
        """`수원시팔달구`, `수원팔달구`; `화성시`; `인천남동구` for `남동구`: all without spaces."""
        if self.parent_ko:
            return (self.parent_ko + self.name_ko, self.parent_ko.removesuffix("시") + self.name_ko)
        return (self.name_ko, self.province_ko[:2] + self.name_ko)


class Units:
    """The units in force on one day."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_code = {unit.code: unit for unit in units}
        self._codes: dict[tuple[str, str], str] = {}
        bare = defaultdict[tuple[str, str], set[str]](set)
        for unit in self._by_code.values():
            for spelling in unit.spellings:
                self._codes[unit.province_ko[:2], spelling] = unit.code
            bare[unit.province_ko[:2], unit.name_ko].add(unit.code)
        for key, codes in bare.items():
            if len(codes) == 1:
                self._codes.setdefault(key, *codes)
        # Thousands of addresses name the same few units.
        self._found: dict[str, str | None] = {}

    def code_of(self, stated: str) -> str | None:
        """The code of the smallest unit named by `경기도 수원시 팔달구`, `경기 수원팔달구` or the start of an
        address; None when none is. Never by a bare name alone: there is a 중구 in six cities."""
        if stated not in self._found:
            self._found[stated] = self._spelt(stated)
        return self._found[stated]

    def _spelt(self, stated: str) -> str | None:
        """The code by the first two words after the province, or by the first."""
        province, *words = SPACE.split(stated.strip())
        for spelling in ("".join(words[:2]), words[0] if words else ""):
            code = self._codes.get((province[:2], spelling))
            if code:
                return code
        return None

    def name_of(self, code: str | None) -> str:
        """The full name of a unit, `경기도 수원시 팔달구`; empty for None."""
        unit = self._by_code.get(code or "")
        return SPACE.sub(" ", f"{unit.province_ko} {unit.parent_ko} {unit.name_ko}") if unit else ""

    def sigun_of(self, code: str) -> str:
        """The code of the si/gun (or autonomous gu) that a unit is or is part of."""
        unit = self._by_code.get(code)
        return unit.parent_code or unit.code if unit else code

    def same_sigun(self, named: str, found: str | None) -> bool:
        """Whether both are in one si/gun."""
        return found is not None and self.sigun_of(named) == self.sigun_of(found)

    def holds(self, named: str, found: str | None) -> bool:
        """Whether the unit found is the one named or a part of it."""
        return found is not None and (named == found or named == self.sigun_of(found))

    def bounds(self, code: str) -> Bounds:
        """The box around a unit."""
        return self._by_code[code].bounds

    def boxes(self) -> dict[str, Bounds]:
        """The boxes around all units, by code."""
        return {code: unit.bounds for code, unit in self._by_code.items()}

    def is_far(self, code: str, *, lat: float, lon: float) -> bool:
        """Whether a point is more than about 3 km outside the box around a unit."""
        west, south, east, north = self._by_code[code].bounds
        off = max(west - lon, lon - east, south - lat, lat - north)
        return off > FAR_DEGREES
