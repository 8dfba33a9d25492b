"""The queue of reports and suggestions: looked at, accepted or rejected with a note, never edited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.feedback.categories import Kind, State
from geoportal.feedback.checked_admin import AddsPlaces, CorrectsPlaces
from geoportal.feedback.labels import KINDS
from geoportal.feedback.models import Report, Suggestion
from geoportal.feedback.own_places_admin import ProposalAdmin, StewardAdmin
from geoportal.feedback.queue_admin import KindFilter, PlaceRegionFilter, Queue, StateFilter
from geoportal.feedback.services import handle_reports, handle_suggestions
from geoportal.places.queue import RegionFilter

__all__ = ["ProposalAdmin", "ReportAdmin", "StewardAdmin", "SuggestionAdmin"]
TEXTS_SHOWN = 50


@admin.register(Report)
class ReportAdmin(CorrectsPlaces, Queue):
    """Those of the same place and kind stand in one line, and are handled together."""

    region_field = "place__unit"

    list_display = ("created_at", "what", "the_place", "together", "is_now", "language", "text", "note", "checked")
    list_filter = (StateFilter, KindFilter, PlaceRegionFilter)
    list_select_related = ("place", "place__unit")
    search_fields = ("text", "note", "place__name_ko", "place__address_ko")
    fields = (
        "created_at", "what", "the_place", "texts", "language", "is_now", "handled_by", "handled_at", "note", "checked",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return self.within_bounds(super().get_queryset(request), request).grouped()  # type: ignore[no-any-return]

    def handle(self, rows: list[Any], state: State, *, by: Any, note: str) -> int:
        return handle_reports(rows, state, by=by, note=note)

    @admin.display(description=gettext_lazy("Kind"), ordering="kind")
    def what(self, report: Report) -> str:
        return str(KINDS[Kind(report.kind)])

    @admin.display(description=gettext_lazy("Place"))
    def the_place(self, report: Report) -> SafeString | str:
        if report.place is None:
            return "-"
        rows = reverse("admin:places_place_change", args=[report.place_id])
        return format_html(
            '<a href="{}">{}</a> (<a href="{}">{}</a>) {}',
            report.place.get_absolute_url(), report.place.name_ko, rows, _("its sources"), report.place.address_ko,
        )  # fmt: skip

    @admin.display(description=gettext_lazy("Reports"))
    def together(self, report: Any) -> int:
        return int(report.together)

    @admin.display(description=gettext_lazy("What people wrote"))
    def texts(self, report: Report) -> SafeString | str:
        alike = Report.objects.filter(place=report.place_id, kind=report.kind, state=report.state)
        rows = alike.exclude(text="") if report.place_id else [report]
        lines = ((row.created_at.strftime("%Y-%m-%d"), row.language, row.text) for row in rows[:TEXTS_SHOWN])
        return format_html_join("", "<p>{} ({}): {}</p>", lines) or "-"


@admin.register(Suggestion)
class SuggestionAdmin(AddsPlaces, Queue):
    """Places that residents miss."""

    region_field = "unit"

    list_display = (
        "created_at", "name", "category", "address", "unit", "phone", "is_now", "language", "text", "note", "checked",
    )  # fmt: skip
    list_filter = (StateFilter, RegionFilter)
    list_select_related = ("unit",)
    search_fields = ("name", "address", "text", "note")
    fields = (
        "created_at", "name", "category", "address", "unit", "phone", "languages", "text", "language", "is_now",
        "handled_by", "handled_at", "note", "checked",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        return self.within_bounds(super().get_queryset(request), request)  # type: ignore[no-any-return]

    def handle(self, rows: list[Any], state: State, *, by: Any, note: str) -> int:
        return handle_suggestions(rows, state, by=by, note=note)
