"""Which alerts stand at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models


class AlertQuerySet(models.QuerySet[Any]):
    """Alerts."""

    def standing(self, at: datetime) -> Self:
        """Those that every page shows at a moment, the urgent first ("critical" is before "important")."""
        return self.filter(starts_at__lte=at, ends_at__gt=at).order_by("level", "-starts_at", "pk")
