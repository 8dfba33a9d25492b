"""The organization's own door: its people propose what is right at the places they look after, a moderator accepts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.core.hours_text import write_week
from geoportal.feedback.categories import Kind, State
from geoportal.feedback.checked_admin import OUTSIDE
from geoportal.feedback.checked_forms import CorrectionForm
from geoportal.feedback.models import Proposal, Steward
from geoportal.feedback.queue_admin import PlaceRegionFilter, Queue, StateFilter
from geoportal.feedback.services import handle_proposals, propose
from geoportal.places.corrected import Corrected
from geoportal.places.labels import CORRECTED
from geoportal.places.models import Place
from geoportal.places.services import own


@admin.register(Steward)
class StewardAdmin(admin.ModelAdmin):
    """Who looks after which place; given by those who run the portal."""

    list_display = ("user", "place", "since")
    list_select_related = ("user", "place")
    raw_id_fields = ("place",)
    search_fields = ("user__nickname", "place__name_ko")


@admin.register(Proposal)
class ProposalAdmin(Queue):
    """Moderators see all and settle them; an organization's people see their places' and write new ones."""

    change_list_template = "admin/feedback/proposals.html"
    list_display = ("created_at", "place", "differs", "is_now", "handled_by", "note", "text")
    list_filter = (StateFilter, PlaceRegionFilter)
    list_select_related = ("place", "place__unit", "handled_by")
    search_fields = ("place__name_ko", "text", "note")
    fields = (
        "created_at",
        "place",
        "differs",
        "url",
        "text",
        "proposed_by",
        "is_now",
        "handled_by",
        "handled_at",
        "note",
    )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        own_places = Steward.objects.of(request.user)
        mine = own_places.filter(place=obj.place_id) if obj else own_places
        return super().has_view_permission(request, obj) or self.has_moderate_permission(request) or mine.exists()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        rows: QuerySet[Proposal] = super().get_queryset(request)
        if self.has_moderate_permission(request) or super().has_view_permission(request):
            return rows
        return rows.filter(place__in=Steward.objects.of(request.user).values("place"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.propose_view)
        return [path("place/<int:pk>/", view, name="feedback_proposal_place"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with the reader's own places above it."""
        mine = Steward.objects.of(request.user).select_related("place")
        return super().changelist_view(request, {**(extra_context or {}), "own_places": [one.place for one in mine]})

    def propose_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form of a place that one looks after; 404 for every other."""
        mine = get_object_or_404(Steward.objects.of(request.user).select_related("user", "place"), place=pk)
        form = proposal_form(mine.place, request.POST if request.method == "POST" else None)
        queue = reverse("admin:feedback_proposal_changelist")
        if form.is_bound and form.is_valid():
            propose(
                mine.place, form.values(), by=mine.user, text=form.cleaned_data["note"], url=form.cleaned_data["url"]
            )
            messages.success(request, _("Thank you. It is shown when a person of the portal has checked it."))
            return redirect(queue)
        context = self.admin_site.each_context(request)
        context |= {"form": form, "opts": self.opts, "heading": _("Propose a change"), "list_url": queue}
        context["told"] = [mine.place.name_ko, mine.place.address_ko]
        return render(request, "admin/feedback/checked.html", context)

    def handle(self, rows: list[Any], state: State, *, by: Any, note: str) -> int:
        return handle_proposals(rows, state, by=by, note=note)

    def settle(self, request: HttpRequest, rows: QuerySet[Any], state: State) -> None:
        try:
            super().settle(request, rows, state)
        except ValueError:
            messages.error(request, OUTSIDE)

    @admin.display(description=gettext_lazy("What would change"))
    def differs(self, proposal: Proposal) -> SafeString | str:
        lines = (
            (CORRECTED[Corrected(of)], said(own(proposal.place, Corrected(of)), of), said(value, of))
            for of, value in proposal.values.items()
        )
        return format_html_join("", "<p>{}: <del>{}</del> → <ins>{}</ins></p>", lines)


def proposal_form(place: Place, posted: Any) -> CorrectionForm:
    """All that an organization may say of its place, as the portal says it now."""
    spoken = place.attributes.get("languages") or []
    initial: dict[str, Any] = {
        "phone": place.phone, "address_ko": place.address_ko, "hours": write_week(place.hours),
        "lat": place.point.y, "lon": place.point.x,
        "languages": [f"{one['language']}:{one['how']}" for one in spoken],
    }  # fmt: skip
    return CorrectionForm(posted, kind=Kind.OTHER, initial=initial)


def said(value: Any, of: str) -> str:
    """A value as a moderator reads it."""
    if value and of == Corrected.HOURS:
        return write_week(value)
    if value and of == Corrected.LANGUAGES:
        return ", ".join(f"{one['language']} ({one['how']})" for one in value)
    if value and of == Corrected.PIN:
        return f"{value['lat']:.6f}, {value['lon']:.6f}"
    return str(value or "-")
