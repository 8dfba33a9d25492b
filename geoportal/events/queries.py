"""Questions asked of events."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from geoportal.regions.models import Region


class EventQuerySet(models.QuerySet[Any]):
    """Events of all sources and times."""

    def published(self) -> EventQuerySet:
        """Those that stand, each event of the world once."""
        return self.filter(retired_at__isnull=True, same_as__isnull=True)

    def listing(self, event: Any) -> EventQuerySet:
        """The rows that list this event: its own, and its twins', the most trusted source first."""
        rows = self.filter(models.Q(pk=event.pk) | models.Q(same_as=event.pk)).select_related("source")
        return rows.order_by(models.F("same_as").asc(nulls_first=True), "source__rank", "source__name", "pk")

    def between(self, first: date | None, last: date | None) -> EventQuerySet:
        """Those going on at some time from `first` to `last`, both included; None leaves an end open."""
        events = self
        if first is not None:
            events = events.filter(ends_on__gte=first)
        if last is not None:
            events = events.filter(starts_on__lte=last)
        return events

    def within_region(self, region: Region) -> EventQuerySet:
        return self.filter(
            models.Q(dong=region)
            | models.Q(unit=region)
            | models.Q(unit__parent=region)
            | models.Q(unit__parent__parent=region)
        )

    def matching(self, text: str) -> EventQuerySet:
        return self.filter(
            models.Q(name_ko__icontains=text) | models.Q(name_en__icontains=text) | models.Q(venue_ko__icontains=text)
        )

    def with_provenance(self) -> EventQuerySet:
        """With the rows that each card shows beside the event itself."""
        related = self.select_related("source", "unit", "unit__parent", "dong")
        return related.defer("unit__geom", "unit__parent__geom", "dong__geom")

    def soonest_first(self) -> EventQuerySet:
        return self.order_by("starts_on", "ends_on", "pk")
