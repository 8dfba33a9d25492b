"""The Ministry of the Interior's address service: the search, then the building's entrance in EPSG:5179.

The two APIs of business.juso.go.kr have a key each; here they are one text, `search:coordinates`.
"""

from __future__ import annotations

from typing import Any

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import Point

from geoportal.core import geo
from geoportal.places.categories import Position
from geoportal.places.geocoders.answers import Found, Unanswered, asked, found, members, number, rows

BASE = "https://business.juso.go.kr"
BUILDING = ("admCd", "rnMgtSn", "udrtYn", "buldMnnm", "buldSlno")
MOST = 3


def find(address: str, *, key: str, base: str) -> list[Found]:
    """The buildings that the service knows for the address, at most three; raises Unanswered."""
    search_key, _, coordinate_key = key.partition(":")
    params = {
        "confmKey": search_key, "currentPage": "1", "countPerPage": str(MOST), "keyword": address,
        "resultType": "json",
    }  # fmt: skip
    buildings = _rows(asked(f"{base}/addrlink/addrLinkApi.do", params))[:MOST]
    placed = [_placed(building, key=coordinate_key or search_key, base=base) for building in buildings]
    return [one for one in placed if one]


def _placed(building: dict[str, Any], *, key: str, base: str) -> Found | None:
    which = {name: part(building.get(name, "")) for name in BUILDING}
    entrances = _rows(asked(f"{base}/addrlink/addrCoordApi.do", {"confmKey": key, "resultType": "json", **which}))
    if not entrances:
        return None
    east, north = entrances[0].get("entX"), entrances[0].get("entY")
    if east == north == "":
        return None  # a building without an entrance on the map
    entrance = Point(number(east), number(north), srid=geo.METRIC)
    try:
        entrance.transform(geo.transform(geo.METRIC, geo.WGS84))
    except GDALException:
        raise Unanswered("no point") from None
    label = building.get("roadAddr")
    return found(label, lat=entrance.y, lon=entrance.x, precision=Position.BUILDING, provider="juso")


def _rows(body: dict[str, Any]) -> list[dict[str, Any]]:
    results = members(body.get("results"))
    code = members(results.get("common")).get("errorCode")
    if str(code) != "0":
        raise Unanswered(f"errorCode {str(code)[:20]}")
    listed = results.get("juso")
    return [] if listed is None else rows(listed)


def part(stated: object) -> str:
    """A part of the building's key, which the service may write as a number."""
    if not isinstance(stated, str | int):
        raise Unanswered("no key")
    return str(stated)
