"""Which space an address means, and what a list of posts shows of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import Http404
from django.utils.functional import Promise

from geoportal.community.categories import Community
from geoportal.community.labels import COMMUNITIES
from geoportal.community.models import Post
from geoportal.core.languages import Language, current_code, language_of
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today
from geoportal.translation.fragments import Fragment, fragments


class Space(NamedTuple):
    """The board of a region for a community; it is there without a row of its own."""

    region: Region
    community: Community
    recent: int = 0

    @property
    def label(self) -> Promise:
        return COMMUNITIES[self.community]


class Line(NamedTuple):
    """A post in a list, its title in the reader's language as far as there is one."""

    post: Any
    title: Fragment


def cities() -> list[Region]:
    """The si and gun of today by Korean name."""
    found = Region.objects.on(today()).of_gyeonggi().of_level(Level.SIGUN).for_links()
    return list(found.order_by("name_ko"))


def city_of(slug: str) -> Region:
    """The si or gun of a slug, also of a slug of its gu; 404 for anything else."""
    found = Region.objects.on(today()).served().filter(slug=slug).for_links().first()
    if found is None:
        raise Http404
    return found.parent if found.level == LEVEL_IDS[Level.GU] and found.parent else found


def community_of(name: str) -> Community:
    """The community of an address; 404 for one that there is not."""
    try:
        return Community(name)
    except ValueError:
        raise Http404 from None


def spaces_of(region: Region) -> list[Space]:
    """Every space of a region, that for everyone first, then the busiest."""
    rows = Post.objects.shown().recent_by_space(region__slug=region.slug)
    recent = {Community(row["community"]): row["posts"] for row in rows}
    found = [Space(region, one, recent.get(one, 0)) for one in Community]
    return sorted(found, key=lambda space: (space.community is not Community.ALL, -space.recent))


def spaces_for(community: Community) -> list[Space]:
    """The spaces of a community in every region, the busiest first."""
    rows = Post.objects.shown().recent_by_space(community=community.value)
    recent = {row["region__slug"]: row["posts"] for row in rows}
    found = [Space(city, community, recent.get(city.slug, 0)) for city in cities()]
    return sorted(found, key=lambda space: -space.recent)


def busy_by_city() -> list[tuple[Region, int]]:
    """Every si and gun with the number of its recent posts."""
    recent: dict[str, int] = defaultdict(int)
    for row in Post.objects.shown().recent_by_space():
        recent[row["region__slug"]] += row["posts"]
    return [(city, recent[city.slug]) for city in cities()]


def lines(posts: Iterable[Any]) -> list[Line]:
    """Posts with their titles; one look into the memory for each language that they are written in."""
    posts = list(posts)
    return [Line(post, title) for post, title in zip(posts, titles(posts), strict=True)]


def titles(posts: list[Any]) -> list[Fragment]:
    """The titles as they stand in the page's language; the worker is asked for those that are not known."""
    found: dict[tuple[str, str], Fragment] = {}
    for language, texts in by_language((post.language, post.title) for post in posts):
        known = fragments(texts, source=language, target=current_code())
        found |= {(language, text): one for text, one in known.items()}
    return [found[post.language, post.title] for post in posts]


def written_with(texts: Iterable[Fragment | str]) -> list[Language]:
    """A language for each script that these titles, and texts in these languages, need a font for."""
    found = [language_of(one) if isinstance(one, str) else one.language for one in texts]
    return list({language.font: language for language in found if language.font}.values())


def by_language(texts: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Texts by the language that they are written in."""
    found: dict[str, list[str]] = defaultdict(list)
    for language, text in texts:
        found[language].append(text)
    return list(found.items())
