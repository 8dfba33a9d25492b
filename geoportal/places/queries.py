"""Questions asked of places; "near" is defined here and in the two near*.sql files only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.gis.geos import Point, Polygon
from django.db import models

from geoportal.core import geo
from geoportal.core.sql import rows
from geoportal.core.text import escape_like
from geoportal.places.categories import CATEGORY_IDS, Category, Position
from geoportal.places.near import MAX_RADIUS_M, NearPlace, NearResult, NearSearch
from geoportal.places.stated import disputed
from geoportal.regions.models import Region


class PlaceQuerySet(models.QuerySet[Any]):
    """Places of all sources, the retired ones included until `published` is asked."""

    def published(self) -> PlaceQuerySet:
        """Those that stand, each place of the world once."""
        return self.filter(retired_at__isnull=True, same_as__isnull=True)

    def of_category(self, categories: Sequence[Category]) -> PlaceQuerySet:
        return self.filter(category_id__in=[CATEGORY_IDS[category] for category in categories])

    def stating(self, place: Any) -> PlaceQuerySet:
        """The rows that state this place: its own, and its twins', the most trusted source first."""
        rows = self.filter(models.Q(pk=place.pk) | models.Q(same_as=place.pk)).select_related("source")
        return rows.order_by(models.F("same_as").asc(nulls_first=True), "source__rank", "source__name", "pk")

    def disagreeing(self) -> PlaceQuerySet:
        """Those whose sources say different things of them."""
        return self.filter(pk__in={pk for pk, _ in disputed()})

    def within_region(self, region: Region) -> PlaceQuerySet:
        """Those in a province, si/gun, gu or dong, by the region found at load."""
        return self.filter(
            models.Q(dong=region)
            | models.Q(unit=region)
            | models.Q(unit__parent=region)
            | models.Q(unit__parent__parent=region)
        )

    def within_bbox(self, box: Polygon) -> PlaceQuerySet:
        """Those in a box of degrees. A box is a box in Web Mercator too, so the tiles' index serves."""
        drawn = self.exclude(position=Position.UNIT)
        return drawn.filter(point_3857__bboverlaps=box.transform(geo.transform(geo.WGS84, geo.WEB), clone=True))

    def matching(self, text: str) -> PlaceQuerySet:
        """Those whose name or address holds the text, letter case aside."""
        return self.filter(
            models.Q(name_ko__icontains=text)
            | models.Q(name_en__icontains=text)
            | models.Q(merged__name_en__value__icontains=text)
            | models.Q(address_ko__icontains=text)
        )

    def with_provenance(self) -> PlaceQuerySet:
        """With the rows that each card shows beside the place itself."""
        related = self.select_related("source", "unit", "unit__parent", "dong")
        return related.defer("unit__geom", "unit__parent__geom", "dong__geom")

    def near(self, point: Point, search: NearSearch) -> NearResult:
        """Published places nearest to a WGS84 point, by exact metres in a straight line.

        The statements are `sql/near.sql` and `sql/near_categories.sql`. When nothing lies within the
        radius it is widened once to `MAX_RADIUS_M`, and the result says so.
        """
        found = _near_rows(point, search, search.radius_m)
        widened_to_m = None
        if not found and search.after is None and search.radius_m < MAX_RADIUS_M:
            found, widened_to_m = _near_rows(point, search, MAX_RADIUS_M), MAX_RADIUS_M
        return NearResult(
            places=found[: search.limit],
            widened_to_m=widened_to_m if found else None,
            has_more=len(found) > search.limit,
        )


def _near_rows(point: Point, search: NearSearch, radius_m: float) -> list[NearPlace]:
    after_m, after_id = search.after or (None, None)
    params = {
        "lat": point.y,
        "lon": point.x,
        "radius_m": radius_m,
        "text": f"%{escape_like(search.text)}%" if search.text else "",
        "after_m": after_m,
        "after_id": after_id,
        "limit": search.limit + 1,
    }
    if not search.categories:
        return [NearPlace._make(row) for row in rows("places/near", params)]
    params["category_ids"] = [CATEGORY_IDS[category] for category in search.categories]
    return [NearPlace._make(row) for row in rows("places/near_categories", params)]
