"""What the assistant keeps: passages it may quote; questions left for people; what nobody could answer; and, with
consent alone and for a time, a conversation."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from geoportal.assistant.categories import Case, PassageKind, Reason
from geoportal.assistant.queries import ConsultationQuerySet, ConversationQuerySet, PassageQuerySet, UnansweredQuerySet
from geoportal.regions.models import Region

MAX_QUESTION = 2000
MAX_ANSWER = 4000


class Passage(models.Model):
    """A text of a guide page that answers or asks something, in one language.

    `anchor` is the place in the page (`faq-2`, `section-3`); `vector` holds 384 float32, null until the model has
    read the text.
    """

    slug = models.SlugField(max_length=255)
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in PassageKind])
    anchor = models.CharField(max_length=40)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    vector = models.BinaryField(null=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "language", "anchor"], name="passage_once"),
        ]
        indexes = [models.Index(fields=["digest"], name="passage_digest")]

    def __str__(self) -> str:
        return f"{self.slug} {self.language} {self.anchor}"


class Consultation(models.Model):
    """A question left for the counsellors of a region, redacted; who asked is not known.

    The one who holds `token` can read the answer, and delete it all. `keep_until` is the day on which it goes anyway.
    """

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=20)
    question = models.TextField(max_length=MAX_QUESTION)
    answer = models.TextField(max_length=MAX_ANSWER, blank=True)
    answer_language = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Case], default=Case.OPEN.value)
    asked_at = models.DateTimeField(auto_now_add=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField()

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "counsel")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=Case.OPEN.value, claimed_at__isnull=True) | ~Q(state=Case.OPEN.value),
                name="consultation_open_is_unclaimed",
            ),
            models.CheckConstraint(
                condition=~Q(state=Case.ANSWERED.value) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="consultation_answered_has_answer",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="consultation_queue")]

    def __str__(self) -> str:
        """Without a word that a person typed: the admin's history keeps it for ever."""
        return f"{self.asked_at:%Y-%m-%d} {self.language}"


class Unanswered(models.Model):
    """What somebody asked and got no answer, or a bad one: redacted, with the region and the day, and no more."""

    question = models.CharField(max_length=500)
    language = models.CharField(max_length=20)
    region = models.ForeignKey(Region, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Reason])
    times = models.PositiveIntegerField(default=1)
    asked_on = models.DateField()

    objects = UnansweredQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "language", "region", "reason"], name="unanswered_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["-asked_on"], name="unanswered_newest")]

    def __str__(self) -> str:
        return f"{self.asked_on} {self.language} {self.reason}"


class Conversation(models.Model):
    """A conversation that its reader asked to keep; the address of its page is all that leads to it."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keep_until = models.DateField()

    objects = ConversationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"until {self.keep_until}"


class Turn(models.Model):
    """One question, redacted, and its answer."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    language = models.CharField(max_length=20)
    question = models.TextField(max_length=MAX_QUESTION)
    answer = models.TextField()
    ai_generated = models.BooleanField()
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} {self.language}"


class ModelSpending(models.Model):
    """Tokens that the model may have taken on a day of Korea, those of questions that it did not answer among them."""

    day = models.DateField(primary_key=True)
    tokens = models.PositiveBigIntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}: {self.tokens}"
