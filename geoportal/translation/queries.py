"""Reads of the translation memory."""

from __future__ import annotations

from django.db import models


class MemoryQuerySet(models.QuerySet):
    """Texts that somebody or some engine has translated before."""

    def of_pair(self, source: str, target: str) -> MemoryQuerySet:
        """From one language into another; BCP 47 codes."""
        return self.filter(source=source, target=target)
