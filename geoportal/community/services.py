"""Writing, reporting, deciding, and leaving; what touches more than one row is one transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.community.categories import REPORTERS_TO_HIDE, Act, Kind, Reason, State
from geoportal.community.models import Comment, Decision, Post, Report

Entry = Post | Comment
STATE_AFTER = {Act.HIDE: State.HIDDEN, Act.RESTORE: State.SHOWN, Act.REMOVE: State.REMOVED}


def region_of(entry: Entry) -> int:
    """The id of the region in which it stands."""
    return entry.region_id if isinstance(entry, Post) else entry.post.region_id


def note(entry: Entry, act: Act, *, by: User | None, reason: str = "", account: int | None = None) -> None:
    """A line of the log."""
    Decision.objects.create(
        by=by, act=act, region_id=region_of(entry), reason=reason, account_id=account,
        post_id=entry.pk if isinstance(entry, Post) else entry.post_id,
        comment_id=entry.pk if isinstance(entry, Comment) else None,
    )  # fmt: skip


@transaction.atomic
def report(entry: Entry, reason: Reason) -> bool:
    """Keep one reporter's report; whether it put the entry out of sight. A board's notice stays until it is decided."""
    model = type(entry)
    locked = model._default_manager.select_for_update(of=("self",)).get(pk=entry.pk)
    Report.objects.create(**{model._meta.model_name or "": locked}, reason=reason)
    is_notice = isinstance(locked, Post) and locked.kind == Kind.NOTICE
    if not locked.is_shown or is_notice or locked.reports.filter(handled_at=None).count() < REPORTERS_TO_HIDE:
        return False
    model._default_manager.filter(pk=locked.pk).update(state=State.HIDDEN)
    note(locked, Act.REPORTED_AWAY, by=None)
    return True


@transaction.atomic
def decide(entry: Entry, act: Act, *, by: User, reason: str) -> None:
    """Hide, restore or remove; its reports are handled. What is removed is not restored."""
    now = timezone.now()
    rows = type(entry)._default_manager.filter(pk=entry.pk).exclude(state=State.REMOVED)
    if rows.update(state=STATE_AFTER[act], decided_at=now):
        entry.reports.filter(handled_at=None).update(handled_at=now)
        note(entry, act, by=by, reason=reason)


@transaction.atomic
def pin(post: Post, is_pinned: bool, *, by: User) -> None:
    """Put a post at the top of its space, or no longer."""
    if Post.objects.filter(pk=post.pk).exclude(is_pinned=is_pinned).update(is_pinned=is_pinned):
        note(post, Act.PIN if is_pinned else Act.UNPIN, by=by)


@transaction.atomic
def close_account(entry: Entry, *, by: User, reason: str) -> bool:
    """The author signs in no more; what they wrote is decided by itself. False for staff, and where there is none."""
    closed = User.objects.filter(pk=entry.author_id or 0, is_staff=False, is_active=True).update(is_active=False)
    if closed:
        note(entry, Act.CLOSE_ACCOUNT, by=by, reason=reason, account=entry.author_id)
    return bool(closed)


@transaction.atomic
def delete_account(user: User, *, keeps_posts: bool) -> None:
    """Delete an account; what it wrote goes with it, or stays without a name. What is removed goes in any case."""
    mine = Q(author=user)
    if keeps_posts:
        mine &= ~Q(state=State.SHOWN)
    Comment.objects.filter(mine).delete()
    Post.objects.filter(mine).delete()
    user.delete()


def own_words(user: User) -> dict[str, Any]:
    """All that the portal holds of a person, for them to take along."""
    posts = Post.objects.of(user).select_related("region").defer("region__geom").order_by("pk")
    return {
        "nickname": user.nickname,
        "joined_on": user.joined_on,
        "email": user.email,
        "posts": [
            {
                "id": post.pk, "region": post.region.slug, "community": post.community, "kind": post.kind,
                "title": post.title, **_words(post),
            }
            for post in posts
        ],
        "comments": [
            {"id": one.pk, "post": one.post_id, **_words(one)} for one in Comment.objects.of(user).order_by("pk")
        ],
    }  # fmt: skip


def _words(entry: Entry) -> dict[str, Any]:
    return {
        "text": entry.text, "language": entry.language, "written_at": entry.created_at, "edited_at": entry.edited_at,
        "state": entry.state,
    }  # fmt: skip


@transaction.atomic
def forget_removed(*, older_than_days: int) -> int:
    """Delete what moderators removed so long ago; how many entries. The log stays."""
    limit = timezone.now() - timedelta(days=older_than_days)
    comments, _ = Comment.objects.removed_before(limit).delete()
    posts = Post.objects.removed_before(limit)
    number = posts.count()
    posts.delete()
    return number + comments
