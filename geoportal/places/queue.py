"""What every queue of the admin has: the note beside the choice of what to do, and the filter by region."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from geoportal.core.text import MAX_NOTE
from geoportal.regions.models import Region
from geoportal.regions.queries import today


class NoteForm(ActionForm):
    """The note beside the choice of what to do."""

    note = forms.CharField(required=False, max_length=MAX_NOTE, label=gettext_lazy("Note"))


class RegionFilter(admin.SimpleListFilter):
    """The si, gun or gu, by its code."""

    title = gettext_lazy("Region")
    parameter_name = "region"
    field = "unit"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (unit.code, f"{city.name} {unit.name}" if unit != city else city.name)
            for city, gus in Region.objects.on(today()).served_by_city()
            for unit in (city, *gus)
        ]

    def queryset(self, request: HttpRequest, rows: Any) -> Any:
        if not self.value():
            return rows
        unit, above = f"{self.field}__code", f"{self.field}__parent__code"
        return rows.filter(Q(**{unit: self.value()}) | Q(**{above: self.value()}))
