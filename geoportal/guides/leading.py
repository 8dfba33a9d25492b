"""From a topic to places: the office that serves the reader, and the nearest places that help."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geoportal.core.languages import current_code
from geoportal.places.categories import Category, OfficeKind
from geoportal.places.languages import spoken_tag
from geoportal.places.models import Place
from geoportal.places.near import NearPlace, NearSearch
from geoportal.places.serving import serving
from geoportal.regions.models import Region

if TYPE_CHECKING:
    from geoportal.guides.models import Article

MOST_PLACES = 4
RADIUS_M = 15_000


def leads_to(page: Article, region: str, day: date) -> dict[str, Any]:
    """What the page shows of places: for a chosen region (slug or code) its offices and the nearest help; without
    one, the regions to choose from. A position is never asked for here: /serves/ takes one, by POST."""
    served = Region.objects.on(day).served()
    where = served.named(region).for_links().first() if region else None
    kinds = [OfficeKind(kind) for kind in page.office_kinds]
    return {
        "regions": Region.objects.on(day).served_by_city(),
        "where": where,
        "served": serving(where, day, kinds=kinds) if where and kinds else [],
        "places": nearest_help(page, where) if where else [],
    }


def nearest_help(page: Article, where: Region) -> list[NearPlace]:
    """The places of the page's categories nearest to the middle of a region, the reader's language counted."""
    categories = tuple(Category(name) for name in page.place_categories)
    if not categories:
        return []
    search = NearSearch(categories, radius_m=RADIUS_M, limit=MOST_PLACES, best_for=_languages())
    return Place.objects.all().near(where.center, search).places


def _languages() -> tuple[str, ...]:
    try:
        return (spoken_tag(current_code()),)
    except KeyError:
        return ()
