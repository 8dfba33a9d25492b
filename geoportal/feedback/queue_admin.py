"""What the queue's admins share: accepting and rejecting with a note, and filters by state, kind and region."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.core.text import MAX_NOTE
from geoportal.feedback.categories import State
from geoportal.feedback.checked_admin import WithCheckedPage
from geoportal.feedback.labels import KINDS, STATES
from geoportal.places.queue import NoteForm, RegionFilter


class StateFilter(admin.SimpleListFilter):
    """What waits, unless something else is asked for."""

    title = gettext_lazy("State")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state.value, label) for state, label in STATES.items()] + [("all", gettext_lazy("All"))]

    def choices(self, changelist: Any) -> Any:
        chosen = self.value() or State.OPEN
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": chosen == value, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, rows: Any) -> Any:
        chosen = self.value() or State.OPEN
        return rows if chosen == "all" else rows.filter(state=chosen)


class KindFilter(admin.SimpleListFilter):
    """What is wrong."""

    title = gettext_lazy("Kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind.value, label) for kind, label in KINDS.items()]

    def queryset(self, request: HttpRequest, rows: Any) -> Any:
        return rows.filter(kind=self.value()) if self.value() else rows


class PlaceRegionFilter(RegionFilter):
    """The region of the reported place."""

    field = "place__unit"


class Queue(WithCheckedPage):
    """Accepting and rejecting; a rejection says why."""

    action_form = NoteForm
    actions = ("accept", "reject")
    ordering = ("-created_at", "-pk")
    show_full_result_count = False

    @admin.action(description=gettext_lazy("Accept: it is right"), permissions=["moderate"])
    def accept(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self.settle(request, rows, State.ACCEPTED)

    @admin.action(description=gettext_lazy("Reject, with a note"), permissions=["moderate"])
    def reject(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        if request.POST.get("note", "").strip():
            self.settle(request, rows, State.REJECTED)
        else:
            messages.error(request, _("Write a note: why is it rejected?"))

    def settle(self, request: HttpRequest, rows: QuerySet[Any], state: State) -> None:
        """Handle the chosen rows and leave a trace in the admin's history, without the text."""
        chosen, note = list(rows), request.POST.get("note", "").strip()[:MAX_NOTE]
        number = self.handle(chosen, state, by=request.user, note=note)
        for row in chosen:
            self.log_change(request, row, state.value)
        messages.success(request, _("Handled: %(number)s") % {"number": number})

    def handle(self, rows: list[Any], state: State, *, by: Any, note: str) -> int:
        raise NotImplementedError

    @admin.display(description=gettext_lazy("What is right"))
    def checked(self, row: Any) -> SafeString | str:
        return self._link(row)

    @admin.display(description=gettext_lazy("State"), ordering="state")
    def is_now(self, row: Any) -> str:
        return str(STATES[State(row.state)])
