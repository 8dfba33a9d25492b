"""A place as a GeoJSON feature, as the public contract names its properties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geoportal.core.hours import State
from geoportal.core.hours_words import words
from geoportal.places.kinds import SERVICE_OF_ID, Cost
from geoportal.places.languages import spoken
from geoportal.places.near import NearPlace, NearResult
from geoportal.places.offer_labels import COSTS, languages_label


def near_feature(place: NearPlace, *, at: datetime, korean: bool, why: str) -> dict[str, Any]:
    """One result of a nearest search; `open` is told for the moment `at`, `languages` is null when they are
    unknown.

    `why` says in one line, in the reader's language like the names, why the place is here and what is unknown: a
    text with places for `metres`, `hours`, `languages` and `cost`.
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
            "languages": languages(place.language_ids),
            "services": services(place.service_ids),
            "free": answer(place.free),
            "wheelchair": answer(place.wheelchair),
            "why": why % reasons(place, metres=metres, hours=in_words),
            "position": place.position,
            "source": place.source,
            "checked_on": place.checked_on,
            "is_sample": place.is_sample,
        },
    }


def reasons(place: NearPlace, *, metres: int, hours: str) -> dict[str, object]:
    """What the explanation says, in words."""
    cost = {1: Cost.FREE, 0: Cost.PAID, None: Cost.UNKNOWN}[place.free]
    return {"metres": metres, "hours": hours, "languages": languages_label(place.language_ids), "cost": COSTS[cost]}


def languages(numbers: Iterable[int] | None) -> list[dict[str, str]] | None:
    """Each language and how it is spoken (`in_person`, `interpreter`, `phone`, or empty); None when unknown."""
    if numbers is None:
        return None
    return [{"language": language, "how": how.value} for language, how in map(spoken, numbers)]


def services(numbers: Iterable[int] | None) -> list[str] | None:
    """The kinds of services; None when they are unknown."""
    return None if numbers is None else [SERVICE_OF_ID[number].value for number in numbers]


def answer(value: int | None) -> str:
    """`yes`, `no` or `unknown`."""
    return {1: "yes", 0: "no", None: "unknown"}[value]


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
    why = _("%(metres)s m away in a straight line · %(hours)s · %(languages)s · %(cost)s")
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [near_feature(place, at=result.at, korean=korean, why=why) for place in result.places],
    }
    if result.widened_to_m is not None:
        collection["widened_to_m"] = result.widened_to_m
    if result.unknown_hours is not None:
        collection["unknown_hours"] = result.unknown_hours
    if result.unknown_offers is not None:
        collection["unknown_offers"] = result.unknown_offers
    return collection
