"""What is kept of a city: which services, and the number that changes when they do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from hashlib import sha256

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404
from django.utils.translation import gettext as _

from geoportal.core.hotlines import PATH as HOTLINES
from geoportal.places.categories import TREE, Branch, Category
from geoportal.places.labels import category_label
from geoportal.provenance.models import Source, data_version
from geoportal.regions.models import Region
from geoportal.regions.queries import today
from geoportal.web.region_services import KindList, nearest_by_kind

MOST_OF_KIND = 12
MOST_SCHOOLS = 6
# Raised when the pages are written in another way, so that what was kept before is fetched again.
FORM = 1


def region_named(slug: str) -> Region:
    """The si/gun or gu with a page; 404 when there is none."""
    region = Region.objects.on(today()).served().named(slug).select_related("parent", "source").first()
    if region is None:
        raise Http404(_("There is no region with this code or name."))
    return region


def services(region: Region, *, without: Collection[str] = ()) -> list[tuple[str, list[KindList]]]:
    """The kinds by branch, in the order of the tree: the branch's name, its kinds with their places.

    `without` are kinds of offices whose responsible one is known: a nearer one of the same kind would mislead, but
    for health centers, where everybody may go.
    """
    left_out = set(without) - set(TREE[Branch.HEALTH])
    found = {one.category: one for one in nearest_by_kind(region, _most()) if one.category not in left_out}
    branches = ((branch, [found[leaf] for leaf in leaves if leaf in found]) for branch, leaves in TREE.items())
    return [(str(category_label(branch)), kinds) for branch, kinds in branches if kinds]


def sources(branches: list[tuple[str, list[KindList]]]) -> list[Source]:
    """The sources of the places, by name."""
    names = {place.source for _label, kinds in branches for kind in kinds for place in kind.places}
    return list(Source.objects.filter(name__in=names).order_by("name"))


def version(region: Region) -> str:
    """Changes with the data, the numbers, the day's edition of the region, and the release of the portal."""
    said = f"{FORM} {data_version()} {region.pk} {_release()}"
    return sha256(said.encode()).hexdigest()[:16]


def loaded_on(found: list[Source]) -> date | None:
    """The day of the newest load among the sources."""
    days = [source.published_at for source in found if source.published_at]
    return max(days).date() if days else None


def _most() -> dict[Category, int]:
    return {
        leaf: MOST_SCHOOLS if branch is Branch.EDUCATION and leaf is not Category.LANGUAGE_CLASS else MOST_OF_KIND
        for branch, leaves in TREE.items()
        for leaf in leaves
    }


@cache
def _release() -> str:
    return f"{getattr(staticfiles_storage, 'manifest_hash', '')} {sha256(HOTLINES.read_bytes()).hexdigest()}"
