"""The services of a region by kind, nearest to its middle first, for the pages that are kept and printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.core.cache import cache
from django.utils.functional import Promise

from geoportal.places.categories import CATEGORY_IDS, Category, OfficeKind
from geoportal.places.labels import category_label
from geoportal.places.models import Place
from geoportal.places.near import NearPlace, NearSearch
from geoportal.places.serving import Served, serving
from geoportal.provenance.models import data_version
from geoportal.regions.categories import Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today

RADIUS_M = 10_000
# Of a kind that has nothing within the radius so many are named, however far.
MOST_FAR = 3
KEPT_S = 24 * 3600
# One of the many neighbourhood offices serves each reader, so they are named as near, not as responsible.
OFFICES = tuple(kind for kind in OfficeKind if kind is not OfficeKind.LOCAL_OFFICE)


@dataclass(frozen=True, slots=True)
class KindList:
    """The nearest places of one category."""

    category: Category
    places: list[NearPlace]

    @property
    def label(self) -> Promise:
        return category_label(self.category)


def nearest_by_kind(region: Region, most: Mapping[Category, int]) -> list[KindList]:
    """Up to `most` published places of each category, nearest to the middle of the region first, across its border.

    In a city with gu they are those nearest to the middle of each gu, each place once. Kinds without any are left
    out. Kept until the next load of data.
    """
    asked = ",".join(f"{CATEGORY_IDS[one]}x{number}" for one, number in most.items())
    key = f"nearest:{data_version()}:{region.pk}:{today()}:{asked}"
    found: list[KindList] = cache.get_or_set(key, lambda: _nearest(region, most), KEPT_S)  # type: ignore[assignment]
    return found


def offices_of(region: Region) -> list[Served]:
    """The offices responsible for a region, those of which none is known left out."""
    return [one for one in serving(region, today(), kinds=OFFICES) if one.offices]


def _nearest(region: Region, most: Mapping[Category, int]) -> list[KindList]:
    middles = [gu.center for gu in region.children.on(today()).of_level(Level.GU)] or [region.center]
    lists = (
        KindList(category, _once(place for middle in middles for place in _near(middle, category, number)))
        for category, number in most.items()
    )
    return [one for one in lists if one.places]


def _near(middle: Point, category: Category, number: int) -> list[NearPlace]:
    result = Place.objects.near(middle, NearSearch(categories=(category,), radius_m=RADIUS_M, limit=number))
    return result.places[:MOST_FAR] if result.widened_to_m else result.places


def _once(places: Iterable[NearPlace]) -> list[NearPlace]:
    return list({place.id: place for place in places}.values())
