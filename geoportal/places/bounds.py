"""Which rows of a queue somebody may see whose roles are for some cities and counties only."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import Page

from geoportal.regions.categories import Level
from geoportal.regions.models import Region

# Depth of the sections below the home of the guides, each with the slug of its city or county.
SECTION = 3


def bound_to(user: Any) -> list[int] | None:
    """Ids of the cities and counties, in every edition, whose sections the user's groups work in; None where the user
    is bound to none: a superuser, one with a role for more than sections, or one without any role of the kind, whose
    permission alone counts."""
    if user.is_superuser:
        return None
    pages = list(Page.objects.filter(group_permissions__group__user=user).distinct().values_list("depth", "slug"))
    slugs = {slug for depth, slug in pages if depth >= SECTION}
    units = dict(Region.objects.of_level(Level.SIGUN).filter(slug__in=slugs).values_list("pk", "slug"))
    is_wide = len(slugs) < len({*pages}) or slugs != set(units.values())
    return None if not pages or is_wide else list(units)


def within_bounds(rows: Any, user: Any, field: str) -> Any:
    """Those rows whose region (`field` leads to it) lies in a city or county that the user is bound to; all where the
    user is bound to none. A row without a region is for those alone."""
    units = bound_to(user)
    if units is None:
        return rows
    above = (field, f"{field}__parent", f"{field}__parent__parent")
    within = Q()
    for name in above:
        within |= Q(**{f"{name}__in": units})
    return rows.filter(within)
