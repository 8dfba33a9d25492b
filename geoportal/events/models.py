"""Events: what happens where, on which days."""

from __future__ import annotations

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import F, Q
from django.urls import reverse

from geoportal.core import geo
from geoportal.core.languages import current_code
from geoportal.events.categories import EventCategory
from geoportal.events.queries import EventQuerySet
from geoportal.provenance.models import Source
from geoportal.regions.models import Region

PUBLISHED = Q(retired_at__isnull=True, same_as__isnull=True)


class Event(models.Model):
    """One event of one source; days in Asia/Seoul, both included.

    `provider` is who gave the row to a source that collects from many. `same_as` is the more trusted row that
    lists the same event; such a row is not shown by itself.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="events")
    source_key = models.CharField(max_length=200)
    provider = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=20, choices=[(c.value, c.value) for c in EventCategory])
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    name_en_generated = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    venue_ko = models.CharField(max_length=200, blank=True)
    address_ko = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    homepage = models.CharField(max_length=300, blank=True)
    attributes = models.JSONField(default=dict)
    point = models.PointField(srid=geo.WGS84, spatial_index=False)
    unit = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    dong = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    row_hash = models.CharField(max_length=32)
    checked_on = models.DateField(null=True, blank=True)
    same_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="twins", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="event_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="event_days_in_order"),
        ]
        indexes = [
            GistIndex(fields=["point"], condition=PUBLISHED, name="event_bbox"),
            models.Index(fields=["ends_on", "starts_on"], condition=PUBLISHED, name="event_days"),
            models.Index(fields=["same_as"], condition=Q(same_as__isnull=False), name="event_twins"),
            models.Index(fields=["unit", "ends_on"], condition=PUBLISHED, name="event_unit_days"),
        ]

    def __str__(self) -> str:
        return self.name_ko

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.pk])

    @property
    def name(self) -> str:
        """The name for the active language; Korean where no other is known."""
        return self.name_ko if current_code() == "ko" else self.name_en or self.name_ko
