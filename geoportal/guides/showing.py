"""Which page is shown at an address, and in which language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from geoportal.guides.models import AreaPage, Article, GuidesHome


def found_at(path: str) -> Page | None:
    """The page at `area/slug/`, `area/` or the empty path: in the reader's language if published, else in Korean."""
    parts = [part for part in path.split("/") if part]
    for language in (get_language(), settings.LANGUAGE_CODE):
        page = _page(parts, language or "")
        if page is not None:
            return page.specific
    return None


def _page(parts: list[str], language: str) -> Page | None:
    models: dict[int, type[Page]] = {0: GuidesHome, 1: AreaPage, 2: Article}
    if len(parts) not in models:
        return None
    found = models[len(parts)].objects.filter(live=True, locale__language_code=language)
    if parts:
        found = found.filter(slug=parts[-1])
    page = found.first()
    if page and len(parts) == 2 and page.get_parent().slug != parts[0]:
        return None
    return page
