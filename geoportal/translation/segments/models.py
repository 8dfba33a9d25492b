"""Versions of source texts, and what is known of their translations."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import String, StringTranslation, TranslationContext

from geoportal.translation.categories import Status


class SegmentVersion(models.Model):
    """A text that stands or stood at one place of a page. Texts of one `major` say the same: a minor change keeps it.

    `position` is the text's place among those of its context (rich text has several).
    """

    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="versions")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="versions")
    major = models.PositiveIntegerField()
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followed_by")
    is_current = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["context", "string"], name="segment_version_once"),
            models.CheckConstraint(condition=Q(major__gte=1), name="segment_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.context_id} v{self.major}"

    @property
    def is_minor(self) -> bool:
        """Whether it says the same as the text it follows."""
        return self.follows is not None and self.follows.major == self.major


class SegmentTranslation(models.Model):
    """What is known of a translation beside its text: holds as long as `digest` is that of the text.

    A translation that somebody wrote past the portal's own desk has no valid row, and counts as made of the very text
    it is stored for, by a machine or a person as wagtail-localize says.
    """

    translation = models.OneToOneField(StringTranslation, on_delete=models.CASCADE, related_name="known")
    made_from = models.ForeignKey(SegmentVersion, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=[(status.value, status.value) for status in Status])
    digest = models.CharField(max_length=32)
    # The person's name, the file's kind or the engine.
    made_by = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Kept when the account goes.
    reviewer = models.CharField(max_length=80, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        permissions = [
            ("translate_segments", _("May translate texts of pages")),
            ("review_segments", _("May mark translations as reviewed")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[status.value for status in Status]), name="segment_translation_kind_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind="reviewed") & ~Q(reviewer="") & Q(reviewed_on__isnull=False))
                | (~Q(kind="reviewed") & Q(reviewer="") & Q(reviewed_on__isnull=True)),
                name="segment_translation_reviewed_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_id} {self.kind}"
