"""Where a fact came from, when, under what licence, and how good it is."""

from __future__ import annotations

from django.db import models

from geoportal.core.languages import current_code
from geoportal.provenance.queries import SourceQuerySet


class Source(models.Model):
    """One public data set as its folder in `etl/sources/` describes it."""

    name = models.SlugField(unique=True)
    kind = models.CharField(max_length=20)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    publisher_en = models.CharField(max_length=200)
    license = models.CharField(max_length=60)
    license_url = models.URLField(blank=True)
    url = models.URLField(blank=True)
    attribution = models.CharField(max_length=300)
    reference_date = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    every_days = models.PositiveSmallIntegerField(default=1)
    # 1 is the most trusted of sources that state the same place.
    rank = models.PositiveSmallIntegerField(default=40)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        permissions = [
            ("run_source", "Can have a source run"),
            ("override_guard", "Can have a source run past a guard, with a reason"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        return self.title_ko if current_code() == "ko" else self.title_en

    @property
    def publisher_name(self) -> str:
        return self.publisher if current_code() == "ko" else self.publisher_en


class ImportRun(models.Model):
    """One run of one source: what came in, what was done, what was refused."""

    class Status(models.TextChoices):
        RUNNING = "running"
        PUBLISHED = "published"
        UNCHANGED = "unchanged"
        FAILED = "failed"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    status = models.CharField(max_length=12, choices=Status.choices)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    input_sha256 = models.CharField(max_length=64, blank=True)
    input_name = models.CharField(max_length=300, blank=True)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    message = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["source", "-started_at"]),
            models.Index(fields=["source", "status", "-started_at"], name="run_latest_of_status"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.started_at:%Y-%m-%d %H:%M} {self.status}"


class QuarantinedRow(models.Model):
    """A row that was refused, kept as it came until a later run accepts or drops it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="quarantined")
    file = models.CharField(max_length=300, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    raw = models.JSONField()
    rule = models.CharField(max_length=60)
    first_seen = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["source", "rule"])]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.line} {self.rule}"


class Issue(models.Model):
    """A doubt about a row that was loaded all the same, for people to look at."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="issues")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    first_seen = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key", "kind"], name="issue_once")]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.key} {self.kind}"


class RunRequest(models.Model):
    """Somebody's wish that a source be run now, and what came of it.

    Who asked, when, past which guards and why never change afterwards and are never deleted: the
    database refuses it.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="run_requests")
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField(auto_now_add=True)
    accept = models.JSONField(default=list, blank=True)
    why = models.CharField(max_length=500, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    step = models.CharField(max_length=100, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    message = models.TextField(blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        default_permissions = ("view",)
        indexes = [models.Index(fields=["-asked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accept=[]) | ~models.Q(why=""), name="guard_passed_over_for_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.asked_at:%Y-%m-%d %H:%M} {self.asked_by}"

    @property
    def state(self) -> str:
        """`queued`, `running` or how it ended."""
        if self.finished_at:
            return self.outcome
        return "running" if self.started_at else "queued"


def data_version() -> int:
    """A number that grows with every published load; part of every ETag."""
    newest = ImportRun.objects.filter(status=ImportRun.Status.PUBLISHED).order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0
