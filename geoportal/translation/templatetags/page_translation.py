"""Of a translated page: `{% translation_status page %}` once, `{% text_status page path %}` at each text."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail.models import Page

from geoportal.translation.segments.showing import PageShown, shown

register = template.Library()
KEPT = "translation_pages"


@register.inclusion_tag("translation/_page_status.html", takes_context=True)
def translation_status(context: template.Context, page: Page) -> dict[str, Any]:
    """The banner of a translated page; nothing for a page in Korean."""
    found = _kept(context, page)
    return {"whole": found.whole if found else None, "page": page, "source_page": _source(page) if found else None}


@register.inclusion_tag("translation/_text_status.html", takes_context=True)
def text_status(context: template.Context, page: Page, path: str) -> dict[str, Any]:
    """Below a text: its label where it is not that of the whole page, and the original one tap away."""
    found = _kept(context, page)
    one = found.at(path) if found else None
    is_special = bool(found and one and one.label != found.whole.label)
    return {"shown": one, "is_special": is_special}


def _source(page: Page) -> Page | None:
    return page.get_translations().filter(locale__language_code="ko", live=True).first()


def _kept(context: template.Context, page: Page) -> PageShown | None:
    """Looked up once for a page and request."""
    request = context.get("request")
    kept: dict[int, PageShown | None] = getattr(request, KEPT, {})
    if page.pk not in kept:
        kept[page.pk] = shown(page)
        if request is not None:
            setattr(request, KEPT, kept)
    return kept[page.pk]
