"""What the assistant keeps: passages that it may quote, each with its meaning as numbers."""

from __future__ import annotations

from django.db import models

from geoportal.assistant.categories import PassageKind
from geoportal.assistant.queries import PassageQuerySet


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


class ModelSpending(models.Model):
    """Tokens that the model may have taken on a day of Korea, those of questions that it did not answer among them."""

    day = models.DateField(primary_key=True)
    tokens = models.PositiveBigIntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}: {self.tokens}"
