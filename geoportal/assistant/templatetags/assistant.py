"""Words for the assistant's pages."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise

from geoportal.places.categories import OfficeKind
from geoportal.places.labels import kind_label

register = template.Library()


@register.filter
def office_kind(kind: OfficeKind) -> Promise:
    """The reader's word for a kind of office."""
    return kind_label(kind)
