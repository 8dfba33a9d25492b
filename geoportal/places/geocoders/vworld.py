"""VWorld's geocoder: a road-name address, else a lot, to WGS84 (api.vworld.kr/req/address, version 2.0)."""

from __future__ import annotations

from geoportal.places.categories import Position
from geoportal.places.geocoders.answers import Found, Unanswered, asked, found, members

BASE = "https://api.vworld.kr"
KINDS = ("ROAD", "PARCEL")


def find(address: str, *, key: str, base: str) -> list[Found]:
    """What VWorld knows of the address: none or one; raises Unanswered."""
    for kind in KINDS:
        answer = _one(address, kind=kind, key=key, base=base)
        if answer is not None:
            return [answer]
    return []


def _one(address: str, *, kind: str, key: str, base: str) -> Found | None:
    params = {
        "service": "address", "request": "getcoord", "version": "2.0", "crs": "epsg:4326", "format": "json",
        "type": kind, "address": address, "key": key,
    }  # fmt: skip
    body = members(asked(f"{base}/req/address", params).get("response"))
    status = body.get("status")
    if status == "NOT_FOUND":
        return None
    if status != "OK":
        raise Unanswered(f"status {str(status)[:20]}")
    point = members(members(body.get("result")).get("point"))
    label = members(body.get("refined")).get("text")
    return found(label, lat=point.get("y"), lon=point.get("x"), precision=Position.BUILDING, provider="vworld")
