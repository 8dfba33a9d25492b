"""Reading the community; no account is needed for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from geoportal.accounts.private import private_when_signed_in
from geoportal.community.categories import Community
from geoportal.community.forms import CommentForm, PageQuery, SpaceSearch
from geoportal.community.models import Comment, Post
from geoportal.community.queries import PostQuerySet, may_moderate
from geoportal.community.spaces import (
    Line,
    Space,
    busy_by_city,
    by_language,
    city_of,
    community_of,
    lines,
    spaces_for,
    spaces_of,
    titles,
    written_with,
)
from geoportal.community.writing_views import answer_to

PER_PAGE = 20
COMMENTS_PER_PAGE = 50
NEWEST = 8


@require_safe
@private_when_signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Every city, or every space of a community; a city that was chosen is gone to."""
    form = SpaceSearch(request.GET)
    if not form.is_valid():
        return render(request, "community/index.html", {"form": form, "cities": busy_by_city()}, status=400)
    community = form.cleaned_data["community"]
    if form.cleaned_data["region"]:
        slug = form.cleaned_data["region"].slug
        return redirect("community:space", slug, community) if community else redirect("community:region", slug)
    context: dict[str, object] = {"form": form, "cities": busy_by_city()}
    newest = Post.objects.shown()
    if community:
        context["spaces"] = spaces_for(Community(community))
        newest = newest.filter(community=community)
    found = lines(newest.for_lists().before(None)[:NEWEST])
    context |= {"lines": found, "written_with": written_with(line.title for line in found)}
    return render(request, "community/index.html", context)


@require_safe
@private_when_signed_in
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """The spaces of a city, and what is new in all of them."""
    city = city_of(slug)
    if city.slug != slug:
        return redirect("community:region", city.slug)
    found = lines(Post.objects.shown().in_region(city.slug).for_lists().before(None)[:NEWEST])
    context = {"region": city, "spaces": spaces_of(city), "lines": found}
    context["written_with"] = written_with(line.title for line in found)
    return render(request, "community/region.html", context)


@require_safe
@private_when_signed_in
def space(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The posts of a space, newest first, what is pinned above them."""
    city, community = city_of(slug), community_of(name)
    if city.slug != slug:
        return redirect("community:space", city.slug, name)
    query = PageQuery(request.GET)
    before = query.cleaned_data["before"] if query.is_valid() else None
    posts = Post.objects.shown().in_space(city.slug, community).for_lists()
    found, has_more = _page(posts, before)
    pinned = [] if before else lines(posts.pinned())
    context = {
        "region": city,
        "space": Space(city, community),
        "lines": found,
        "pinned": pinned,
        "written_with": written_with(line.title for line in (*found, *pinned)),
        "older": found[-1].post.pk if has_more else None,
        "is_first": not before,
    }
    return render(request, "community/space.html", context, status=200 if query.is_valid() else 400)


def _page(posts: PostQuerySet, before: int | None) -> tuple[list[Line], bool]:
    """A page of posts that are not pinned, and whether there are more."""
    rows = list(posts.filter(is_pinned=False).before(before)[: PER_PAGE + 1])
    return lines(rows[:PER_PAGE]), len(rows) > PER_PAGE


@require_http_methods(["GET", "HEAD", "POST"])
@private_when_signed_in
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A post with its comments; what is hidden is shown to its author and to moderators alone."""
    found = get_object_or_404(Post.objects.for_lists(), pk=pk)
    is_moderator = may_moderate(request.user, found.region)
    if not (found.is_shown or is_moderator or _is_hidden_and_own(request, found)):
        return render(request, "community/hidden.html", {"post": found, "region": found.region}, status=404)
    answered = answer_to(request, found) if request.method == "POST" else None
    if isinstance(answered, HttpResponse):
        return answered
    form, wait_s = answered or (CommentForm(), 0)
    context = {"post": found, "region": found.region, "is_moderator": is_moderator, "form": form}
    context |= {"title": titles([found])[0], "wait_s": wait_s, **_comments(request, found)}
    status = 429 if wait_s else 400 if form.is_bound else 200
    response = render(request, "community/post.html", context, status=status)
    if wait_s:
        response["Retry-After"] = str(wait_s)
    return response


def _is_hidden_and_own(request: HttpRequest, post: Post) -> bool:
    return bool(request.user.is_authenticated and post.author_id == request.user.pk)


def _comments(request: HttpRequest, post: Post) -> dict[str, object]:
    """The comments of a page, their texts by language, and where the next page begins."""
    query = PageQuery(request.GET)
    after = query.cleaned_data["after"] if query.is_valid() else None
    rows = list(Comment.objects.filter(post=post).for_page().after(after)[: COMMENTS_PER_PAGE + 1])
    shown = rows[:COMMENTS_PER_PAGE]
    texts = [(one.language, one.text) for one in shown if one.is_shown]
    return {
        "comments": shown,
        "younger": shown[-1].pk if len(rows) > COMMENTS_PER_PAGE else None,
        "texts": by_language([(post.language, post.text), *texts]),
        "written_with": written_with([post.language, *(language for language, _ in texts)]),
    }


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """What may be written, and what happens to the rest."""
    return render(request, "community/rules.html")


@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "community/reported.html")
