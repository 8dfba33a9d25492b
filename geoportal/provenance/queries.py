"""Questions asked of sources and their runs."""

from __future__ import annotations

from typing import Any

from django.db import models


class SourceQuerySet(models.QuerySet[Any]):
    """Sources as readers see them."""

    def loaded(self) -> SourceQuerySet:
        """Those that have published at least once."""
        return self.filter(published_at__isnull=False)

    def live_samples(self) -> SourceQuerySet:
        """Sources of generated rows that stand now; they lose `published_at` when real rows replace them."""
        return self.loaded().filter(is_sample=True)
