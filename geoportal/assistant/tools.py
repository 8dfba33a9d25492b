"""What the assistant may do: ask the portal's own querysets. Nothing here writes, or asks another server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.gis.geos import Point
from django.utils import timezone
from django.utils.translation import gettext as _

from geoportal.assistant.intent import Intent
from geoportal.core.hotlines import Hotline, hotline
from geoportal.core.hours import SEOUL, Open
from geoportal.core.languages import EASY, choice_of
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
MOST_MEANT = 3
CENTERS = (OfficeKind.FOREIGN_RESIDENTS_CENTER, OfficeKind.FAMILY_CENTER)
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


def notes_of(found: PlacesFound) -> Iterator[str]:
    """What must be said of the places: that they are far, that their hours or what they speak is unknown."""
    if found.features and found.widened_to_m:
        asked, wide = (f"{metres / 1000:g}\u00a0km" for metres in (NearSearch().radius_m, found.widened_to_m))
        yield _("Nothing was found within %(asked)s, so we looked up to %(wide)s away.") % {
            "asked": asked,
            "wide": wide,
        }
    if found.spoken_unknown:
        yield _("None is known to speak this language: call first, or ask 1345 to interpret.")
    unknown = [one["properties"]["name"] for one in found.features if one["properties"]["open"] == Open.UNKNOWN.value]
    if found.at is not None and unknown:
        said = _("Hours unknown, call first")
        yield said if len(unknown) == len(found.features) else f"{said}: {', '.join(unknown)}"


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


def centers_of(region: Region) -> list[Served]:
    """The centers with counsellors that serve a region; none when it is unknown which do."""
    return [one for one in who_serves_me(region, CENTERS) if one.offices]


def places_meant(point: Point, region: Region | None, intent: Intent) -> list[Place]:
    """The places of which the hours are asked: the responsible offices, else the nearest of the kinds."""
    if region is not None and intent.office_kinds:
        served = who_serves_me(region, intent.office_kinds)
        if found := [one.office for kind in served for one in kind.offices]:
            return found[:MOST_MEANT]
    nearest = Place.objects.near(point, NearSearch(categories=intent.categories, limit=MOST_MEANT)).places
    by_id = Place.objects.in_bulk([one.id for one in nearest])
    return [by_id[one.id] for one in nearest]


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
    """The guide page in the language, else in English, else in Korean; None when there is none. What is not in easy
    Korean is in Korean."""
    codes = (language, "ko") if choice_of(language) == EASY else (language, "en", "ko")
    pages = Article.objects.published().filter(slug=slug, locale__language_code__in=codes)
    by_language = {page.locale.language_code: page for page in pages.select_related("locale").specific()}
    return next((by_language[code] for code in codes if code in by_language), None)


def is_kind_of_place(name: str) -> bool:
    """Whether it is a category of places."""
    return name in {category.value for category in CATEGORY_IDS}


def categories_of(names: tuple[str, ...]) -> tuple[Category, ...]:
    return tuple(Category(name) for name in names if is_kind_of_place(name))
