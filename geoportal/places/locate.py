"""A typed address, dong, landmark or region to points; from what is loaded, and by key from address services."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings

from geoportal.core import geo
from geoportal.core.languages import current_code
from geoportal.core.sql import rows
from geoportal.core.text import clean_query
from geoportal.places import geocoders
from geoportal.places.addresses import Address, address
from geoportal.places.asked import Asked, understand
from geoportal.places.categories import Position
from geoportal.places.matching import match
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region
from geoportal.regions.names import name_in
from geoportal.regions.queries import today

MOST = 8


class Candidate(NamedTuple):
    """A point for what was typed, in WGS84 degrees; the order is that of the locate_*.sql columns.

    `label` is the Korean address, the place's or the region's name. `precision`: at the building, along its road,
    in the middle of the dong or, for `unit`, of the si, gun or gu. The region is the si/gun or gu.
    """

    label: str
    lat: float
    lon: float
    precision: str
    region_code: str | None
    region_slug: str | None
    region_name_ko: str | None
    region_name_en: str | None
    source: str

    @property
    def region_name(self) -> str:
        return name_in(current_code(), self.region_name_ko or "", self.region_name_en or "")


def locate(text: str) -> list[Candidate]:
    """Points for a typed address, the likeliest first; empty when nothing is known of it.

    Address services are asked only for an address whose building is not among what is loaded.
    """
    text = clean_query(text)
    said, asked = address(text), understand(text)
    if said.says_something:
        found = _by_address(said, asked.region)
        if any(one.precision == Position.BUILDING for one in found):
            return found
        return _by_services(text) or found or _by_region(asked)
    if asked.region and not asked.rest and not asked.kinds and not asked.service:
        return _by_region(asked)
    return _by_name(text, asked) or _by_region(asked)


def buildings(text: str, within: Region) -> list[Candidate]:
    """Loaded places at exactly this address in a region."""
    found = _by_address(address(clean_query(text)), within)
    return [one for one in found if one.precision == Position.BUILDING]


def _by_address(said: Address, within: Region | None) -> list[Candidate]:
    """Loaded places at the road and number, or at the nearest number of the road; or at the lot."""
    if said.road:
        road = {"road": said.road_key, "main": said.main, "sub": said.sub}
        if found := rows("places/locate_road", road | {"region": within.pk if within else None, "most": MOST}):
            return [Candidate._make(row) for row in found]
    if said.lot:
        # A lot's dong is the legal one, which an administrative dong of its name need not hold.
        unit = within.parent if within and within.level == LEVEL_IDS[Level.DONG] else within
        lot = {"lot": said.lot, "region": unit.pk if unit else None, "most": MOST}
        return [Candidate._make(row) for row in rows("places/locate_lot", lot)]
    return []


def _by_name(text: str, asked: Asked) -> list[Candidate]:
    """Loaded places of the name, the shortest name first: a station's own before the pharmacy's beside it.

    Of the name as it is written: whoever is sent to a place of a similar one is lost.
    """
    for words, region in ((text, None), (asked.rest, asked.region)):
        named = match(words) if words else None
        if named and named.ids and not named.corrected:
            params = {"ids": named.ids, "region": region.pk if region else None, "most": MOST}
            if found := rows("places/locate_named", params):
                return [Candidate._make(row) for row in found]
    return []


def _by_region(asked: Asked) -> list[Candidate]:
    """The middle of the region that the words name."""
    region = asked.region
    if region is None:
        return []
    is_dong = region.level == LEVEL_IDS[Level.DONG]
    precision = Position.DONG if is_dong else Position.UNIT
    unit = region.parent if is_dong and region.parent else region
    label = f"{unit.name_ko} {region.name_ko}" if is_dong else region.name_ko
    named = (unit.code, unit.slug, unit.name_ko, unit.name_en)
    return [Candidate(label, region.center.y, region.center.x, precision, *named, region.source.name)]


def _by_services(text: str) -> list[Candidate]:
    """What an address service finds within our provinces."""
    found = geocoders.find(text, keys=settings.GEOCODER_KEYS, bases=settings.GEOCODER_BASES)
    placed = [(one, unit) for one in found if (unit := _unit_of(one.lat, one.lon))]
    return [
        Candidate(
            one.label, one.lat, one.lon, one.precision, unit.code, unit.slug, unit.name_ko, unit.name_en, one.provider
        )
        for one, unit in placed
    ]


def _unit_of(lat: float, lon: float) -> Region | None:
    """The smallest si/gun or gu that holds the point."""
    chain = Region.objects.containing(geo.point(lat, lon), today()).for_links()
    units = [region for region in chain if region.level < LEVEL_IDS[Level.DONG]]
    return units[-1] if units else None
