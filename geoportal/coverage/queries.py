"""Questions asked of coverage: whose facilities count, where people live, and which run to show."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db import models

from geoportal.core.sql import rows
from geoportal.places.categories import Position, leaves
from geoportal.places.models import Place
from geoportal.places.queries import PlaceQuerySet
from geoportal.places.wanted import Wanted
from geoportal.regions.categories import GYEONGGI

ROUGH = [position.value for position in Position if position.is_rough]


class Unit(NamedTuple):
    """Foreign residents counted in one region: its id and level, those above it with a row in the tables (itself
    included), the source and the census year, and its shape (WKB, EPSG:5179)."""

    region_id: int
    level: int
    persons: int
    year: int
    source_id: int
    above: list[int]
    shape: bytes


def residents() -> list[Unit]:
    """Every count of the latest census year in Gyeonggi, in the finest unit that there is for it."""
    found = rows("coverage/residents", {"prefix": GYEONGGI + "%"})
    return [Unit._make([*row[:-1], bytes(row[-1])]) for row in found]


def facilities(category: str, language: str, *, on: date) -> PlaceQuerySet:
    """The published places of a category (a leaf or a branch of the tree) that are not closed on that day; with a
    language only those known to speak it.

    Those whose point is that of an area only are left out: see `rough_facilities`.
    """
    return offered(category, language, on=on).exclude(position__in=ROUGH)


def rough_facilities(category: str, language: str, *, on: date) -> PlaceQuerySet:
    """Those that stand somewhere in a dong or a city, nobody knows where."""
    return offered(category, language, on=on).filter(position__in=ROUGH)


def unknown_facilities(category: str, language: str, *, on: date) -> PlaceQuerySet:
    """Those of which no source says whether they speak the language."""
    return open_ones(category, on=on).offering(Wanted(languages=(language,), unknown=True))


def offered(category: str, language: str, *, on: date) -> PlaceQuerySet:
    found = open_ones(category, on=on)
    return found.offering(Wanted(languages=(language,))) if language else found


def open_ones(category: str, *, on: date) -> PlaceQuerySet:
    found: PlaceQuerySet = Place.objects.published().of_category(leaves(category))
    return found.exclude(closed_on__lte=on)


class RunQuerySet(models.QuerySet[Any]):
    """Runs, one for each category and language."""

    def of(self, category: str, language: str) -> RunQuerySet:
        """The run for this category, and this language or none."""
        return self.filter(category=category, language=language)

    def with_source(self) -> RunQuerySet:
        return self.select_related("population_source")


class RowQuerySet(models.QuerySet[Any]):
    """Numbers of people by region and minutes."""

    def within(self, minutes: int) -> RowQuerySet:
        """Those for so many minutes' walk, with their regions, the largest first."""
        named = self.filter(minutes=minutes).select_related("region", "region__parent")
        return named.defer("region__geom", "region__parent__geom").order_by("region__level", "region__code")
