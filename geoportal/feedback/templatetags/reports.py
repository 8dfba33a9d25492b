"""What residents reported of a place, for its page."""

from __future__ import annotations

from django import template

from geoportal.feedback.models import Report
from geoportal.places.models import Place

register = template.Library()


@register.simple_tag
def confirmed_closed(place: Place) -> int:
    """How many reports say that it is closed, and were found right; 0 for one that the portal shows as gone anyway."""
    return 0 if place.retired_at else Report.objects.confirmed_closed(place.pk)
