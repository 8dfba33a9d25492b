"""How templates name regions and put them in order."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from geoportal.core.languages import current_code
from geoportal.regions.categories import GYEONGGI, Level
from geoportal.regions.models import Region
from geoportal.web.region_page import BranchCount

register = template.Library()


@register.filter
def full_name(region: Region) -> str:
    """A region's name with the units above it, in the reader's order; Gyeonggi itself is left out."""
    names = [region.name]
    while (region := region.parent) is not None and region.code != GYEONGGI:  # type: ignore[assignment]
        names.append(region.name)
    return " ".join(reversed(names)) if current_code() == "ko" else ", ".join(names)


@register.filter
def by_city(cities: Iterable[tuple[Region, list[Region]]]) -> list[tuple[Region, list[Region]]]:
    """Cities with their gu, in the order of the reader's own names for them."""
    return sorted(cities or (), key=lambda row: row[0].name)


@register.filter
def beside(neighbours: Iterable[Region], region: Region) -> list[Region]:
    """The neighbours to list: cities beside a city; beside a gu also other gu, in place of their city."""
    found = list(neighbours)
    if region.level_name is Level.GU:
        parents = {other.parent_id for other in found}
        return [other for other in found if other.pk not in parents]
    return [other for other in found if other.level == region.level]


@register.filter
def all_samples(branches: Iterable[BranchCount]) -> bool:
    """Whether every place counted is sample data."""
    return all(count.samples == count.places for group in branches for count in group.categories)


@register.filter
def unit_above(region: Region) -> Region:
    """The si/gun or gu that a dong is in; any other region is its own."""
    return region.parent if region.level_name is Level.DONG and region.parent else region
