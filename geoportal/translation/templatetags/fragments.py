"""`{% fragment text %}`: a text in the reader's language, with what it is and one tap to the original."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from geoportal.core.languages import current_code
from geoportal.translation import fragments as pieces
from geoportal.translation.fragments import Fragment, State

register = template.Library()
KEPT = "translation_fragments"
# Set on a request whose page asks for texts of its own, and so needs the script.
HAS_AWAITED = "has_awaited_texts"


@register.simple_tag(takes_context=True)
def know_fragments(context: template.Context, texts: Iterable[str], source: str = "ko") -> str:
    """Look up several texts of the page with one statement, before they are shown."""
    _look_up(context, texts, source)
    return ""


@register.inclusion_tag("translation/_fragment.html", takes_context=True)
def fragment(context: template.Context, text: str, source: str = "ko") -> dict[str, Any]:
    """The text as block content; plain text, in which lines are kept."""
    kept = _kept(context)
    if text and (source, text) not in kept:
        _look_up(context, [text], source)
    return {"fragment": kept.get((source, text))}


@register.inclusion_tag("translation/_page_end.html", takes_context=True)
def awaited_fragments(context: template.Context) -> dict[str, Any]:
    """At the page's end: the one request for all the texts that it still lacks."""
    found: list[Fragment] = [one for one in _kept(context).values() if one.state is State.AWAITED]
    is_asked_elsewhere = getattr(context.get("request"), HAS_AWAITED, False)
    return {
        "ids": [one.signed_id for one in found],
        "attempt": 1,
        "delay_s": 1,
        "needs_script": bool(found) or is_asked_elsewhere,
    }


def _look_up(context: template.Context, texts: Iterable[str], source: str) -> None:
    found = pieces.fragments(texts, source=source, target=current_code())
    _kept(context).update({(source, text): one for text, one in found.items()})


def _kept(context: template.Context) -> dict[tuple[str, str], Fragment]:
    """The texts of this page by language and text; with its request, for included templates have contexts of their
    own."""
    request = context.get("request")
    if request is None:
        return {}
    if not hasattr(request, KEPT):
        setattr(request, KEPT, {})
    kept: dict[tuple[str, str], Fragment] = getattr(request, KEPT)
    return kept
