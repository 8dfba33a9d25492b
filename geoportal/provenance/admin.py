"""The feed in the admin: sources, runs, refused rows, doubts, and having a source run."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django.models import ProcrastinateJob

from geoportal.provenance.forms import RunForm
from geoportal.provenance.freshness import LastRuns, freshness, next_due
from geoportal.provenance.jobs import AlreadyAsked, ask_for_run
from geoportal.provenance.labels import freshness_label, status_label
from geoportal.provenance.models import ImportRun, Issue, QuarantinedRow, RunRequest, Source

# Its actions need no permission of their own, and a job retried by hand would run a request twice.
if admin.site.is_registered(ProcrastinateJob):
    admin.site.unregister(ProcrastinateJob)


class ReadOnly(admin.ModelAdmin):
    """What the feed writes and people only look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def readable(value: object) -> str:
    """A JSON value on lines of its own, Hangul as Hangul."""
    return format_html("<pre>{}</pre>", json.dumps(value, ensure_ascii=False, indent=2, default=str))


@admin.register(Source)
class SourceAdmin(ReadOnly):
    """Every source that ran at least once; a run of one is asked for here."""

    list_display = ("name", "kind", "publisher", "every_days", "fresh", "due_at", "last_good_at", "is_sample")
    list_filter = ("kind", "is_sample")
    search_fields = ("name", "title_ko", "title_en", "publisher")
    ordering = ("name",)
    actions = ("run_now",)
    fields = (
        "name", "kind", "title_ko", "title_en", "publisher", "publisher_en", "license", "license_url", "url",
        "attribution", "reference_date", "is_sample", "every_days", "published_at", "fresh", "due_at", "last_good_at",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).with_runs()  # type: ignore[attr-defined]

    def get_urls(self) -> list[URLPattern]:
        run = path("<int:pk>/run/", self.admin_site.admin_view(self.ask_view), name="provenance_source_run")
        return [run, *super().get_urls()]

    def has_run_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("provenance.run_source")

    @admin.display(description=gettext_lazy("Freshness"))
    def fresh(self, source: Any) -> str:
        last = LastRuns(source.good_at, source.failed_at)
        return str(freshness_label(freshness(last, every_days=source.every_days, now=timezone.now())))

    @admin.display(description=gettext_lazy("Next check due"))
    def due_at(self, source: Any) -> datetime | None:
        return next_due(LastRuns(source.good_at, source.failed_at), source.every_days)

    @admin.display(description=gettext_lazy("Last checked"))
    def last_good_at(self, source: Any) -> datetime | None:
        return source.good_at

    @admin.action(description=gettext_lazy("Run now"), permissions=["run"])
    def run_now(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        for source in sources:
            self.ask(request, source, RunForm({}, may_override=False))

    def ask_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A form on GET, which starts nothing; the request on POST."""
        source = get_object_or_404(Source, pk=pk)
        if not self.has_run_permission(request):
            raise PermissionDenied
        may_override = request.user.has_perm("provenance.override_guard")
        if request.POST.getlist("accept") and not may_override:
            raise PermissionDenied
        form = RunForm(request.POST if request.method == "POST" else None, may_override=may_override)
        if form.is_bound and form.is_valid():
            self.ask(request, source, form)
            return redirect("admin:provenance_runrequest_changelist")
        context = {**self.admin_site.each_context(request), "form": form, "source": source, "opts": self.opts}
        return render(request, "admin/provenance/source/run.html", context)

    def ask(self, request: HttpRequest, source: Source, form: RunForm) -> None:
        """Queue the run and leave a trace in the admin's own history too."""
        if not form.is_valid():
            raise PermissionDenied
        why = form.cleaned_data.get("why", "")
        try:
            asked = ask_for_run(source, by=request.user.get_username(), accept=form.guards, why=why)
        except AlreadyAsked:
            messages.warning(request, _("A run waits already: %(source)s") % {"source": source})
            return
        self.log_change(request, source, f"run requested; accept: {', '.join(asked.accept) or 'nothing'}; {why}")
        messages.success(request, _("Will run as soon as the worker is free: %(source)s") % {"source": source})


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly):
    """The run log."""

    list_display = ("started_at", "source", "result", "took", "input_name", "message")
    list_filter = ("status", "source")
    list_select_related = ("source",)
    search_fields = ("message", "input_name")
    date_hierarchy = "started_at"
    ordering = ("-started_at",)
    fields = ("source", "result", "started_at", "took", "input_name", "input_sha256", "message", "rows", "whole_report")

    @admin.display(description=gettext_lazy("Result"), ordering="status")
    def result(self, run: ImportRun) -> str:
        return str(status_label(run.status))

    @admin.display(description=gettext_lazy("Seconds"))
    def took(self, run: ImportRun) -> str:
        return f"{(run.finished_at - run.started_at).total_seconds():.1f}" if run.finished_at else "-"

    @admin.display(description=gettext_lazy("Rows"))
    def rows(self, run: ImportRun) -> str:
        return readable(run.counts)

    @admin.display(description=gettext_lazy("Report"))
    def whole_report(self, run: ImportRun) -> str:
        return readable(run.report)


@admin.register(QuarantinedRow)
class QuarantinedRowAdmin(ReadOnly):
    """Rows that were refused, as they came."""

    list_display = ("source", "rule", "file", "line", "first_seen")
    list_filter = ("source", "rule")
    list_select_related = ("source",)
    search_fields = ("rule", "file", "raw")
    ordering = ("source", "rule", "line", "pk")
    fields = ("source", "rule", "file", "line", "first_seen", "row")

    @admin.display(description=gettext_lazy("Row"))
    def row(self, refused: QuarantinedRow) -> str:
        return readable(refused.raw)


@admin.register(Issue)
class IssueAdmin(ReadOnly):
    """Doubts about rows that were loaded."""

    list_display = ("source", "kind", "key", "first_seen")
    list_filter = ("source", "kind")
    list_select_related = ("source",)
    search_fields = ("key", "kind", "detail")
    ordering = ("source", "kind", "key")
    fields = ("source", "kind", "key", "first_seen", "what")

    @admin.display(description=gettext_lazy("Details"))
    def what(self, issue: Issue) -> str:
        return readable(issue.detail)


@admin.register(RunRequest)
class RunRequestAdmin(ReadOnly):
    """Who had which source run, when, past which guards and why, and what came of it."""

    list_display = ("asked_at", "source", "asked_by", "guards", "why", "status", "the_run")
    list_filter = ("source", "outcome")
    list_select_related = ("source", "run")
    search_fields = ("asked_by", "why", "message")
    ordering = ("-asked_at",)
    fields = (
        "source", "asked_by", "asked_at", "guards", "why", "job_id", "started_at", "status", "finished_at", "message",
        "the_run",
    )  # fmt: skip

    @admin.display(description=gettext_lazy("Guards passed over"))
    def guards(self, asked: RunRequest) -> str:
        return ", ".join(asked.accept) or "-"

    @admin.display(description=gettext_lazy("Result"))
    def status(self, asked: RunRequest) -> str:
        return " · ".join(filter(None, (str(status_label(asked.state)), asked.step)))

    @admin.display(description=gettext_lazy("Run"))
    def the_run(self, asked: RunRequest) -> str:
        if asked.run is None:
            return "-"
        address = reverse("admin:provenance_importrun_change", args=[asked.run.pk])
        return format_html('<a href="{}">{}</a>', address, asked.run.started_at.strftime("%Y-%m-%d %H:%M"))
