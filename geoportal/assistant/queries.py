"""Questions asked of what the assistant keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from geoportal.regions.queries import today


class PassageQuerySet(models.QuerySet[Any]):
    """Passages of all pages and languages."""

    def read(self) -> PassageQuerySet:
        """Those whose meaning the model has read."""
        return self.filter(vector__isnull=False)

    def unread(self) -> PassageQuerySet:
        """Those still to read, what people ask first: a page is found by it before its text is read."""
        return self.filter(vector__isnull=True).order_by("kind", "pk")

    def edition(self) -> tuple[int, int, int]:
        """Changes whenever a passage is added, read or taken away."""
        found = self.aggregate(last=models.Max("pk"), number=models.Count("pk"), read=models.Count("vector"))
        return found["last"] or 0, found["number"], found["read"]


class ConsultationQuerySet(models.QuerySet[Any]):
    """Questions left for counsellors."""

    def kept(self) -> ConsultationQuerySet:
        """Those whose time is not over."""
        return self.filter(keep_until__gte=today())

    def waiting(self) -> ConsultationQuerySet:
        """Those that nobody has answered, the oldest first."""
        return self.kept().filter(state__in=("open", "claimed")).order_by("asked_at")


class ConversationQuerySet(models.QuerySet[Any]):
    """Conversations that their readers asked to keep."""

    def kept(self) -> ConversationQuerySet:
        """Those whose time is not over."""
        return self.filter(keep_until__gte=today())


class UnansweredQuerySet(models.QuerySet[Any]):
    """What people asked and got no good answer to."""

    def before(self, day: date) -> UnansweredQuerySet:
        return self.filter(asked_on__lt=day)
