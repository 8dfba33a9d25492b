"""Placing a row by its address: at a known building, along its road, in its dong, or no better than in its unit."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

from etl.clean.address_parts import POSTCODE, AddressParts, Number, parts
from etl.legal_dongs import LegalDong
from etl.units import Units
from geoportal.places.categories import Position

# A road's numbers grow by 2 every 20 m (Road Name Address Act); beyond 1 km the dong says as much.
NUMBERS_ALONG = 100
# Known places of one building this far apart, in metres, don't tell where it stands.
APART_M = 200.0
BRANCH = re.compile(r"(?P<road>.+?[로길])(?P<number>\d+)번길")
METRES_PER_DEGREE = 111_195.0
Point = tuple[float, float]


class KnownPlace(NamedTuple):
    """A place whose point its source states, in WGS84 degrees."""

    address_ko: str
    lat: float
    lon: float


class DongPoint(NamedTuple):
    """An administrative dong in force, the 5-digit code of its unit, and a point inside it."""

    name_ko: str
    unit_code: str
    lat: float
    lon: float


class Placed(NamedTuple):
    """A point in WGS84 degrees, and how it was had: `building`, `road`, `dong` or `unit`."""

    lat: float
    lon: float
    position: Position


class Gazetteer:
    """Where buildings, roads and dongs are, by si/gun. Made of plain rows; knows no database."""

    def __init__(
        self,
        units: Units,
        *,
        places: Iterable[KnownPlace] = (),
        dongs: Iterable[DongPoint] = (),
        legal_dongs: Iterable[LegalDong] = (),
        unit_points: Mapping[str, Point] = MappingProxyType({}),
    ) -> None:
        self.units = units
        self.unit_points = unit_points
        self._buildings = defaultdict[Hashable, list[Point]](list)
        self._roads = defaultdict[tuple[str, str], list[tuple[Number, Point]]](list)
        self._dongs = {(dong.unit_code, tidy_dong(dong.name_ko)): (dong.lat, dong.lon) for dong in dongs}
        self._legal = defaultdict[tuple[str, str], list[str]](list)
        self._parts_of = defaultdict[str, set[str]](set)
        for legal in legal_dongs:
            self._legal[legal.unit_code, legal.name_ko].append(tidy_dong(legal.dong_ko))
        for unit_code, _ in (*self._dongs, *self._legal):
            self._parts_of[units.sigun_of(unit_code)].add(unit_code)
        for place in places:
            self._add(place)

    def _add(self, known: KnownPlace) -> None:
        code, address, point = self.unit_of(known.address_ko), parts(known.address_ko), (known.lat, known.lon)
        if code is None or not all(map(math.isfinite, point)):
            return
        for key in building_keys(self.units.sigun_of(code), address):
            self._buildings[key].append(point)
        if address.number:
            self._roads[self.units.sigun_of(code), address.road].append((address.number, point))

    def unit_of(self, address_ko: str) -> str | None:
        """The code of the smallest unit that the address names together with its province.

        A gun that is no longer one is looked for as a si (여주군 became 여주시).
        """
        code = self.units.code_of(POSTCODE.sub("", address_ko.strip()))
        if code:
            return code
        address = parts(address_ko)
        if address.province and address.sigun.endswith("군"):
            return self.units.code_of(f"{address.province} {address.sigun[:-1]}시")
        return None

    def building(self, sigun: str, address: AddressParts) -> Point | None:
        """The middle of the known places with this road and number (or lot), if most of them agree."""
        for key in building_keys(sigun, address):
            points = self._buildings.get(key, [])
            if points:
                middle = median(lat for lat, _ in points), median(lon for _, lon in points)
                agreeing = sum(1 for point in points if metres(middle, point) <= APART_M)
                if agreeing * 2 > len(points):
                    return middle
        return None

    def along_road(self, sigun: str, address: AddressParts) -> Point | None:
        """The known building of the nearest number on the road, within about 1 km.

        Of a branch where none is known, the building where it leaves its road: 늘봄로48번길 begins at
        늘봄로 48.
        """
        if address.number is None:
            return None
        branch = BRANCH.fullmatch(address.road)
        ways = [(address.road, address.number)]
        if branch and address.number[0] <= NUMBERS_ALONG:
            ways.append((branch["road"], (int(branch["number"]), 0)))
        for road, number in ways:
            known = self._roads.get((sigun, road), [])
            if known:
                nearest = min(known, key=lambda one: (gap(one[0], number), one))
                if gap(nearest[0], number)[0] <= NUMBERS_ALONG:
                    return nearest[1]
        return None

    def dong(self, unit_code: str, address: AddressParts) -> Point | None:
        """The point of the dong that the address names; of several, the one nearest to their middle.

        None when two gu of the si have a dong of that name and the address names no gu.
        """
        name = address.town or address.dong
        within = {unit_code} if unit_code != self.units.sigun_of(unit_code) else set()
        for codes in (within, self._parts_of.get(self.units.sigun_of(unit_code), set())):
            homes = [points for code in sorted(codes) if (points := self._points(code, name))]
            if len(homes) == 1:
                return nearest_to_middle(homes[0])
        return None

    def _points(self, unit_code: str, name: str) -> list[Point]:
        """The points of the administrative dongs of one unit for a legal or administrative name."""
        names = self._legal.get((unit_code, name)) or spellings(name)
        return [self._dongs[unit_code, dong] for dong in names if (unit_code, dong) in self._dongs]


def place(address_ko: str, gazetteer: Gazetteer) -> Placed | None:
    """The finest point that is known for an address; None when its province and si/gun are not both named.
    Never by a bare name."""
    unit_code = gazetteer.unit_of(address_ko)
    if unit_code is None:
        return None
    sigun, address = gazetteer.units.sigun_of(unit_code), parts(address_ko)
    ways: tuple[tuple[Position, Callable[[], Point | None]], ...] = (
        (Position.BUILDING, lambda: gazetteer.building(sigun, address)),
        (Position.ROAD, lambda: gazetteer.along_road(sigun, address)),
        (Position.DONG, lambda: gazetteer.dong(unit_code, address)),
        (Position.UNIT, lambda: gazetteer.unit_points.get(unit_code)),
    )
    for position, find in ways:
        if point := find():
            return Placed(*point, position)
    return None


def building_keys(sigun: str, address: AddressParts) -> list[Hashable]:
    """What a building is known by: road and number, and lot."""
    keys: list[Hashable] = []
    if address.number:
        keys.append((sigun, address.road, address.number))
    if address.lot:
        keys.append((sigun, address.town, address.dong, address.lot, address.hill))
    return keys


def tidy_dong(name_ko: str) -> str:
    """One spelling of an administrative dong: 창신제1동 is 창신1동, 상계3.4동 is 상계3·4동."""
    return re.sub(r"(?<=.)제(?=\d)", "", name_ko.replace(".", "·"))


def spellings(name: str) -> list[str]:
    """How a dong may stand in the list: a myeon may have become an eup since."""
    other = {"면": "읍", "읍": "면"}.get(name[-1:], "")
    return [tidy_dong(name), name[:-1] + other] if other else [tidy_dong(name)]


def gap(one: Number, other: Number) -> Number:
    """How far two numbers of one road are apart."""
    return abs(one[0] - other[0]), abs(one[1] - other[1])


def nearest_to_middle(points: list[Point]) -> Point:
    """Of some points the one nearest to their mean."""
    middle = sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)
    return min(points, key=lambda point: (metres(middle, point), point))


def metres(one: Point, other: Point) -> float:
    """The distance of two points; exact enough within a si/gun."""
    east = (other[1] - one[1]) * math.cos(math.radians(one[0]))
    return METRES_PER_DEGREE * math.hypot(other[0] - one[0], east)
