"""A place as a GeoJSON feature, as the public contract names its properties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from geoportal.core.hours import State, in_seoul, read_text, state
from geoportal.core.hours_words import words
from geoportal.core.languages import current_code
from geoportal.places.categories import Position
from geoportal.places.consultations import Consultation
from geoportal.places.kinds import SERVICE_OF_ID, Cost
from geoportal.places.languages import spoken
from geoportal.places.near import NearPlace, NearResult
from geoportal.places.offer_labels import COSTS, SERVICES, languages_label
from geoportal.places.offered import Service
from geoportal.places.open_for import state_for
from geoportal.places.wanted import ANYTHING, Wanted
from geoportal.regions.names import name_in

Ids = tuple[int, ...]


def near_feature(
    place: NearPlace,
    *,
    at: datetime,
    language: str,
    why: str,
    wanted: Wanted = ANYTHING,
    consulted: Sequence[Consultation] = (),
    served: Sequence[Service] = (),
) -> dict[str, Any]:
    """One result of a nearest search; `open` is told for the moment `at`, `languages` is null when they are
    unknown.

    `why` says in one line, in the reader's language like the names, why the place is here and what is unknown: a
    text with places for `metres`, `hours`, `languages` and `cost`, by how the position was had (`whys`).
    `consulted` are its consultations in the languages asked for, `served` the services `wanted` that have hours of
    their own: `open` tells of these, `open_words` and the first part of `why` of the place.
    """
    metres, korean = round(place.distance_m), language == "ko"
    hours, in_words = told_hours(place.hours, at, language)
    if consulted or served:
        asked = state_for(place.state(at), spoken=place.language_ids, wanted=wanted, consulted=consulted, served=served)
        hours = opening(asked)
    offers, labels = told_offers(
        ids(place.language_ids), ids(place.service_ids), place.free, place.wheelchair, language
    )
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
                "name": name_in(language, place.unit_name_ko or "", place.unit_name_en or "") or None,
            },
            "address_ko": place.address_ko,
            "phone": place.phone,
            **hours,
            "open_words": in_words,
            **offers,
            "why": " · ".join(
                [
                    why % {"metres": metres, "hours": in_words, **labels},
                    *(service_in_words(one, at) for one in served),
                    *(told_in_words(one, at) for one in consulted),
                ]
            ),
            "service_hours": [told_service(one, at) for one in served],
            "consultations": [told_consultation(one, at) for one in consulted],
            "position": place.position,
            "source": place.source,
            "checked_on": place.checked_on,
            "is_sample": place.is_sample,
        },
    }


@lru_cache(maxsize=8192)
def told_hours(hours: str | None, at: datetime, language: str) -> tuple[dict[str, str | None], str]:
    """What hours say of a minute, as members and in words of the active language: many places have the same."""
    said = state(read_text(hours) if hours else None, at)
    return opening(said), words(said)


@lru_cache(maxsize=8192)
def told_offers(
    language_ids: Ids | None, service_ids: Ids | None, free: int | None, wheelchair: int | None, language: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """What a place offers, as members, and what the explanation says of it in words of the active language."""
    cost = {1: Cost.FREE, 0: Cost.PAID, None: Cost.UNKNOWN}[free]
    members = {
        "languages": languages(language_ids),
        "services": services(service_ids),
        "free": answer(free),
        "wheelchair": answer(wheelchair),
    }
    return members, {"languages": languages_label(language_ids), "cost": str(COSTS[cost])}


def told_consultation(one: Consultation, at: datetime) -> dict[str, Any]:
    """When one person is there to be consulted, and what that says of a moment."""
    return {
        "service": one.kind.value,
        "title": one.title,
        "languages": languages(one.language_ids),
        "hours": one.hours,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        **opening(one.state(at)),
        "source": one.source_title,
        "source_url": one.source_url,
        "checked_on": one.checked_on,
    }


def told_service(one: Service, at: datetime) -> dict[str, Any]:
    """When a service is there that has hours of its own, and what they say of a moment."""
    return {"service": one.kind.value, "name": one.name, "hours": one.hours, **opening(one.state(at))}


def service_in_words(one: Service, at: datetime) -> str:
    """`Vaccination: Open until 12:00`; by its own name where it has one."""
    return f"{one.name or SERVICES[one.kind]}: {words(one.state(at))}"


def told_in_words(one: Consultation, at: datetime) -> str:
    """`Counselling, Vietnamese in person: Open until 17:00`."""
    what = ", ".join((str(SERVICES[one.kind]), languages_label(one.language_ids)))
    return f"{what}: {words(one.state(at))}"


def ids(numbers: Iterable[int] | None) -> Ids | None:
    return None if numbers is None else tuple(numbers)


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


def whys() -> dict[Position, str]:
    """What explains a result, by how its position was had: a rough one has no distance of its own."""
    exact = _("%(metres)s m away in a straight line · %(hours)s · %(languages)s · %(cost)s")
    return dict.fromkeys(Position, exact) | {
        Position.DONG: _("middle of its neighbourhood %(metres)s m away · %(hours)s · %(languages)s · %(cost)s"),
        Position.UNIT: _("somewhere in this city or district · %(hours)s · %(languages)s · %(cost)s"),
    }


def near_collection(result: NearResult) -> dict[str, Any]:
    """The FeatureCollection of a nearest search, nearest first."""
    language = current_code()
    at = in_seoul(result.at)
    lines = whys()
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [
            near_feature(
                place,
                at=at,
                language=language,
                why=lines[Position(place.position)],
                wanted=result.wanted,
                consulted=result.consultations.get(place.id, ()),
                served=result.served.get(place.id, ()),
            )
            for place in result.places
        ],
    }
    if result.widened_to_m is not None:
        collection["widened_to_m"] = result.widened_to_m
    if result.unknown_hours is not None:
        collection["unknown_hours"] = result.unknown_hours
    if result.unknown_offers is not None:
        collection["unknown_offers"] = result.unknown_offers
    return collection
