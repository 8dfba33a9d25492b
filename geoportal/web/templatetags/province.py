"""The province as a small drawing of its cities and counties, shaded by how many foreign residents live in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django import template
from django.contrib.gis.db.models import Extent, GeometryField
from django.contrib.gis.db.models.functions import AsSVG, Transform
from django.db.models import Func, Value

from geoportal.core.geo import METRIC
from geoportal.provenance.models import data_version
from geoportal.regions.categories import Level
from geoportal.regions.models import ForeignResidents, Region
from geoportal.regions.queries import today

register = template.Library()
SHADES = 5
DETAIL_M = 350


@dataclass(frozen=True, slots=True)
class Shape:
    """One city or county: its outline in whole metres, north up, and its shade from 1 (fewest) to 5."""

    region: Region
    path: str
    persons: int
    shade: int


@lru_cache(maxsize=2)
def _drawing(day: date, version: int) -> tuple[tuple[Shape, ...], str]:
    """The shapes of one day's edition and their view box; drawn once for each load of data."""
    cities = Region.objects.on(day).of_gyeonggi().of_level(Level.SIGUN)
    simple = Func(
        Transform("geom", METRIC),
        Value(DETAIL_M),
        function="ST_SimplifyPreserveTopology",
        output_field=GeometryField(srid=METRIC),
    )
    found = list(cities.annotate(path=AsSVG(simple, precision=0)).defer("geom").order_by("code"))
    if not found:
        return (), ""
    persons = ForeignResidents.objects.latest_by_unit()
    ranked = sorted(persons.get(city.pk, 0) for city in found)
    shapes = (_shape(city, city.path, persons=persons.get(city.pk, 0), ranked=ranked) for city in found)
    west, south, east, north = cities.aggregate(box=Extent(Transform("geom", METRIC)))["box"]
    return tuple(shapes), f"{west:.0f} {-north:.0f} {east - west:.0f} {north - south:.0f}"


def _shape(city: Region, path: str, *, persons: int, ranked: list[int]) -> Shape:
    return Shape(city, path, persons, 1 + ranked.index(persons) * SHADES // len(ranked))


@register.inclusion_tag("web/_province.html")
def province_map() -> dict[str, object]:
    """The drawing; each shape leads to its page, and a list beside it says the same."""
    shapes, frame = _drawing(today(), data_version())
    return {"shapes": shapes, "frame": frame}
