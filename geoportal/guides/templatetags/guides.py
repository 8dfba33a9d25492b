"""How templates write the texts of guides, and which guides lead to a place."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.functional import Promise

from geoportal.guides.labels import AREAS, TYPES
from geoportal.guides.markdown import Span, spans
from geoportal.guides.models import Article
from geoportal.guides.showing import address_of, addresses, in_reader_language
from geoportal.places.categories import OfficeKind
from geoportal.places.labels import kind_label
from geoportal.translation.segments.showing import PageShown

register = template.Library()
MOST_LEADING = 5


@register.inclusion_tag("guides/_text.html", takes_context=True)
def guide_text(context: template.Context, text: str, lang: str) -> dict[str, Any]:
    """A text of a page, its marks made links and bold words; `lang` is the page's language."""
    pieces = list(spans(text))
    known = _known(context, pieces)
    shown: PageShown | None = context.get("shown")
    return {
        "pieces": [(span, known.get(span.guide, "")) for span in pieces],
        "lang": language_of(text, lang),
        "mark": shown.mark_of(text) if shown else None,
    }


@register.filter
def language_of(text: str, lang: str) -> str:
    """The language of one text of a page: Korean where its translation is missing and so most letters are Hangul."""
    letters = [char for char in text if char.isalpha()]
    hangul = sum("\uac00" <= char <= "\ud7a3" for char in letters)
    return "ko" if letters and hangul * 2 > len(letters) else lang


@register.filter
def guide_address(page: Any) -> str:
    """The address of a page in the language of the request, whatever the page is written in."""
    return address_of(page)


@register.filter
def area_label(slug: str) -> Promise:
    return AREAS[slug]


@register.filter
def office_label(kind: str) -> Promise:
    return kind_label(OfficeKind(kind))


@register.filter
def type_label(name: str) -> Promise:
    return TYPES[name]


@register.inclusion_tag("guides/_leading.html")
def guides_of(category: str) -> dict[str, Any]:
    """For the page of a place: the guides that lead to places of its category."""
    korean = Article.objects.published().in_language(settings.LANGUAGE_CODE).leading_to(category)
    return {"guides": in_reader_language(korean.order_by("path")[:MOST_LEADING])}


def _known(context: template.Context, pieces: list[Span]) -> dict[str, str]:
    """Slug -> address of the pages that a text leads to; asked once for a page."""
    wanted = {span.guide for span in pieces if span.guide}
    request = context["request"]
    if not hasattr(request, "guide_addresses"):
        request.guide_addresses = {}
    kept: dict[str, str] = request.guide_addresses
    if missing := wanted - kept.keys():
        kept |= dict.fromkeys(missing, "") | addresses(missing)
    return kept
