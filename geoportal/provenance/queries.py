"""Questions asked of sources and their runs."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Subquery

GOOD = ("published", "unchanged")


class SourceQuerySet(models.QuerySet[Any]):
    """Sources as readers see them."""

    def loaded(self) -> SourceQuerySet:
        """Those that have published at least once."""
        return self.filter(published_at__isnull=False)

    def live_samples(self) -> SourceQuerySet:
        """Sources of generated rows that stand now; they lose `published_at` when real rows replace them."""
        return self.loaded().filter(is_sample=True)

    def with_runs(self) -> SourceQuerySet:
        """Each with `last_run_id` and `last_published_id`, and with `good_at` and `failed_at`: when its last run
        with a good end and its last failed one began; each None when there was none."""
        return self.annotate(
            last_run_id=latest("pk"),
            last_published_id=latest("pk", status="published"),
            good_at=latest("started_at", status__in=GOOD),
            failed_at=latest("started_at", status="failed"),
        )


def latest(column: str, **which: object) -> Subquery:
    """A column of a source's latest run, of those that fit `which`."""
    runs = apps.get_model("provenance", "ImportRun").objects.filter(source=OuterRef("pk"), **which)
    return Subquery(runs.order_by("-started_at", "-pk").values(column)[:1])
