"""The two pages of the queue where a moderator writes what is right: a correction, or a place that was missing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.core.hours_text import write_week
from geoportal.feedback.categories import Kind, State
from geoportal.feedback.checked_forms import CheckedForm, CorrectionForm, NewPlaceForm
from geoportal.feedback.labels import KINDS
from geoportal.feedback.models import Report, Suggestion
from geoportal.feedback.services import AlreadyHandled, accept_suggestion, correct_reported
from geoportal.places.bounds import within_bounds
from geoportal.places.locate import locate
from geoportal.provenance.admin import ReadOnly

OUTSIDE = gettext_lazy("This point lies in no region of the portal.")
LATE = gettext_lazy("Somebody has handled it already.")


class WithCheckedPage(ReadOnly):
    """An admin of the queue with a page of its own for each row, at `<pk>/checked/`."""

    heading: Any
    # Where a row's region stands, for those who see the rows of some regions only.
    region_field: str

    def within_bounds(self, rows: Any, request: HttpRequest) -> Any:
        """Those of the regions that the user's roles are for."""
        return within_bounds(rows, request.user, self.region_field)

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"feedback.moderate_{self.opts.model_name}")

    def get_urls(self) -> list[URLPattern]:
        name = f"feedback_{self.opts.model_name}_checked"
        view = self.admin_site.admin_view(self.checked_view)
        return [path("<int:pk>/checked/", view, name=name), *super().get_urls()]

    def checked_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form on GET; on POST what is right is written, or the form comes again."""
        row = get_object_or_404(self.within_bounds(self.model._default_manager.all(), request), pk=pk)
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        queue = reverse(f"admin:feedback_{self.opts.model_name}_changelist")
        if row.state != State.OPEN:
            messages.error(request, LATE)
            return redirect(queue)
        form = self.checked_form(row, request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            try:
                self.write(row, form, by=request.user)
            except AlreadyHandled:
                messages.error(request, LATE)
                return redirect(queue)
            except ValueError:
                form.add_error("lat", OUTSIDE)
            else:
                self.log_change(request, row, State.ACCEPTED.value)
                messages.success(request, _("Handled: %(number)s") % {"number": 1})
                return redirect(queue)
        context = self.admin_site.each_context(request)
        context |= {"form": form, "opts": self.opts, "heading": self.heading, "list_url": queue}
        context["told"] = self.told(row)
        return render(request, "admin/feedback/checked.html", context)

    def checked_form(self, row: Any, posted: Any) -> CheckedForm:
        raise NotImplementedError

    def write(self, row: Any, form: Any, *, by: Any) -> None:
        raise NotImplementedError

    def told(self, row: Any) -> list[str]:
        raise NotImplementedError

    def _link(self, row: Any) -> SafeString | str:
        if row.state != State.OPEN:
            return "-"
        address = reverse(f"admin:feedback_{self.opts.model_name}_checked", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, self.heading)


class CorrectsPlaces(WithCheckedPage):
    """Reports: what is right at the place."""

    heading = gettext_lazy("Correct the place")

    def checked_form(self, row: Report, posted: Any) -> CheckedForm:
        place = row.place
        initial: dict[str, Any] = {} if place is None else {"phone": place.phone, "address_ko": place.address_ko}
        if place is not None:
            initial |= {"hours": write_week(place.hours), "lat": place.point.y, "lon": place.point.x}
        return CorrectionForm(posted, kind=Kind(row.kind), initial=initial)

    def write(self, row: Report, form: CorrectionForm, *, by: Any) -> None:
        correct_reported(row, form.values(), by=by, note=form.cleaned_data["note"], url=form.cleaned_data["url"])

    def told(self, row: Report) -> list[str]:
        return [str(row.place or "-"), str(KINDS[Kind(row.kind)]), row.text]


class AddsPlaces(WithCheckedPage):
    """Suggestions: the place that was missing."""

    heading = gettext_lazy("Add the place")

    def checked_form(self, row: Suggestion, posted: Any) -> CheckedForm:
        found = locate(row.address) if row.address and posted is None else []
        initial: dict[str, Any] = {
            "name_ko": row.name, "category": row.category.value, "address_ko": row.address, "phone": row.phone,
            "languages": [f"{tag.split('-')[0]}:" for tag in row.languages],
        }  # fmt: skip
        if found:
            initial |= {"lat": found[0].lat, "lon": found[0].lon}
        return NewPlaceForm(posted, initial=initial)

    def write(self, row: Suggestion, form: NewPlaceForm, *, by: Any) -> None:
        accept_suggestion(row, form.place(row), by=by, note=form.cleaned_data["note"])

    def told(self, row: Suggestion) -> list[str]:
        return [row.name, row.address, row.text]
