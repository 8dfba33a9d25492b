"""What people found out about a place and its source does not say yet: it holds until it is ended, load after load."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q


class Corrected(StrEnum):
    """What a correction is of; the shapes of the values stand beside."""

    CLOSED = "closed"  # {"on": "2026-11-29"}
    PIN = "pin"  # {"lat": 37.1, "lon": 126.8}, WGS84
    ADDRESS = "address"  # "경기도 ..."
    PHONE = "phone"  # "031-..."
    HOURS = "hours"  # the week of core.hours
    DATES = "dates"  # {"2026-09-25": [["09:00", "12:00"]]}: days with hours of their own, duty rosters too
    LANGUAGES = "languages"  # [{"language": "vi", "how": "in_person"}]


class CorrectionQuerySet(models.QuerySet[Any]):
    """Corrections, the ended ones included until `in_force` is asked."""

    def in_force(self) -> CorrectionQuerySet:
        return self.filter(ended_at__isnull=True)


class Correction(models.Model):
    """One field of one source's row, as a person checked it.

    `stated` is what the source says itself, kept up to date by its loads; shown beside, and true again when the
    correction ends. `why` says in words where it is known from, for every reader; never what a person typed.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Corrected])
    value = models.JSONField()
    stated = models.JSONField(null=True)
    why = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    checked_on = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "field"], condition=Q(ended_at__isnull=True), name="correction_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.field}"
