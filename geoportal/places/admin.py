"""Places in the admin, to look at: every source's row, what its twins say, and where sources disagree."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from geoportal.places.labels import field_label
from geoportal.places.models import Place
from geoportal.places.stated import disagreements
from geoportal.provenance.admin import ReadOnly


class Disagreeing(admin.SimpleListFilter):
    """Places of which their sources say different things."""

    title = _("Sources disagree")
    parameter_name = "disagree"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, places: Any) -> Any:
        return places.disagreeing() if self.value() == "yes" else places


class TwinInline(admin.TabularInline):
    """The rows of other sources that are shown as part of this place."""

    model = Place
    fk_name = "same_as"
    verbose_name_plural = _("The same place in other sources")
    fields = readonly_fields = ("source", "source_key", "name_ko", "phone", "homepage", "address_ko", "checked_on")
    extra = 0
    can_delete = False
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Place]:
        return super().get_queryset(request).select_related("source")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Place)
class PlaceAdmin(ReadOnly):
    """Rows of every source; counted only when asked, for there are hundreds of thousands."""

    list_display = ("name_ko", "source", "source_key", "phone", "address_ko", "checked_on", "retired_at")
    list_filter = (Disagreeing, "source")
    list_select_related = ("source",)
    search_fields = ("name_ko", "source_key", "address_ko")
    ordering = ("pk",)
    show_full_result_count = False
    inlines = (TwinInline,)
    fields = (
        "source", "source_key", "name_ko", "name_en", "phone", "homepage", "address_ko", "position", "checked_on",
        "closed_on", "retired_at", "same_as", "merged", "attributes", "differences",
    )  # fmt: skip

    @admin.display(description=_("Sources disagree"))
    def differences(self, place: Place) -> SafeString | str:
        found = disagreements(list(Place.objects.stating(place)))
        lines = ((field_label(one.field), row.source.name, value) for one in found for row, value in one.claims)
        return format_html_join("", "<div>{} ({}): {}</div>", lines) or "-"
