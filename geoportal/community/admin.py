"""The moderators' queue: what was reported or hidden, decided with a reason, each decision in a log that nobody edits.

Who has a role for some cities only sees and decides what stands in those.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.accounts.private import person
from geoportal.community.categories import Act, State
from geoportal.community.labels import REASONS, STATES
from geoportal.community.models import Comment, Decision, Post
from geoportal.community.services import close_account, decide, pin
from geoportal.core.text import MAX_NOTE
from geoportal.places.bounds import within_bounds
from geoportal.places.queue import NoteForm, RegionFilter
from geoportal.provenance.admin import ReadOnly

LETTERS = 160
NEED_REASON = gettext_lazy("Write a note: why? The author is not told, other moderators are.")


class WaitingFilter(admin.SimpleListFilter):
    """What waits for a decision, unless something else is asked for."""

    title = gettext_lazy("State")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        waiting = ("waiting", gettext_lazy("Reported or hidden"))
        return [waiting, *((state.value, label) for state, label in STATES.items()), ("all", gettext_lazy("All"))]

    def choices(self, changelist: Any) -> Any:
        chosen = self.value() or "waiting"
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": chosen == value, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, rows: Any) -> Any:
        chosen = self.value() or "waiting"
        if chosen == "waiting":
            return rows.waiting()
        return rows if chosen == "all" else rows.filter(state=chosen)


class PostRegionFilter(RegionFilter):
    """The city of the post."""

    field = "region"


class CommentRegionFilter(RegionFilter):
    """The city of the post that was answered."""

    field = "post__region"


class EntryAdmin(ReadOnly):
    """What posts and comments have in common."""

    action_form = NoteForm
    actions: tuple[str, ...] = ("hide", "restore", "remove", "close")
    ordering = ("-pk",)
    show_full_result_count = False
    search_fields = ("text", "author__nickname")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.model._default_manager.moderated_by(request.user)  # type: ignore[no-any-return, attr-defined]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("community.view_post") or self.has_moderate_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("community.moderate_post")

    @admin.action(description=gettext_lazy("Hide, with a note"), permissions=["moderate"])
    def hide(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self.settle(request, rows, Act.HIDE)

    @admin.action(description=gettext_lazy("Show: it keeps to the rules"), permissions=["moderate"])
    def restore(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self.settle(request, rows, Act.RESTORE, needs_reason=False)

    @admin.action(description=gettext_lazy("Remove for good, with a note"), permissions=["moderate"])
    def remove(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self.settle(request, rows, Act.REMOVE)

    @admin.action(description=gettext_lazy("Close the author's account, with a note"), permissions=["moderate"])
    def close(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        reason, by = self._reason(request), person(request)
        if not reason:
            messages.error(request, NEED_REASON)
            return
        closed = sum(close_account(row, by=by, reason=reason) for row in self._chosen(rows))
        messages.success(request, _("Handled: %(number)s") % {"number": closed})

    def settle(self, request: HttpRequest, rows: QuerySet[Any], act: Act, *, needs_reason: bool = True) -> None:
        """Decide on the chosen rows, each with a line in the log."""
        reason = self._reason(request)
        if needs_reason and not reason:
            messages.error(request, NEED_REASON)
            return
        chosen = self._chosen(rows)
        for row in chosen:
            decide(row, act, by=person(request), reason=reason)
        messages.success(request, _("Handled: %(number)s") % {"number": len(chosen)})

    def _chosen(self, rows: QuerySet[Any]) -> list[Any]:
        """Each once: a row with several reports may come several times."""
        return list({row.pk: row for row in rows}.values())

    def _reason(self, request: HttpRequest) -> str:
        return request.POST.get("note", "").strip()[:MAX_NOTE]

    @admin.display(description=gettext_lazy("State"), ordering="state")
    def is_now(self, row: Any) -> str:
        return str(STATES[State(row.state)])

    @admin.display(description=gettext_lazy("Reports"))
    def reported(self, row: Any) -> str:
        reasons = row.reports.filter(handled_at=None).values_list("reason", flat=True)
        return ", ".join(str(label) for reason, label in REASONS.items() for one in reasons if one == reason) or "-"

    @admin.display(description=gettext_lazy("Text"))
    def words(self, row: Any) -> SafeString:
        return format_html('<span lang="{}">{}</span>', row.language, Truncator(row.text).chars(LETTERS))

    @admin.display(description=gettext_lazy("Decisions"))
    def decisions(self, row: Any) -> str:
        log = Decision.objects.filter(post_id=row.pk, comment_id=None).select_related("by")
        if isinstance(row, Comment):
            log = Decision.objects.filter(comment_id=row.pk).select_related("by")
        return "\n".join(f"{one.at:%Y-%m-%d %H:%M} {one.by or '-'} {one.act_label} {one.reason}" for one in log) or "-"

    @admin.display(description=gettext_lazy("On the page"))
    def page(self, row: Any) -> SafeString:
        return format_html('<a href="{}">{}</a>', row.get_absolute_url(), _("Open"))


@admin.register(Post)
class PostAdmin(EntryAdmin):
    """Posts; those that keep to the rules can be put at the top of their space."""

    actions = (*EntryAdmin.actions, "put_on_top", "take_from_top")
    list_display = (
        "created_at", "region", "community", "title", "words", "author", "reported", "is_now", "is_pinned", "page",
    )  # fmt: skip
    list_filter = (WaitingFilter, PostRegionFilter, "community", "kind")
    list_select_related = ("author", "region")
    fields = (
        "created_at", "edited_at", "region", "community", "kind", "title", "text", "language", "author", "reported",
        "is_now", "is_pinned", "decisions", "page",
    )  # fmt: skip
    search_fields = ("title", *EntryAdmin.search_fields)  # type: ignore[assignment]

    @admin.action(description=gettext_lazy("Pin to the top of its space"), permissions=["moderate"])
    def put_on_top(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self._pin(request, rows, True)

    @admin.action(description=gettext_lazy("Pin no longer"), permissions=["moderate"])
    def take_from_top(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self._pin(request, rows, False)

    def _pin(self, request: HttpRequest, rows: QuerySet[Any], is_pinned: bool) -> None:
        chosen = self._chosen(rows)
        for row in chosen:
            pin(row, is_pinned, by=person(request))
        messages.success(request, _("Handled: %(number)s") % {"number": len(chosen)})


@admin.register(Comment)
class CommentAdmin(EntryAdmin):
    """Comments."""

    list_display = ("created_at", "place", "words", "author", "reported", "is_now", "page")
    list_filter = (WaitingFilter, CommentRegionFilter)
    list_select_related = ("author", "post__region")
    fields = (
        "created_at", "edited_at", "place", "text", "language", "author", "reported", "is_now", "decisions", "page",
    )  # fmt: skip

    @admin.display(description=gettext_lazy("Region"))
    def place(self, row: Comment) -> str:
        return str(row.post.region.name)


@admin.register(Decision)
class DecisionAdmin(ReadOnly):
    """The log; the database refuses to change a line."""

    list_display = ("at", "by", "act_label", "region", "post_id", "comment_id", "account_id", "reason")
    list_filter = ("act", PostRegionFilter)
    list_select_related = ("by", "region")
    ordering = ("-at", "-pk")
    show_full_result_count = False
    fields = ("at", "by", "act", "region", "post_id", "comment_id", "account_id", "reason")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return within_bounds(super().get_queryset(request), request.user, "region")  # type: ignore[no-any-return]
