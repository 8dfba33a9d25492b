"""The choices of the search form that have a count beside them, of the places of one region."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone

from geoportal.places.categories import CATEGORY_IDS, TREE, Branch, Category
from geoportal.places.kinds import SERVICE_OF_ID, STATUS_OF_ID
from geoportal.places.labels import category_label
from geoportal.places.languages import LANGUAGE_OF_ID
from geoportal.places.models import Place, PlaceCount, PlaceFacet
from geoportal.places.offer_labels import LANGUAGES, SERVICES
from geoportal.regions.categories import Level
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


class Group(NamedTuple):
    """A branch of the tree and its categories."""

    label: str
    choices: list[Choice]


class Choices(NamedTuple):
    """What can be chosen: only what some place has. `open_now` is None where no si, gun, gu or dong is chosen."""

    categories: list[Group]
    open_now: int | None
    languages: list[Choice]
    services: list[Choice]
    statuses: list[Choice]
    free: int
    wheelchair: int


def choices(region: Region | None, categories: tuple[Category, ...]) -> Choices:
    """The choices for the places of a region (its si or gu for a dong) and of these categories; no region or no
    category means all. Read from the counts that each load writes; only how many are open is asked of the places."""
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
    return Choices(
        categories=counted_categories(region, categories),
        open_now=open_now(region, categories) if region and region.level_name is not Level.PROVINCE else None,
        languages=most_first(languages),
        services=most_first(services),
        statuses=statuses,
        free=free,
        wheelchair=wheelchair,
    )


def counted_categories(region: Region | None, chosen: tuple[Category, ...]) -> list[Group]:
    """The tree with how many places the region has: what has a place somewhere, so that another region can be chosen
    in the same form, and what is chosen already."""
    everywhere = by_category(None)
    here = by_category(region) if region else everywhere
    return [
        counted_branch(branch, offered, here)
        for branch, leaves in TREE.items()
        if (offered := [leaf for leaf in leaves if everywhere.get(CATEGORY_IDS[leaf]) or leaf in chosen])
    ]


def by_category(region: Region | None) -> dict[int, int]:
    """How many places of each category a region has; all regions when None is given."""
    counts = PlaceCount.objects.of_region(region)
    return dict(counts.values_list("category_id").annotate(Sum("places")).order_by())


def counted_branch(branch: Branch, offered: list[Category], places: dict[int, int]) -> Group:
    """The branch itself, then those of its categories that are offered, in the order of the tree."""
    label = str(category_label(branch))
    found = [Choice(one.value, str(category_label(one)), places.get(CATEGORY_IDS[one], 0)) for one in offered]
    return Group(label, [Choice(branch.value, label, sum(one.places for one in found)), *found])


KEEP_OPEN_S = 60


def open_now(region: Region, categories: tuple[Category, ...]) -> int:
    """How many of the region's places are known to be open, by the clock of a minute ago at most."""
    region = region.parent if region.level_name is Level.DONG and region.parent else region
    key = f"open-now:{region.pk}:{'-'.join(map(str, sorted(CATEGORY_IDS[one] for one in categories)))}"
    number = cache.get(key)
    if number is None:
        places = Place.objects.published().within_region(region)
        number = (places.of_category(categories) if categories else places).open_at(timezone.now()).count()
        cache.set(key, number, KEEP_OPEN_S)
    return int(number)


def most_first(found: Iterable[Choice]) -> list[Choice]:
    """The choices in the order of how many places have them."""
    return sorted(found, key=lambda one: (-one.places, one.label))
