"""The choices of the search form that have a count beside them: of a search, of one region, of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import IntEnum
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone

from geoportal.places.categories import CATEGORY_IDS, TREE, Branch, Category
from geoportal.places.forms import Where
from geoportal.places.kinds import SERVICE_IDS, SERVICE_OF_ID, STATUS_IDS, STATUS_OF_ID
from geoportal.places.labels import category_label
from geoportal.places.languages import LANGUAGE_IDS, LANGUAGE_OF_ID
from geoportal.places.models import Place, PlaceCount, PlaceFacet
from geoportal.places.near import NearSearch
from geoportal.places.offer_labels import LANGUAGES, SERVICES
from geoportal.places.wanted import ANYTHING, Wanted
from geoportal.regions.categories import Level
from geoportal.regions.models import Region


class Facet(IntEnum):
    """What a count is of; the numbers stand in `sql/count_facets.sql` and `sql/facets.sql`."""

    LANGUAGE = 1
    SERVICE = 2
    FREE = 3
    WHEELCHAIR = 4
    STATUS = 5
    CATEGORY = 6
    OPEN = 7


Counts = Mapping[int, dict[int, int]]


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
    """What can be chosen: only what some place has, and what is chosen. `open_now` is None where it is not counted."""

    categories: list[Group]
    open_now: int | None
    languages: list[Choice]
    services: list[Choice]
    statuses: list[Choice]
    free: int
    wheelchair: int


def choices(region: Region | None, categories: tuple[Category, ...], wanted: Wanted = ANYTHING) -> Choices:
    """The choices for the places of a region (its si or gu for a dong) and of these categories; no region or no
    category means all. Read from the counts that each load writes; only how many are open is asked of the places."""
    counts = PlaceFacet.objects.of_region(region).of_categories([CATEGORY_IDS[one] for one in categories])
    found = by_facet(counts.values_list("facet", "value").annotate(Sum("places")).order_by())
    found[Facet.CATEGORY] = by_category(region)
    if region and region.level_name is not Level.PROVINCE:
        found[Facet.OPEN] = {1: open_now(region, categories)}
    return offered(found, categories, wanted)


def choices_near(where: Where, search: NearSearch, categories: tuple[Category, ...]) -> Choices:
    """The choices for what a search finds within its radius, each count with all other choices as they are; among very
    many places those of `choices`. `categories` are those that the form shows as chosen."""
    now = timezone.now()
    at = search.open_at or now
    counts = Place.objects.counts_near(where.point, search, at=at)
    if counts is None:
        return choices(where.region, categories, search.wanted)
    found = by_facet(counts)
    if abs(at - now) > NOW:
        found.pop(Facet.OPEN)
    return offered(found, categories, search.wanted)


def by_facet(counts: Iterable[tuple[int, int, int]]) -> dict[int, dict[int, int]]:
    """Facet, value and number, as number by value by facet."""
    found: dict[int, dict[int, int]] = {}
    for facet, value, number in counts:
        found.setdefault(facet, {})[value] = number
    return found


def offered(found: Counts, categories: tuple[Category, ...], wanted: Wanted) -> Choices:
    """The choices in the reader's words, the most frequent first; what is chosen is among them, whatever its count."""
    languages = dict.fromkeys((LANGUAGE_IDS[one] for one in wanted.languages), 0) | found.get(Facet.LANGUAGE, {})
    services = ({SERVICE_IDS[wanted.service]: 0} if wanted.service else {}) | found.get(Facet.SERVICE, {})
    statuses = ({STATUS_IDS[wanted.status]: 0} if wanted.status else {}) | found.get(Facet.STATUS, {})
    return Choices(
        categories=counted_categories(found.get(Facet.CATEGORY, {}), categories),
        open_now=found.get(Facet.OPEN, {}).get(1),
        languages=most_first(
            Choice(tag, str(LANGUAGES[tag]), places)
            for number, places in languages.items()
            for tag in [LANGUAGE_OF_ID[number]]
        ),
        services=most_first(
            Choice(kind.value, str(SERVICES[kind]), places)
            for number, places in services.items()
            for kind in [SERVICE_OF_ID[number]]
        ),
        statuses=[Choice(STATUS_OF_ID[one], STATUS_OF_ID[one], statuses[one]) for one in sorted(statuses)],
        free=found.get(Facet.FREE, {}).get(1, 0),
        wheelchair=found.get(Facet.WHEELCHAIR, {}).get(1, 0),
    )


def counted_categories(here: Mapping[int, int], chosen: tuple[Category, ...]) -> list[Group]:
    """The tree with how many places are here: what has a place somewhere, so that another region can be chosen in the
    same form, and what is chosen already."""
    everywhere = by_category(None)
    return [
        counted_branch(branch, shown, here)
        for branch, leaves in TREE.items()
        if (shown := [leaf for leaf in leaves if everywhere.get(CATEGORY_IDS[leaf]) or leaf in chosen])
    ]


def by_category(region: Region | None) -> dict[int, int]:
    """How many places of each category a region has; all regions when None is given."""
    counts = PlaceCount.objects.of_region(region)
    return dict(counts.values_list("category_id").annotate(Sum("places")).order_by())


def counted_branch(branch: Branch, leaves: list[Category], places: Mapping[int, int]) -> Group:
    """The branch itself, then those of its categories that are offered, in the order of the tree."""
    label = str(category_label(branch))
    found = [Choice(one.value, str(category_label(one)), places.get(CATEGORY_IDS[one], 0)) for one in leaves]
    return Group(label, [Choice(branch.value, label, sum(one.places for one in found)), *found])


KEEP_OPEN_S = 60
NOW = timedelta(seconds=KEEP_OPEN_S)


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
