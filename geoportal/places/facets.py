"""The choices of the search form that have a count beside them, of the places of one region."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from django.db.models import Sum

from geoportal.places.categories import CATEGORY_IDS, Category
from geoportal.places.kinds import SERVICE_OF_ID, STATUS_OF_ID
from geoportal.places.languages import LANGUAGE_OF_ID
from geoportal.places.models import PlaceFacet
from geoportal.places.offer_labels import LANGUAGES, SERVICES
from geoportal.regions.models import Region


class Facet(IntEnum):
    """What a count is of; the numbers stand in `sql/count_facets.sql`."""

    LANGUAGE = 1
    SERVICE = 2
    FREE = 3
    WHEELCHAIR = 4
    STATUS = 5


class Choice(NamedTuple):
    """A value that some place answers yes to, in the reader's words, and how many do."""

    value: str
    label: str
    places: int


class Choices(NamedTuple):
    """What can be chosen: only what some place has."""

    languages: list[Choice]
    services: list[Choice]
    statuses: list[Choice]
    free: int
    wheelchair: int


def choices(region: Region | None, categories: Iterable[Category]) -> Choices:
    """The choices for the places of a region (its si or gu for a dong) and of these categories; no region or no
    category means all. Read from the counts that each load writes, never from the places."""
    counts = PlaceFacet.objects.of_region(region).of_categories([CATEGORY_IDS[one] for one in categories])
    found: dict[int, dict[int, int]] = {facet: {} for facet in Facet}
    for facet, value, number in counts.values_list("facet", "value").annotate(Sum("places")).order_by():
        found[facet][value] = number
    languages = (
        Choice(tag, str(LANGUAGES[tag]), number)
        for value, number in found[Facet.LANGUAGE].items()
        for tag in [LANGUAGE_OF_ID[value]]
    )
    services = (
        Choice(kind.value, str(SERVICES[kind]), number)
        for value, number in found[Facet.SERVICE].items()
        for kind in [SERVICE_OF_ID[value]]
    )
    statuses = [Choice(STATUS_OF_ID[value], STATUS_OF_ID[value], n) for value, n in sorted(found[Facet.STATUS].items())]
    free, wheelchair = found[Facet.FREE].get(1, 0), found[Facet.WHEELCHAIR].get(1, 0)
    return Choices(most_first(languages), most_first(services), statuses, free, wheelchair)


def most_first(found: Iterable[Choice]) -> list[Choice]:
    """The choices in the order of how many places have them."""
    return sorted(found, key=lambda one: (-one.places, one.label))
