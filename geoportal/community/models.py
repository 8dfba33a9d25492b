"""What people write to each other, what of it is reported, and what was decided. Nobody's address, position or
nationality is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise

from geoportal.accounts.models import User
from geoportal.community.categories import MAX_COMMENT, MAX_POST, MAX_TITLE, Act, Community, Kind, Reason, State
from geoportal.community.labels import ACTS, COMMUNITIES, KINDS, REASONS
from geoportal.community.queries import CommentQuerySet, PostQuerySet
from geoportal.core.text import MAX_NOTE
from geoportal.regions.models import Region


def choices(vocabulary: Any) -> list[tuple[str, str]]:
    """The values that a column may hold."""
    return [(one.value, one.value) for one in vocabulary]


class Entry(models.Model):
    """Plain text of a person, in the language it was written in; without an author the account is deleted."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="%(class)ss"
    )
    language = models.CharField(max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=choices(State), default=State.SHOWN.value)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_shown(self) -> bool:
        return self.state == State.SHOWN


class Post(Entry):
    """The beginning of a conversation in the space of a region and a community."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    community = models.CharField(max_length=20, choices=choices(Community))
    kind = models.CharField(max_length=8, choices=choices(Kind))
    title = models.CharField(max_length=MAX_TITLE)
    text = models.TextField(max_length=MAX_POST)
    is_pinned = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "moderate")
        indexes = [
            models.Index(fields=["region", "community", "-id"], name="post_of_space"),
            models.Index(fields=["-created_at"], name="post_newest"),
            models.Index(fields=["region", "community"], condition=Q(is_pinned=True), name="post_pinned"),
        ]

    def __str__(self) -> str:
        """Without a word that a person typed: the admin's history keeps it for ever."""
        return f"post {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("community:post", args=[self.pk])

    @property
    def space_url(self) -> str:
        return reverse("community:space", args=[self.region.slug, self.community])

    @property
    def community_label(self) -> Promise:
        return COMMUNITIES[Community(self.community)]

    @property
    def kind_label(self) -> Promise:
        return KINDS[Kind(self.kind)]


class Comment(Entry):
    """An answer to a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments", db_index=False)
    text = models.TextField(max_length=MAX_COMMENT)

    objects = CommentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["post", "id"], name="comment_of_post")]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{reverse('community:post', args=[self.post_id])}#comment-{self.pk}"


class Report(models.Model):
    """That somebody reported a post or a comment, and why; not who."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="reports")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="reports")
    reason = models.CharField(max_length=8, choices=choices(Reason))
    created_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True, comment__isnull=False) | Q(post__isnull=False, comment__isnull=True),
                name="report_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def reason_label(self) -> Promise:
        return REASONS[Reason(self.reason)]


class Decision(models.Model):
    """One line of the log: who did what to which entry or account, when and why. The database refuses to change or
    delete one (migration 0002), so it names rows by their numbers and outlives them."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        User, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+", db_index=False
    )
    act = models.CharField(max_length=16, choices=choices(Act))
    post_id = models.BigIntegerField(null=True)
    comment_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    region = models.ForeignKey(Region, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    reason = models.CharField(max_length=MAX_NOTE, blank=True)

    class Meta:
        default_permissions = ("view",)
        ordering = (F("at").desc(), F("pk").desc())

    def __str__(self) -> str:
        return f"{self.pk} {self.act}"

    @property
    def act_label(self) -> Promise:
        return ACTS[Act(self.act)]
