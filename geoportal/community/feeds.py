"""The newest posts of a space as Atom, in the words of their authors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from geoportal.community.models import Post
from geoportal.community.spaces import Space, city_of, community_of

NEWEST = 30
DELETED = "–"


class SpaceFeed(Feed):
    """Titles and texts as plain text, escaped by the writer of the feed."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, slug: str, name: str) -> Space:
        return Space(city_of(slug), community_of(name))

    def title(self, space: Space) -> str:
        return f"{space.region.name} · {space.label}"

    def subtitle(self, space: Space) -> str:
        return _("What people write to each other, each in their own language.")

    def link(self, space: Space) -> str:
        return reverse("community:space", args=[space.region.slug, space.community.value])

    def items(self, space: Space) -> Any:
        return Post.objects.shown().in_space(space.region.slug, space.community).for_lists().before(None)[:NEWEST]

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        # The summary of an Atom entry is read as HTML.
        return escape(item.text)

    def item_author_name(self, item: Any) -> str:
        return item.author.nickname if item.author else DELETED

    def item_pubdate(self, item: Any) -> datetime:
        moment: datetime = item.created_at
        return moment

    def item_updateddate(self, item: Any) -> datetime:
        moment: datetime = item.edited_at or item.created_at
        return moment
