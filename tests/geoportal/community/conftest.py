"""A member of the community, posts, and moderators of one city or of all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.community.models import Post
from geoportal.core.opened import opened_token

BACKEND = "django.contrib.auth.backends.ModelBackend"
PASSWORD = "a long enough word"


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> Iterator[None]:
    """No limit and no translation of another test."""
    cache.clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_limit")
    yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def opened(**values: str) -> dict[str, str]:
    """What a form without an account sends, opened a while ago."""
    return {"opened": opened_token(time.time() - 20), "website": "", **values}


def old_member(nickname: str, **fields: Any) -> User:
    """Somebody who joined long ago."""
    user = User.objects.create_user(nickname, PASSWORD, **fields)
    User.objects.filter(pk=user.pk).update(joined_on=timezone.localdate() - timedelta(days=60))
    user.refresh_from_db()
    return user


@pytest.fixture
def member(db: None) -> User:
    return old_member("Lan")


@pytest.fixture
def member_client(member: User) -> Client:
    return signed_in(member)


@pytest.fixture
def write(province: Any) -> Callable[..., Post]:
    """A function that makes one post, in Ansan for Vietnam unless told otherwise."""

    def make(*, region: str = "ansan", **fields: Any) -> Post:
        values = {
            "region": province.regions[region], "community": "vietnam", "kind": "question", "title": "Hỏi về thẻ",
            "text": "Gia hạn ở đâu?", "language": "vi",
        } | fields  # fmt: skip
        return Post.objects.create(**values)

    return make


@pytest.fixture
def moderator(db: None) -> Callable[..., User]:
    """A function that makes somebody of staff: of the board of a city, or of every city without one."""

    def make(nickname: str, city: str = "") -> User:
        user = old_member(nickname, is_staff=True)
        codes = ("view_post", "moderate_post", "view_decision")
        user.user_permissions.set(Permission.objects.filter(content_type__app_label="community", codename__in=codes))
        if city:
            user.groups.add(board_of(city))
        return user

    return make


def board_of(city: str) -> Group:
    """A group that is bound to the city's section among the guides, as `geoportal board_roles` makes it."""
    from wagtail.models import GroupPagePermission, Locale, Page

    Locale.objects.get_or_create(language_code="ko")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = root.get_children().filter(slug="guides-home").first()
    if home is None:
        home = root.add_child(instance=Page(title="Guides", slug="guides-home"))
    section = home.get_children().filter(slug=city).first() or home.add_child(instance=Page(title=city, slug=city))
    group, _ = Group.objects.get_or_create(name=f"board {city}")
    seeing = Permission.objects.get(content_type__app_label="wagtailcore", codename="view_page")
    GroupPagePermission.objects.get_or_create(group=group, page=section, permission=seeing)
    return group
