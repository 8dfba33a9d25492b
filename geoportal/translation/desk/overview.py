"""The dashboard's figures: per language, area and region what is missing, machine, drafted, reviewed, outdated."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from geoportal.translation.categories import SegmentStatus
from geoportal.translation.segments.queries import statuses, target_locales

# Who is needed for what: a status, most urgent first, and the role.
NEEDS = [SegmentStatus.OUTDATED, SegmentStatus.MISSING, SegmentStatus.MACHINE, SegmentStatus.DRAFTED]


@dataclass
class Line:
    """One page, or all of one area or region, with its counts by language and status."""

    title: str
    key: str = ""
    source_id: int | None = None
    area: str = ""
    regions: tuple[str, ...] = ()
    counts: dict[str, Counter[SegmentStatus]] = field(default_factory=dict)

    def add(self, other: Line) -> None:
        for code, counted in other.counts.items():
            self.counts.setdefault(code, Counter()).update(counted)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the dashboard shows."""

    locales: list[Locale]
    total: Line
    areas: list[Line]
    regions: list[Line]
    pages: list[Line]


def overview(*, area: str = "", region: str = "") -> Overview:
    """Counts of all live Korean pages, or of those of one area (slug) or region (slug)."""
    locales = target_locales()
    pages = [one for one in _pages() if area in ("", one.area) and (not region or region in one.regions)]
    by_source = {one.source_id: one for one in pages if one.source_id is not None}
    codes = {locale.pk: locale.language_code for locale in locales}
    for row in statuses(by_source, codes):
        by_source[row.source_id].counts.setdefault(codes[row.locale_id], Counter())[row.status] += 1
    total = Line("")
    areas: dict[str, Line] = {}
    regions: dict[str, Line] = {}
    for one in pages:
        total.add(one)
        areas.setdefault(one.area, Line(one.area, one.area)).add(one)
        for name in one.regions or ("",):
            regions.setdefault(name, Line(name, name)).add(one)
    return Overview(locales, total, _sorted(areas), _sorted(regions), pages)


def _sorted(lines: dict[str, Line]) -> list[Line]:
    return [lines[key] for key in sorted(lines)]


def _pages() -> list[Line]:
    """Live Korean pages that can be translated, in the order of the tree."""
    korean = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE, live=True, depth__gt=1)
    sources = dict(TranslationSource.objects.values_list("object_id", "pk"))
    found = []
    parents: dict[str, Any] = {}
    for page in korean.order_by("path").specific():
        parents[page.path] = page
        parent = parents.get(page.path[: -page.steplen])
        if page.translation_key in sources:
            # A page below an area is of that area; an area is of itself.
            area = parent.slug if parent is not None and page.depth > 3 else page.slug
            regions = tuple(getattr(page, "regions", ()) or ())
            found.append(Line(page.title, page.slug, sources[page.translation_key], area, regions))
    return found
