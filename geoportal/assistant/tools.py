"""What the assistant may do: ask the portal's own querysets. Nothing here writes, or asks another server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.gis.geos import Point
from django.utils import timezone

from geoportal.assistant.intent import Intent
from geoportal.core.hotlines import Hotline, hotline
from geoportal.core.hours import SEOUL
from geoportal.events.models import Event
from geoportal.guides.models import Article
from geoportal.places.categories import CATEGORY_IDS, Category, OfficeKind
from geoportal.places.features import near_collection
from geoportal.places.models import Place
from geoportal.places.near import NearSearch
from geoportal.places.serving import Served, serving
from geoportal.places.wanted import Wanted
from geoportal.regions.models import Region
from geoportal.regions.queries import today

MOST_PLACES = 5
MOST_EVENTS = 6
NOON = time(12, 0)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """Features as `/api/v1/places/near/` gives them; `spoken_unknown` when none is known to speak the language."""

    features: tuple[dict[str, Any], ...]
    widened_to_m: int | None = None
    spoken_unknown: bool = False
    at: datetime | None = None


def find_places(point: Point, intent: Intent) -> PlacesFound:
    """The nearest places of the kinds, open when that is asked, offering the service and speaking the languages that
    are asked for.

    Where no place of the kinds is known to offer the service, those of the kinds. Where no place is known to speak the
    languages, those of which it is unknown; `spoken_unknown` says so.
    """
    search = NearSearch(
        categories=intent.categories,
        limit=MOST_PLACES,
        open_at=moment_of(intent),
        wanted=Wanted(languages=intent.speaks, service=intent.service),
    )
    result = Place.objects.near(point, search)
    if intent.service and intent.categories and not result.places:
        search = replace(search, wanted=replace(search.wanted, service=None))
        result = Place.objects.near(point, search)
    unknown = bool(intent.speaks) and not result.places
    if unknown:
        result = Place.objects.near(point, replace(search, wanted=replace(search.wanted, unknown=True)))
    return PlacesFound(tuple(near_collection(result)["features"]), result.widened_to_m, unknown, search.open_at)


def moment_of(intent: Intent) -> datetime | None:
    """When the place is to be open: now, at noon of the day that is named, or whenever (None)."""
    if intent.weekday is not None:
        ahead = (intent.weekday - today().weekday()) % 7
        return datetime.combine(today() + timedelta(days=ahead), NOON, SEOUL)
    if intent.day == "tomorrow" and intent.categories:
        return datetime.combine(today() + timedelta(days=1), NOON, SEOUL)
    return timezone.now() if intent.open_now else None


def who_serves_me(region: Region, kinds: tuple[OfficeKind, ...]) -> list[Served]:
    """The responsible office of each kind, or that it is unknown, today."""
    return serving(region, today(), kinds=kinds)


def upcoming_events(region: Region | None, day: str) -> list[Event]:
    """Events going on today, tomorrow, at the weekend or, without a day, in the coming days; the soonest first."""
    first, last = days_of(day)
    events = Event.objects.published().between(first, last)
    if region is not None:
        events = events.within_region(region)
    return list(events.with_provenance().soonest_first()[:MOST_EVENTS])


def days_of(day: str) -> tuple[date, date | None]:
    """The first and last day that are meant."""
    now = today()
    if day == "today":
        return now, now
    if day == "tomorrow":
        return now + timedelta(days=1), now + timedelta(days=1)
    if day == "weekend":
        saturday = now + timedelta(days=max(SATURDAY - now.weekday(), 0))
        return saturday, now + timedelta(days=6 - now.weekday())
    return now, None


def numbers_of(wanted: list[str]) -> list[Hotline]:
    """The lines with these numbers that data/reference/hotlines.yml has."""
    return [line for number in dict.fromkeys(wanted) if (line := hotline(number))]


def article(slug: str, language: str) -> Any:
    """The guide page in the language, else in English, else in Korean; None when there is none."""
    pages = Article.objects.published().filter(slug=slug, locale__language_code__in=[language, "en", "ko"])
    by_language = {page.locale.language_code: page for page in pages.select_related("locale").specific()}
    return next((by_language[code] for code in (language, "en", "ko") if code in by_language), None)


def is_kind_of_place(name: str) -> bool:
    """Whether it is a category of places."""
    return name in {category.value for category in CATEGORY_IDS}


def categories_of(names: tuple[str, ...]) -> tuple[Category, ...]:
    return tuple(Category(name) for name in names if is_kind_of_place(name))
