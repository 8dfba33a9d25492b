"""What is offered at a place, to whom and in which languages, in the terms of HSDS; None is unknown everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func

from geoportal.core.hours import State, read_hours, state
from geoportal.core.languages import current_code
from geoportal.places.kinds import SERVICE_IDS, SERVICE_OF_ID, STATUS_OF_ID, Cost, ServiceKind
from geoportal.places.multirange import MultirangeField
from geoportal.provenance.models import Source


class Organization(models.Model):
    """Who runs services: one that its source names, or the place itself. The id is made of source and key."""

    id = models.UUIDField(primary_key=True, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    source_key = models.CharField(max_length=200)
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    homepage = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_key"], name="organization_once")]

    def __str__(self) -> str:
        return self.name_ko

    @property
    def name(self) -> str:
        """The name for the active language; Korean where no other is known."""
        return self.name_ko if current_code() == "ko" else self.name_en or self.name_ko


class Service(models.Model):
    """One service at one place, as the place's source states it. The id is made of source, place and key.

    `shown_at` is the place of the world at which it is shown: its own place or the one that place is a twin of;
    None when another row says more of the same kind there. `languages` lists `language`, `how` and `days`; None is
    unknown, and then the place's own languages hold. `hours` None means the place's. `status_ids` are numbers of
    `kinds.STATUS_IDS`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="services")
    shown_at = models.ForeignKey("places.Place", on_delete=models.SET_NULL, null=True, related_name="offers")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="services")
    key = models.CharField(max_length=100)
    kind_id = models.PositiveSmallIntegerField(choices=[(n, kind.value) for kind, n in SERVICE_IDS.items()])
    name_ko = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    languages = models.JSONField(null=True)
    hours = models.JSONField(null=True)
    open_minutes = models.GeneratedField(
        expression=Func("hours", function="places_open_minutes"),
        output_field=MultirangeField(null=True),
        db_persist=True,
    )
    status_ids = ArrayField(models.PositiveSmallIntegerField(), null=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    cost = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Cost], default=Cost.UNKNOWN)
    cost_ko = models.CharField(max_length=300, blank=True)
    documents = models.JSONField(null=True)
    checked_on = models.DateField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "key"], name="service_once")]
        indexes = [
            models.Index(fields=["shown_at", "kind_id"], condition=models.Q(shown_at__isnull=False), name="service_at"),
            models.Index(fields=["kind_id", "id"], condition=models.Q(shown_at__isnull=False), name="service_kind"),
            models.Index(fields=["id"], condition=models.Q(shown_at__isnull=False), name="service_shown"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.kind}"

    @property
    def kind(self) -> ServiceKind:
        return SERVICE_OF_ID[self.kind_id]

    @property
    def name(self) -> str:
        """Its own name in the active language; empty where it has none in that."""
        return self.name_ko if current_code() == "ko" else self.name_en

    def state(self, moment: datetime) -> State:
        """What its own hours say of a moment; unknown where it has none."""
        return state(read_hours(self.hours) if self.hours else None, moment)

    @property
    def statuses(self) -> list[str] | None:
        """The statuses of stay that are admitted; None when that is unknown."""
        return None if self.status_ids is None else [STATUS_OF_ID[number] for number in self.status_ids]


def services_with_hours(place_ids: Iterable[int], kind: ServiceKind | None) -> dict[int, list[Service]]:
    """By place the services of a kind that have hours of their own; none without a kind."""
    found: dict[int, list[Service]] = {}
    ids = list(place_ids)
    if kind is None or not ids:
        return found
    timed = Service.objects.filter(shown_at__in=ids, kind_id=SERVICE_IDS[kind], open_minutes__isnull=False)
    for one in timed.order_by("shown_at", "pk"):
        found.setdefault(one.shown_at_id or one.place_id, []).append(one)
    return found


class Phone(models.Model):
    """A number beside the place's own: of the place, or of one service; `languages` None is unknown."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="phones")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, related_name="phones")
    number = models.CharField(max_length=60)
    languages = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.number


class ChangeKind(models.TextChoices):
    """What became of a place from one load of its source to the next."""

    ADDED = "added"
    MOVED = "moved"
    CLOSED = "closed"
    NEW_HOURS = "new_hours"


class Change(models.Model):
    """Something new about a place, kept for 90 days; none is written for a source's first load."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=ChangeKind.choices)
    at = models.DateTimeField()
    moved_m = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="change_newest")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.what}"
