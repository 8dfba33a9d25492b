"""Kakao Local: an address to WGS84 (developers.kakao.com, local/search/address)."""

from __future__ import annotations

from geoportal.places.categories import Position
from geoportal.places.geocoders.answers import Found, asked, found, rows

BASE = "https://dapi.kakao.com"
# REGION and ROAD are a dong or a road as a whole; the two others are one building or lot.
PRECISIONS = {
    "ROAD_ADDR": Position.BUILDING, "REGION_ADDR": Position.BUILDING, "ROAD": Position.ROAD, "REGION": Position.DONG,
}  # fmt: skip


def find(address: str, *, key: str, base: str) -> list[Found]:
    """What Kakao knows of the address, best first; raises Unanswered."""
    body = asked(
        f"{base}/v2/local/search/address.json",
        {"query": address, "size": "5"},
        {"Authorization": f"KakaoAK {key}"},
    )
    return [
        found(
            one.get("address_name"),
            lat=one.get("y"),
            lon=one.get("x"),
            precision=PRECISIONS.get(str(one.get("address_type")), Position.DONG),
            provider="kakao",
        )
        for one in rows(body.get("documents"))
    ]
