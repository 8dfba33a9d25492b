"""A place as a GeoJSON feature, as the public contract names its properties."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geoportal.places.near import NearPlace, NearResult


def near_feature(place: NearPlace, *, korean: bool, why: str) -> dict[str, Any]:
    """One result of a nearest search; `open` and `languages` are unknown until a source tells them.

    `why` is the explanation with a place for `metres`, in the reader's language like the names.
    """
    metres = round(place.distance_m)
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "name": place.name_ko if korean else place.name_en or place.name_ko,
            "name_ko": place.name_ko,
            "category": place.category.value,
            "distance_m": metres,
            "region": {
                "code": place.unit_code,
                "slug": place.unit_slug,
                "name": place.unit_name_ko if korean else place.unit_name_en,
            },
            "address_ko": place.address_ko,
            "phone": place.phone,
            "open": "unknown",
            "open_until": None,
            "languages": [],
            "why": why % {"metres": metres},
            "position": place.position,
            "source": place.source,
            "checked_on": place.checked_on,
            "is_sample": place.is_sample,
        },
    }


def near_collection(result: NearResult) -> dict[str, Any]:
    """The FeatureCollection of a nearest search, nearest first."""
    korean = get_language() == "ko"
    why = _("%(metres)s m away in a straight line; opening hours and languages unknown")
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [near_feature(place, korean=korean, why=why) for place in result.places],
    }
    if result.widened_to_m is not None:
        collection["widened_to_m"] = result.widened_to_m
    return collection
