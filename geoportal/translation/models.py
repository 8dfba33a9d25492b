"""The memory of translated texts, and what keeps the engines within their bounds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from geoportal.translation.categories import Refusal, Status
from geoportal.translation.queries import MemoryQuerySet

# --- texts translated while they are read -------------------------------------------------------


class Memory(models.Model):
    """One text in one other language, by one engine or person. Personal data is taken out before it gets here."""

    source_hash = models.CharField(max_length=64)
    source = models.CharField(max_length=16)
    target = models.CharField(max_length=16)
    # Engine and model, and the version of the glossary it was given; both empty for a person's text.
    model = models.CharField(max_length=80, blank=True)
    glossary = models.CharField(max_length=80, blank=True)
    source_text = models.TextField()
    text = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=[(status.value, status.value) for status in Status])
    # Set where the engine's answer is not shown; kept so that it is not paid for again.
    refused = models.CharField(max_length=10, blank=True, choices=[(why.value, why.value) for why in Refusal])
    made_at = models.DateTimeField(default=timezone.now)

    objects = MemoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_hash", "source", "target", "model", "glossary"], name="memory_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]), name="memory_status_known"
            ),
            models.CheckConstraint(condition=~Q(text="") | ~Q(refused=""), name="memory_text_or_refused"),
            models.CheckConstraint(condition=Q(status="machine") | Q(model=""), name="memory_engine_is_machine"),
        ]

    def __str__(self) -> str:
        return f"{self.source}>{self.target} {self.source_text[:40]}"


class Wanted(models.Model):
    """A text that some reader met before it was translated; the worker has it translated and deletes the row."""

    source_hash = models.CharField(max_length=64)
    source = models.CharField(max_length=16)
    target = models.CharField(max_length=16)
    source_text = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source_hash", "source", "target"], name="wanted_once")]

    def __str__(self) -> str:
        return f"{self.source}>{self.target} {self.source_text[:40]}"


class InFlight(models.Model):
    """A text that one process is having translated now; others wait for it and don't pay again."""

    key = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Spending(models.Model):
    """Characters sent to engines on a day of Korea."""

    day = models.DateField(primary_key=True)
    characters = models.PositiveBigIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}: {self.characters}"


class Breaker(models.Model):
    """How an engine does: after some failures in a row it is left alone for a while."""

    engine = models.CharField(max_length=80, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    open_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.engine}: {self.failures}"


# --- what the professional half keeps, each in its own module ------------------------------------
from geoportal.translation.glossary.models import GlossaryTerm  # noqa: E402, F401
from geoportal.translation.segments.models import SegmentTranslation, SegmentVersion  # noqa: E402, F401
