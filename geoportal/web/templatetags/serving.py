"""How templates name the kinds of offices that serve an area."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise

from geoportal.core.hotlines import Hotline
from geoportal.places.labels import hotline_of, kind_label, kind_purpose, what_to_do
from geoportal.places.serving import Served

register = template.Library()


@register.filter
def kind_name(one: Served) -> Promise:
    return kind_label(one.kind)


@register.filter
def purpose(one: Served) -> Promise:
    """What residents go there for."""
    return kind_purpose(one.kind)


@register.filter
def advice(one: Served) -> Promise | str:
    """What to do when it is not certain who serves."""
    return what_to_do(one.kind, one.certainty)


@register.filter
def hotline(one: Served) -> Hotline | None:
    """The telephone line that helps with a kind."""
    return hotline_of(one.kind)
