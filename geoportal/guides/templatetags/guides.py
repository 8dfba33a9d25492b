"""How templates write the texts of guides, and which guides lead to a place."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

from geoportal.core.languages import SOURCE
from geoportal.guides.labels import AREAS, TYPES
from geoportal.guides.markdown import Span, plain, spans
from geoportal.guides.models import Article
from geoportal.guides.showing import address_of, addresses, in_reader_language
from geoportal.guides.telling import Telling, Told, written_in
from geoportal.places.categories import OfficeKind
from geoportal.places.labels import kind_label
from geoportal.translation.forms import MOST
from geoportal.translation.fragments import Fragment, State
from geoportal.translation.segments.showing import PageShown
from geoportal.translation.templatetags.fragments import HAS_AWAITED

register = template.Library()
MOST_LEADING = 5
AWAITED = "awaited_guide_texts"


@register.inclusion_tag("guides/_text.html", takes_context=True)
def guide_text(context: template.Context, text: str, lang: str, is_plain: bool = False) -> dict[str, Any]:
    """A text of a page, its marks made links and bold words; `lang` is the page's language. `is_plain` leaves the marks
    out: what opens at a click can hold no link."""
    found: Telling | None = context.get("telling")
    one = found.of(text) if found else None
    said = one.text if one else text
    pieces = [Span(plain(said))] if is_plain else list(spans(said))
    if found and one:
        return _as_told(context, one, pieces) | {"mark": found.mark_of(one)}
    known: PageShown | None = context.get("shown")
    return {
        "pieces": [(pieces[0], "")] if is_plain else _with_addresses(context, pieces),
        "lang": language_of(text, lang),
        "mark": known.mark_of(text) if known else None,
    }


@register.inclusion_tag("guides/_text.html", takes_context=True)
def guide_words(context: template.Context, page: Any, name: str = "title") -> dict[str, Any]:
    """The title or summary of a page, without marks; nothing around it where its element says all there is to say."""
    one = told_of(context, page, name)
    pieces = [Span(plain(one.text))]
    return {"pieces": [(pieces[0], "")]} if one.status == State.ORIGINAL else _as_told(context, one, pieces)


@register.simple_tag(takes_context=True)
def words_language(context: template.Context, page: Any, name: str = "title") -> str:
    """For the `lang` of the element that `guide_words` fills."""
    return told_of(context, page, name).language.code


@register.simple_tag(takes_context=True)
def told_of(context: template.Context, page: Any, name: str = "title") -> Told:
    """What is shown of a page's title or summary."""
    text = str(getattr(page, name, ""))
    found: Telling | None = context.get("telling")
    is_shown_page = found is not None and page is context.get("guide")
    one = found.of(text) if found and is_shown_page else getattr(page, "told", {}).get(name)
    return one or Told(text, written_in(text, page.locale.language_code))


@register.inclusion_tag("translation/_awaited.html", takes_context=True)
def awaited_guide_texts(context: template.Context, is_plain: bool = False) -> dict[str, Any]:
    """After the texts of a page: the one request for those that it still lacks."""
    found: dict[str, Fragment] = getattr(context["request"], AWAITED, {})
    ids = [one.signed_id for one in list(found.values())[:MOST]]
    setattr(context["request"], HAS_AWAITED, bool(ids))
    return {"ids": ids, "attempt": 1, "delay_s": 1, "address": reverse("guides:fragments"), "is_plain": is_plain}


@register.inclusion_tag("guides/_text.html", takes_context=True)
def arrived_text(context: template.Context, fragment: Fragment) -> dict[str, Any]:
    """A text that a page has asked for, as it takes its place there."""
    said = [Span(plain(fragment.said))] if context["is_plain"] else list(spans(fragment.said))
    one = Told(fragment.said, fragment.language, fragment.state.value, fragment.label, fragment.is_ai)
    return _as_told(context, one, said) | {"mark": one, "key": fragment.key, "is_swapped": True}


@register.filter
def language_of(text: str, lang: str) -> str:
    """The language of one text of a page: Korean where its translation is missing, or is in easy Korean."""
    return SOURCE.code if written_in(text, lang) == SOURCE else lang


@register.filter
def without_marks(text: str) -> str:
    """The words alone of a text with marks."""
    return plain(text)


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


def _as_told(context: template.Context, one: Told, pieces: list[Span]) -> dict[str, Any]:
    """For `_text.html`; what is awaited is noted, to be asked for at the page's end."""
    if one.asked and "request" in context:
        kept: dict[str, Fragment] = context["request"].__dict__.setdefault(AWAITED, {})
        kept[one.asked.key] = one.asked
    return {
        "pieces": _with_addresses(context, pieces),
        "lang": one.language.code,
        "told": one,
        "key": one.asked.key if one.asked else "",
    }


def _with_addresses(context: template.Context, pieces: list[Span]) -> list[tuple[Span, str]]:
    """Each piece with the address of the page that it leads to; asked once for a page."""
    wanted = {span.guide for span in pieces if span.guide}
    if not wanted:
        return [(span, "") for span in pieces]
    request = context["request"]
    if not hasattr(request, "guide_addresses"):
        request.guide_addresses = {}
    kept: dict[str, str] = request.guide_addresses
    if missing := wanted - kept.keys():
        kept |= dict.fromkeys(missing, "") | addresses(missing)
    return [(span, kept.get(span.guide, "")) for span in pieces]
