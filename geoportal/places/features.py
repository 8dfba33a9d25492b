"""A place as a GeoJSON feature, as the public contract names its properties."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geoportal.core.hours import State
from geoportal.core.hours_words import words
from geoportal.places.near import NearPlace, NearResult


def near_feature(place: NearPlace, *, at: datetime, korean: bool, why: str) -> dict[str, Any]:
    """One result of a nearest search; `open` is told for the moment `at`, `languages` are unknown until a source
    tells them.

    `why` is the explanation with a place for `metres` and `hours`, in the reader's language like the names.
    """
    metres = round(place.distance_m)
    hours = place.state(at)
    in_words = words(hours)
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
            **opening(hours),
            "open_words": in_words,
            "languages": [],
            "why": why % {"metres": metres, "hours": in_words},
            "position": place.position,
            "source": place.source,
            "checked_on": place.checked_on,
            "is_sample": place.is_sample,
        },
    }


def opening(hours: State) -> dict[str, str | None]:
    """`open` (yes, no, unknown), until when, and when it opens next; times in ISO 8601 with Korea's offset.

    `open_until` is the next time it closes, for a lunch break too; null also for what never closes.
    """
    return {
        "open": hours.open.value,
        "open_until": hours.until.isoformat() if hours.until else None,
        "next_opens": hours.next_opens.isoformat() if hours.next_opens else None,
    }


def near_collection(result: NearResult) -> dict[str, Any]:
    """The FeatureCollection of a nearest search, nearest first."""
    korean = get_language() == "ko"
    why = _("%(metres)s m away in a straight line; %(hours)s; languages unknown")
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [near_feature(place, at=result.at, korean=korean, why=why) for place in result.places],
    }
    if result.widened_to_m is not None:
        collection["widened_to_m"] = result.widened_to_m
    if result.unknown_hours is not None:
        collection["unknown_hours"] = result.unknown_hours
    return collection
