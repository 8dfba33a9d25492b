"""The figures on a region's page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum
from django.utils.functional import Promise

from geoportal.places.categories import BRANCH_OF, CATEGORY_OF_ID, Branch, Category
from geoportal.places.labels import category_label
from geoportal.places.models import PlaceCount
from geoportal.provenance.models import Source
from geoportal.regions.models import ForeignResidents, Region


@dataclass(slots=True)
class CategoryCount:
    """How many places of one category, and how many of those are sample data."""

    category: Category
    label: Promise
    places: int
    samples: int


@dataclass(slots=True)
class BranchCount:
    """A branch of the tree with the counts below it."""

    branch: Branch
    label: Promise
    categories: list[CategoryCount] = field(default_factory=list)

    @property
    def places(self) -> int:
        return sum(count.places for count in self.categories)


def counts_by_branch(counts: QuerySet[PlaceCount]) -> list[BranchCount]:
    """Counts summed by category, in the order of the tree; empty categories are left out."""
    totals = counts.values("category_id").annotate(places=Sum("places"), samples=Sum("samples"))
    found: dict[Branch, list[CategoryCount]] = defaultdict(list)
    for row in sorted(totals, key=lambda row: row["category_id"]):
        category = CATEGORY_OF_ID[row["category_id"]]
        count = CategoryCount(category, category_label(category), row["places"], row["samples"])
        found[BRANCH_OF[category]].append(count)
    return [BranchCount(branch, category_label(branch), found[branch]) for branch in Branch if found[branch]]


@dataclass(frozen=True, slots=True)
class YearCount:
    """Foreign residents in one census year, the change since the one before, and a bar's share of the largest."""

    year: int
    persons: int
    change_percent: float | None
    share: float
    source: Source


def residents_by_year(region: Region) -> list[YearCount]:
    """Foreign residents of a region and all below it, oldest year first."""
    rows = list(ForeignResidents.objects.within(region))
    largest = max((row["persons"] for row in rows), default=0)
    sources = Source.objects.in_bulk({row["source"] for row in rows})
    years: list[YearCount] = []
    for row in rows:
        before = years[-1].persons if years else 0
        change = round((row["persons"] / before - 1) * 100, 1) if before else None
        share = row["persons"] / largest if largest else 0.0
        years.append(YearCount(row["year"], row["persons"], change, share, sources[row["source"]]))
    return years
