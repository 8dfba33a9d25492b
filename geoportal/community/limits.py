"""How much one account may write, a new one less; counted for all workers together."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from geoportal.accounts.models import User
from geoportal.core.throttle import Limit, is_first, take
from geoportal.regions.queries import today

HOUR, DAY = 3600, 24 * 3600
NEW_FOR = timedelta(days=7)
POSTS_OF_NEW = (Limit("post-new-hour", times=3, window_s=HOUR), Limit("post-new-day", times=8, window_s=DAY))
POSTS = (Limit("post-hour", times=10, window_s=HOUR), Limit("post-day", times=40, window_s=DAY))
# Changing what one wrote counts as a comment.
COMMENTS_OF_NEW = (Limit("comment-new-hour", times=20, window_s=HOUR), Limit("comment-new-day", times=60, window_s=DAY))
COMMENTS = (Limit("comment-hour", times=60, window_s=HOUR), Limit("comment-day", times=300, window_s=DAY))
REPORTS = Limit("community-report", times=10, window_s=HOUR)
# So long one reporter counts once for the same text.
REPORTED_ONCE_S = 90 * DAY


def is_new(user: User) -> bool:
    return today() - user.joined_on < NEW_FOR


def wait_to_post(request: HttpRequest, user: User) -> int:
    """0 when this account may post now, else in how many seconds."""
    return _wait(request, user, POSTS_OF_NEW if is_new(user) else POSTS)


def wait_to_comment(request: HttpRequest, user: User) -> int:
    """0 when this account may comment now, else in how many seconds."""
    return _wait(request, user, COMMENTS_OF_NEW if is_new(user) else COMMENTS)


def is_another_reporter(request: HttpRequest, what: str) -> bool:
    """Whether neither this connection nor this account has reported it before."""
    is_new_line = is_first(request, "reported", what, within_s=REPORTED_ONCE_S)
    if not request.user.is_authenticated:
        return is_new_line
    is_new_account = is_first(request, "reported", what, within_s=REPORTED_ONCE_S, who=_name(request.user))
    return is_new_line and is_new_account


def _wait(request: HttpRequest, user: User, limits: tuple[Limit, ...]) -> int:
    return max(take(request, limit, who=_name(user)) for limit in limits)


def _name(user: User) -> str:
    return f"account:{user.pk}"
