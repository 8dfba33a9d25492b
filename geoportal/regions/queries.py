"""Questions asked of regions: which one, in force when, what holds this point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import Point
from django.db import models
from django.db.models import F, Func, Max, Q, Sum
from django.db.models.functions import Lower
from django.utils import timezone

from geoportal.core.sql import rows
from geoportal.regions.categories import GYEONGGI, LEVEL_IDS, Level

if TYPE_CHECKING:
    from geoportal.regions.models import Region

# Polygons of one census share their edges to within a few metres.
NEIGHBOUR_DEGREES = 0.0003
SERVED = (Level.SIGUN, Level.GU)


class RegionQuerySet(models.QuerySet[Any]):
    """Regions of all editions; narrow to one day before showing any."""

    def on(self, day: date) -> RegionQuerySet:
        """The edition in force on `day`, both ends included."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def of_level(self, level: Level) -> RegionQuerySet:
        return self.filter(level=LEVEL_IDS[level])

    def of_levels(self, levels: Sequence[Level]) -> RegionQuerySet:
        return self.filter(level__in=[LEVEL_IDS[level] for level in levels])

    def for_links(self) -> RegionQuerySet:
        """With the parent's name, and without the outlines, by far the largest column."""
        return self.select_related("parent").defer("geom", "parent__geom")

    def matching(self, text: str) -> RegionQuerySet:
        """Those whose Korean or romanized name holds the text, letter case aside."""
        return self.filter(Q(name_ko__icontains=text) | Q(name_en__icontains=text))

    def written(self, names: Iterable[str]) -> RegionQuerySet:
        """Those with one of these Korean or romanized names, all given in lower case."""
        wanted = list(names)
        return self.annotate(lower_en=Lower("name_en")).filter(Q(name_ko__in=wanted) | Q(lower_en__in=wanted))

    def for_links_above(self) -> RegionQuerySet:
        """With all regions above, and without any outline."""
        above = ("parent", "parent__parent", "parent__parent__parent")
        return self.select_related(*above).defer("geom", *(f"{one}__geom" for one in above)).order_by("level", "code")

    def with_geometry(self, detail: str) -> RegionQuerySet:
        """With `shown_geom`: `full`, `simplified` (to about 50 m) or `none`; the stored one is not fetched."""
        if detail == "full":
            return self.annotate(shown_geom=F("geom")).defer("geom")
        if detail == "simplified":
            simple = Func(
                F("geom"),
                0.0005,
                template="ST_Multi(ST_SimplifyPreserveTopology(%(expressions)s))",
                output_field=GeometryField(srid=4326),
            )
            return self.annotate(shown_geom=simple).defer("geom")
        nothing = models.Value(None, output_field=GeometryField(srid=4326))
        return self.annotate(shown_geom=nothing).defer("geom")

    def of_gyeonggi(self) -> RegionQuerySet:
        """The province the portal serves; its neighbours are loaded too."""
        return self.filter(code__startswith=GYEONGGI)

    def served(self) -> RegionQuerySet:
        """The si/gun and gu of Gyeonggi, which have a page each."""
        return self.of_gyeonggi().filter(level__in=[LEVEL_IDS[level] for level in SERVED])

    def served_by_city(self) -> list[tuple[Region, list[Region]]]:
        """Each si/gun of Gyeonggi with its general gu, by Korean name; for menus."""
        units = list(self.served().for_links().order_by("name_ko"))
        return [
            (city, [gu for gu in units if gu.parent_id == city.pk])
            for city in units
            if city.level == LEVEL_IDS[Level.SIGUN]
        ]

    def below(self, region: Region) -> RegionQuerySet:
        """The regions under this one, up to three levels down."""
        return self.filter(Q(parent=region) | Q(parent__parent=region) | Q(parent__parent__parent=region))

    def touching(self, region: Region) -> RegionQuerySet:
        """The si/gun and gu beside this one on the same level or standing in for it, across province borders."""
        return (
            self.filter(
                level__in=[LEVEL_IDS[level] for level in SERVED], geom__dwithin=(region.geom, NEIGHBOUR_DEGREES)
            )
            .exclude(pk=region.pk)
            .exclude(pk=region.parent_id)
            .exclude(parent=region)
        )

    def named(self, code_or_slug: str) -> RegionQuerySet:
        """The region with this code or this slug."""
        return self.filter(Q(code=code_or_slug) | Q(slug=code_or_slug))

    def containing(self, point: Point, day: date) -> RegionQuerySet:
        """The chain province > si/gun > gu > dong that holds a WGS84 point, largest first.

        A point off the coast or on reclaimed land belongs to the nearest dong within 2 km.
        """
        found = rows("regions/containing", {"lon": point.x, "lat": point.y, "day": day})
        return self.filter(pk__in=[pk for (pk,) in found]).order_by("level", "code")


class ForeignResidentsQuerySet(models.QuerySet[Any]):
    """Counts by region and census year; each person is counted in one region only."""

    def within(self, region: Region) -> models.QuerySet[Any, dict[str, int]]:
        """Rows of `year`, `persons`, `source` for a region and all below it, oldest first."""
        below = Q(region=region)
        for depth in ("region__parent", "region__parent__parent", "region__parent__parent__parent"):
            below |= Q(**{depth: region})
        return self.filter(below).values("year", "source").annotate(persons=Sum("persons")).order_by("year")

    def of_gyeonggi_by_year(self) -> models.QuerySet[Any, dict[str, int]]:
        """Rows of `year`, `persons` for the whole province, oldest first."""
        gyeonggi = self.filter(region__code__startswith=GYEONGGI)
        return gyeonggi.values("year").annotate(persons=Sum("persons")).order_by("year")

    def latest_by_unit(self) -> dict[int, int]:
        """Persons in the latest census year by the id of each si/gun and gu of Gyeonggi."""
        return dict(rows("regions/residents_by_unit", {"prefix": GYEONGGI + "%"}))


class RegisteredForeignersQuerySet(models.QuerySet[Any]):
    """Counts of the register by region, month and nationality; another population than the census'."""

    def newest(self) -> RegisteredForeignersQuerySet:
        """The newest month there is."""
        return self.filter(month=self.aggregate(month=Max("month"))["month"])

    def by_nationality(self, region: Region) -> models.QuerySet[Any, dict[str, Any]]:
        """Rows of `month`, `nationality_ko`, `nationality`, `persons` for a region and all below it, most first."""
        below = Q(region=region) | Q(region__parent=region) | Q(region__parent__parent=region)
        named = self.filter(below).values("month", "nationality_ko", "nationality")
        return named.annotate(persons=Sum("persons")).order_by("-month", "-persons", "nationality_ko")


def today() -> date:
    """The calendar day in Korea."""
    return timezone.localdate()
