"""What a listing of events may ask, typed and checked; the page and the API share it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geoportal.core.text import clean_query
from geoportal.events.categories import EventCategory
from geoportal.events.labels import LABELS
from geoportal.events.models import Event
from geoportal.events.queries import EventQuerySet
from geoportal.regions.forms import RegionField
from geoportal.regions.queries import today


class EventSearch(forms.Form):
    """Events of a region between two days; from today on when no first day is given."""

    region = RegionField(required=False, max_length=60, label=_("City, county or district"))
    category = forms.ChoiceField(
        required=False, choices=[("", _("Everything")), *((c.value, LABELS[c]) for c in EventCategory)], label=_("Kind")
    )
    q = forms.CharField(required=False, max_length=100, label=_("Name contains"))
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    limit = forms.IntegerField(required=False, min_value=1, max_value=500)
    lang = forms.CharField(required=False, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = forms.DateField(required=False, label=_("From"))
        self.fields["to"] = forms.DateField(required=False, label=_("To"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and last < first:
            self.add_error("to", _("The last day is before the first."))
        return cleaned

    def events(self) -> EventQuerySet:
        """The published events asked for, soonest first."""
        cleaned = self.cleaned_data
        events = Event.objects.published().between(cleaned["from"] or today(), cleaned["to"])
        if cleaned["region"]:
            events = events.within_region(cleaned["region"])
        if cleaned["category"]:
            events = events.filter(category=cleaned["category"])
        if cleaned["q"]:
            events = events.matching(clean_query(cleaned["q"]))
        return events.with_provenance().soonest_first()
