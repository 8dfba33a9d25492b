"""Places in the admin, to look at: every source's row, what its twins say, and where sources disagree."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from geoportal.places.consultations import Consultation
from geoportal.places.corrected import Corrected, Correction
from geoportal.places.labels import CORRECTED, field_label
from geoportal.places.models import Place
from geoportal.places.operator_forms import ConsultationForm
from geoportal.places.services import end_correction, forget_consultations, keep_consultation
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


@admin.register(Correction)
class CorrectionAdmin(ReadOnly):
    """What people corrected, in force and ended; a correction is ended here, and then the source's word stands."""

    list_display = ("made_at", "place", "source", "what", "value", "stated", "why", "checked_on", "made_by", "ended_at")
    list_filter = ("field", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("place", "place__source", "made_by")
    search_fields = ("place__name_ko", "why")
    ordering = ("-made_at", "-pk")
    actions = ("end",)

    def has_end_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("places.change_correction")

    @admin.action(description=_("End: let the source's word stand again"), permissions=["end"])
    def end(self, request: HttpRequest, corrections: QuerySet[Correction]) -> None:
        for correction in corrections:
            end_correction(correction)
            self.log_change(request, correction, "ended")

    @admin.display(description=_("Source"))
    def source(self, correction: Correction) -> str:
        return str(correction.place.source)

    @admin.display(description=_("Kind"), ordering="field")
    def what(self, correction: Correction) -> str:
        return str(CORRECTED[Corrected(correction.field)])


@admin.register(Consultation)
class ConsultationAdmin(admin.ModelAdmin):
    """When one person is there to be consulted, and in which languages."""

    form = ConsultationForm
    list_display = ("place", "kind", "title_ko", "valid_from", "valid_to", "source_title", "checked_on")
    list_select_related = ("place",)
    search_fields = ("place__name_ko", "title_ko", "source_title")
    raw_id_fields = ("place",)
    ordering = ("place", "pk")

    def save_model(self, request: HttpRequest, obj: Consultation, form: Any, change: bool) -> None:
        keep_consultation(obj)

    def delete_model(self, request: HttpRequest, obj: Consultation) -> None:
        forget_consultations([obj.pk])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Consultation]) -> None:
        forget_consultations(list(queryset.values_list("pk", flat=True)))
