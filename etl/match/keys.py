"""A candidate with all that it is compared by, worked out once."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from etl.clean import phones
from etl.clean.address_parts import AddressParts, Number, parts
from etl.match.name_keys import MEDICAL, NameKey, name_key
from geoportal.places.categories import Category, Position

SCHOOLS = frozenset({Category.ELEMENTARY_SCHOOL, Category.MIDDLE_SCHOOL, Category.HIGH_SCHOOL, Category.SPECIAL_SCHOOL})
SUPPORT = frozenset({Category.SUPPORT_CENTER, Category.COUNSELLING, Category.LANGUAGE_CLASS})
GROUPS = ((MEDICAL, "medical"), (SCHOOLS, "school"), (SUPPORT, "support"))
# Names that several gun share; a si has its name alone.
SHARED_GUN = frozenset({"고성군"})
# Gu that were cut anew on 2026-07-01: what stood in the old one stands in any of the new.
CUT_ANEW = {
    ("인천", "동구"): "중구", ("인천", "제물포구"): "중구", ("인천", "영종구"): "중구",
    ("인천", "검단구"): "서구", ("인천", "서해구"): "서구",
}  # fmt: skip
DONG_NUMBER = re.compile(r"(?<=[가-힣])제?\d+(?:[.·,]\d+)*(?=동$)")
NOT_DIGITS = re.compile(r"\D")
HOTLINE_DIGITS = 8
EARTH_M = 6_371_000.0


class Candidate(NamedTuple):
    """A row of one source. `rank` 1 is the most trusted source; `category` a `places.categories.Category`
    value, `position` a `Position` value; `lat`, `lon` in WGS84 degrees."""

    id: int
    source: str
    rank: int
    category: str
    name_ko: str
    address_ko: str
    phone: str
    lat: float
    lon: float
    position: str


class Keys(NamedTuple):
    """A candidate's keys. `group` holds the categories that can be one place; `unit` is the si, gun or
    autonomous gu; `building` is (unit, road, number) and `lot` (unit, dong, lot, hill), None when the address
    does not say; `phone` is digits, `hotline` those of a nationwide number (`1577-1120`), which branches may
    share; `point` only when the source stated it."""

    row: Candidate
    group: str
    name: NameKey
    address: AddressParts
    unit: str
    dong: str
    building: tuple[str, str, Number] | None
    lot: tuple[str, str, Number, bool] | None
    phone: str
    hotline: str
    point: tuple[float, float] | None


def keys_of(row: Candidate) -> Keys:
    """All keys of one row."""
    address = parts(row.address_ko)
    unit = unit_key(address)
    dong = DONG_NUMBER.sub("", address.dong)
    name = name_key(row.name_ko, row.category, region_words(address))
    phone = digits(row.phone, row.address_ko)
    return Keys(
        row=row,
        group=f"{group_of(row.category)}:{name.kind}",
        name=name,
        address=address,
        unit=unit,
        dong=dong,
        building=(unit, address.road, address.number) if unit and address.number else None,
        lot=(unit, dong, address.lot, address.hill) if unit and address.lot else None,
        phone=phone if phone.startswith("0") else "",
        hotline=phone if len(phone) == HOTLINE_DIGITS and not phone.startswith("0") else "",
        point=point_of(row),
    )


def group_of(category: str) -> str:
    """The name of the group of categories of which one place may have any."""
    return next((name for members, name in GROUPS if category in members), category)


def unit_key(address: AddressParts) -> str:
    """`수원`, `여주` (gun or si), `인천 서구`; empty when a gu's city is not known."""
    if address.sigun.endswith("구"):
        gu = CUT_ANEW.get((address.province, address.sigun), address.sigun)
        return f"{address.province} {gu}" if address.province else ""
    if address.sigun in SHARED_GUN:
        return f"{address.province} {address.sigun}"
    return address.sigun[:-1] or ("세종" if address.province == "세종" else "")


def region_words(address: AddressParts) -> tuple[str, ...]:
    """Words for where a place lies that its name may begin with, the longer first."""
    words = (address.sigun, address.sigun[:-1])
    return tuple(word for word in words if len(word) > 1)


def digits(phone: str, address_ko: str) -> str:
    """The digits of the number as it is dialled in Korea; empty for junk."""
    return NOT_DIGITS.sub("", phones.tidy(phone, area=phones.area_code(address_ko)))


def point_of(row: Candidate) -> tuple[float, float] | None:
    """The point, unless it was only had from the address, which proves no distance."""
    known = row.position == Position.SOURCE and math.isfinite(row.lat) and math.isfinite(row.lon)
    return (row.lat, row.lon) if known else None


def metres_between(a: Keys, b: Keys) -> float | None:
    """The distance of two stated points; None when either has none. Exact enough below 100 km."""
    if a.point is None or b.point is None:
        return None
    (lat, lon), (other_lat, other_lon) = a.point, b.point
    east = math.radians(other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return EARTH_M * math.hypot(math.radians(other_lat - lat), east)
