"""When one person is there to be consulted, and in which languages (HSDS: a schedule of a service, with languages)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from geoportal.core.hours import State, in_seoul, read_hours, state
from geoportal.core.languages import current_code
from geoportal.places.kinds import SERVICE_IDS, SERVICE_OF_ID, ServiceKind
from geoportal.places.languages import spoken_ids
from geoportal.places.multirange import MultirangeField


class ConsultationQuerySet(models.QuerySet[Any]):
    """Consultations of all places."""

    def on(self, day: date) -> ConsultationQuerySet:
        """Those that are held at that time."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def shown_at_places(self, place_ids: Iterable[int]) -> ConsultationQuerySet:
        """Those of these places of the world, in an order that stays."""
        return self.filter(shown_at__in=list(place_ids)).order_by("shown_at", "kind_id", "pk")

    def in_languages(self, languages: Sequence[str], how: str = "") -> ConsultationQuerySet:
        """Those in any of the languages, spoken in this way; in whatever way without one."""
        return self.filter(language_ids__overlap=[number for one in languages for number in spoken_ids(one, how)])


class Consultation(models.Model):
    """One person's hours at a place: a counsellor who speaks Vietnamese on Tuesdays and Thursdays.

    The person's name is not kept; `title_ko` and `title_en` say what the person is. `language_ids` are numbers of
    `languages.spoken_id`, in person where nothing else is stated (`languages.by_a_person`), `hours` as in
    `core.hours`. What it says of a moment goes before the place's own hours for whoever asks for one of its languages.
    `shown_at` is the place of the world that the place is, maintained by loads.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="consultations")
    shown_at = models.ForeignKey(
        "places.Place", on_delete=models.SET_NULL, null=True, related_name="consulted", editable=False
    )
    kind_id = models.PositiveSmallIntegerField(choices=[(n, kind.value) for kind, n in SERVICE_IDS.items()])
    title_ko = models.CharField(max_length=100, blank=True)
    title_en = models.CharField(max_length=100, blank=True)
    language_ids = ArrayField(models.PositiveSmallIntegerField())
    hours = models.JSONField()
    open_minutes = models.GeneratedField(
        expression=Func("hours", function="places_open_minutes"),
        output_field=MultirangeField(null=True),
        db_persist=True,
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source_title = models.CharField(max_length=300)
    source_url = models.CharField(max_length=500, blank=True)
    checked_on = models.DateField()
    updated_at = models.DateTimeField(auto_now=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(language_ids__len__gte=1), name="consultation_in_a_language"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="consultation_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.kind}"

    @property
    def kind(self) -> ServiceKind:
        return SERVICE_OF_ID[self.kind_id]

    @property
    def title(self) -> str:
        """What the person is, for the active language; empty when nobody says."""
        return self.title_ko if current_code() == "ko" else self.title_en or self.title_ko

    def state(self, moment: datetime) -> State:
        """What its hours say of a moment."""
        return state(read_hours(self.hours), moment)

    @property
    def state_now(self) -> State:
        return self.state(timezone.now())


def consultations_at(
    place_ids: Iterable[int], *, languages: Sequence[str], at: datetime, how: str = ""
) -> dict[int, list[Consultation]]:
    """By place the consultations in any of the languages, spoken in this way if any, that are held at that time."""
    found: dict[int, list[Consultation]] = {}
    ids = list(place_ids)
    if not languages or not ids:
        return found
    held = Consultation.objects.shown_at_places(ids).in_languages(languages, how)
    for one in held.on(in_seoul(at).date()):
        found.setdefault(one.shown_at_id, []).append(one)
    return found
