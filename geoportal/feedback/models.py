"""What residents report and suggest. Nothing of who they are or where they were is kept."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from geoportal.core.text import MAX_NOTE
from geoportal.feedback.categories import Kind, State
from geoportal.feedback.queries import HandledQuerySet, ReportQuerySet, StewardQuerySet
from geoportal.places.categories import CATEGORY_OF_ID, Category
from geoportal.places.models import Place
from geoportal.regions.models import Region

MAX_TEXT = 1000
PENDING_OR_DATED = Q(state=State.OPEN.value, handled_at__isnull=True) | (
    ~Q(state=State.OPEN.value) & Q(handled_at__isnull=False)
)


class Handled(models.Model):
    """A text that a moderator accepts or rejects, with a note; the reader's language when it was typed."""

    text = models.TextField(max_length=MAX_TEXT, blank=True)
    language = models.CharField(max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in State], default=State.OPEN.value)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=MAX_NOTE, blank=True)

    class Meta:
        abstract = True
        default_permissions = ("view", "moderate")
        constraints = [models.CheckConstraint(condition=PENDING_OR_DATED, name="%(class)s_handled_with_a_date")]


class Report(Handled):
    """A problem with a place; the place is gone from the row only when it left the database."""

    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, related_name="reports", db_index=False)
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Kind])

    objects = ReportQuerySet.as_manager()

    class Meta(Handled.Meta):
        indexes = [models.Index(fields=["place", "kind", "state"], name="report_alike")]

    def __str__(self) -> str:
        """Without a word that a person typed: the admin's history keeps it for ever."""
        return f"{self.pk} {self.kind}"


class Suggestion(Handled):
    """A place that is missing. The address is the place's, as typed; nobody's position is asked for."""

    name = models.CharField(max_length=120, blank=True)
    category_id = models.PositiveSmallIntegerField()
    address = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Region, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    phone = models.CharField(max_length=40, blank=True)
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    objects = HandledQuerySet.as_manager()

    class Meta(Handled.Meta):
        indexes = [models.Index(fields=["state", "-created_at"], name="suggestion_queue")]

    def __str__(self) -> str:
        """Without a word that a person typed: the admin's history keeps it for ever."""
        return f"{self.pk} {self.category}"

    @property
    def category(self) -> Category:
        return CATEGORY_OF_ID[self.category_id]


class Steward(models.Model):
    """A person of an organization, and a place of theirs: what they propose of it goes to a moderator."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="stewards")
    since = models.DateField(auto_now_add=True)

    objects = StewardQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="steward_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.place_id}"


class Proposal(Handled):
    """What an organization says is right at its own place: values by `Corrected`, in its shapes."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="proposals")
    values = models.JSONField()
    url = models.URLField(max_length=500, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    objects = HandledQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.pk} {self.place_id}"
