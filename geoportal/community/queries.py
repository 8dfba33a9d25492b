"""Questions asked of posts, comments, reports, and of who may moderate what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from geoportal.community.categories import Community, State
from geoportal.places.bounds import bound_to, within_bounds
from geoportal.regions.models import Region

RECENT = timedelta(days=30)


class EntryQuerySet(models.QuerySet[Any]):
    """What people wrote, posts and comments alike."""

    def shown(self) -> Self:
        return self.filter(state=State.SHOWN)

    def of(self, user: Any) -> Self:
        """Those of a person."""
        return self.filter(author=user.pk)

    def before(self, pk: int | None) -> Self:
        """Older than this one, newest first; from the newest on without one."""
        return (self.filter(pk__lt=pk) if pk else self).order_by("-pk")

    def after(self, pk: int | None) -> Self:
        """Younger than this one, oldest first; from the oldest on without one."""
        return (self.filter(pk__gt=pk) if pk else self).order_by("pk")

    def waiting(self) -> Self:
        """Those that a moderator has to look at: reported or hidden."""
        return self.filter(
            Q(reports__handled_at__isnull=True, reports__isnull=False) | Q(state=State.HIDDEN)
        ).distinct()

    def counted(self) -> Self:
        """With `open_reports`: reports that nobody has handled."""
        return self.annotate(open_reports=Count("reports", filter=Q(reports__handled_at__isnull=True)))

    def removed_before(self, moment: datetime) -> Self:
        return self.filter(state=State.REMOVED, decided_at__lt=moment)


class PostQuerySet(EntryQuerySet):
    """Posts; a region is asked for by its slug, which its editions share."""

    def for_lists(self) -> Self:
        """With author and region, without outlines, and with the number of comments that are shown."""
        comments = self.model._meta.get_field("comments").related_model._default_manager
        shown = comments.filter(post=OuterRef("pk"), state=State.SHOWN).order_by().values("post")
        number = Coalesce(Subquery(shown.annotate(number=Count("pk")).values("number")), 0)
        return self.select_related("author", "region").defer("region__geom").annotate(answers=number)

    def in_region(self, slug: str) -> Self:
        return self.filter(region__slug=slug)

    def in_space(self, slug: str, community: Community) -> Self:
        return self.filter(region__slug=slug, community=community)

    def pinned(self) -> Self:
        return self.filter(is_pinned=True).order_by("-pk")

    def recent_by_space(self, **space: str) -> models.QuerySet[Any, dict[str, Any]]:
        """Rows of `region__slug`, `community`, `posts` and `last_at` of the last 30 days, the busiest first."""
        recent = self.filter(created_at__gt=timezone.now() - RECENT, **space)
        counted = recent.values("region__slug", "community").annotate(posts=Count("pk"), last_at=Max("created_at"))
        return counted.order_by("-posts", "-last_at")

    def moderated_by(self, user: Any) -> Self:
        """Those of the regions that the user's roles are for."""
        return within_bounds(self, user, "region")  # type: ignore[no-any-return]


class CommentQuerySet(EntryQuerySet):
    """Comments; one is where its post is."""

    def for_page(self) -> Self:
        return self.select_related("author")

    def moderated_by(self, user: Any) -> Self:
        return within_bounds(self, user, "post__region")  # type: ignore[no-any-return]


def may_moderate(user: Any, region: Region) -> bool:
    """Whether this person is of the region's board, or looks after every region."""
    if not (user.is_active and user.is_staff and user.has_perm("community.moderate_post")):
        return False
    units = bound_to(user)
    return units is None or region.pk in units
