"""Writing, changing, deleting and reporting."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from geoportal.accounts.private import person
from geoportal.community.categories import Act, Kind, State
from geoportal.community.forms import CommentForm, PostForm, ReportForm, Written
from geoportal.community.limits import REPORTS, is_another_reporter, wait_to_comment, wait_to_post
from geoportal.community.models import Comment, Post
from geoportal.community.queries import may_moderate
from geoportal.community.services import Entry, note, report
from geoportal.community.spaces import Space, city_of, community_of, written_with
from geoportal.core.opened import opened_token
from geoportal.core.throttle import take

TOO_MANY = _("You have written much in a short time. Your text is still here: please send it later.")
TOO_MANY_REPORTS = _("Too much was sent from your connection. Please try again in an hour.")
EITHER = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_http_methods(EITHER)
def new_post(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A new post in a space."""
    city, community = city_of(slug), community_of(name)
    form = PostForm(_posted(request), may_notice=may_moderate(request.user, city))
    wait_s = _wait_s(form, lambda: wait_to_post(request, person(request)))
    if wait_s == 0:
        post = form.create(person(request), city, community)
        if post.kind == Kind.NOTICE:
            note(post, Act.NOTICE, by=person(request))
        return redirect(post)
    return _form_page(request, form, wait_s, region=city, space=Space(city, community))


def answer_to(request: HttpRequest, post: Post) -> HttpResponse | tuple[CommentForm, int]:
    """A new comment: the page to go to, or the form again with the seconds to wait."""
    if not request.user.is_authenticated:
        return redirect_to_login(post.get_absolute_url(), reverse("accounts:sign_in"))
    if not post.is_shown:
        raise PermissionDenied
    form = CommentForm(request.POST)
    wait_s = _wait_s(form, lambda: wait_to_comment(request, person(request)))
    if wait_s == 0:
        return redirect(form.create(person(request), post))
    return form, wait_s or 0


@never_cache
@login_required
@require_http_methods(EITHER)
def edit_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Another text for one's own post."""
    post = _own(request, Post.objects.for_lists(), pk)
    kept = {name: getattr(post, name) for name in ("title", "text", "kind", "language")}
    may_notice = may_moderate(request.user, post.region)
    return _change(request, post, PostForm(_posted(request), initial=kept, may_notice=may_notice))


@never_cache
@login_required
@require_http_methods(EITHER)
def edit_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Another text for one's own comment."""
    comment = _own(request, Comment.objects.select_related("post__region"), pk)
    kept = {"text": comment.text, "language": comment.language}
    return _change(request, comment, CommentForm(_posted(request), initial=kept))


@never_cache
@login_required
@require_http_methods(EITHER)
def delete_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own post, with its comments."""
    post = _own(request, Post.objects.for_lists(), pk)
    return _delete(request, post, after=post.space_url)


@never_cache
@login_required
@require_http_methods(EITHER)
def delete_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own comment."""
    comment = _own(request, Comment.objects.select_related("post__region"), pk)
    return _delete(request, comment, after=comment.post.get_absolute_url())


@never_cache
@require_http_methods(EITHER)
def report_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the moderators of a post, with or without an account."""
    return _report(request, get_object_or_404(Post.objects.shown().for_lists(), pk=pk))


@never_cache
@require_http_methods(EITHER)
def report_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the moderators of a comment, with or without an account."""
    shown = Comment.objects.shown().select_related("author", "post__region")
    return _report(request, get_object_or_404(shown, pk=pk))


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _own(request: HttpRequest, rows: Any, pk: int) -> Any:
    """What the reader wrote themselves; 403 for what somebody else wrote, 404 for what a moderator removed."""
    entry = get_object_or_404(rows, pk=pk)
    if entry.author_id != request.user.pk:
        raise PermissionDenied
    if entry.state == State.REMOVED:
        raise Http404
    return entry


def _wait_s(form: Written, wait: Any) -> int | None:
    """None while the form is to be shown (again); 0 when it may be kept; else after how many seconds it may."""
    if not form.is_bound or not form.is_valid() or form.must_choose:
        return None
    wait_s: int = wait()
    if wait_s:
        form.add_error(None, str(TOO_MANY))
    return wait_s


def _form_page(request: HttpRequest, form: Written, wait_s: int | None, **context: object) -> HttpResponse:
    status = 429 if wait_s else 400 if form.is_bound else 200
    response = render(request, "community/write.html", {"form": form, **context}, status=status)
    if wait_s:
        response["Retry-After"] = str(wait_s)
    return response


def _change(request: HttpRequest, entry: Entry, form: PostForm | CommentForm) -> HttpResponse:
    """Keep the changed text; what is hidden waits for the moderator as it is."""
    if not entry.is_shown:
        raise PermissionDenied
    wait_s = _wait_s(form, lambda: wait_to_comment(request, person(request)))
    if wait_s == 0:
        form.change(entry)  # type: ignore[arg-type]
        return redirect(entry)
    region = entry.region if isinstance(entry, Post) else entry.post.region
    return _form_page(request, form, wait_s, entry=entry, region=region)


def _delete(request: HttpRequest, entry: Entry, *, after: str) -> HttpResponse:
    if request.method == "POST":
        entry.delete()
        return redirect(after)
    region = entry.region if isinstance(entry, Post) else entry.post.region
    return render(
        request,
        "community/delete.html",
        {"entry": entry, "region": region, "after": after, "written_with": written_with([entry.language])},
    )


def _report(request: HttpRequest, entry: Entry) -> HttpResponse:
    form = ReportForm(_posted(request))
    wait_s = 0
    if form.is_bound and (form.is_trapped or form.is_valid()):
        wait_s = take(request, REPORTS)
        if not wait_s:
            if not form.is_trapped and is_another_reporter(request, str(entry)):
                report(entry, form.said)
            return redirect("community:reported")
        form.add_error(None, str(TOO_MANY_REPORTS))
    region = entry.region if isinstance(entry, Post) else entry.post.region
    context: dict[str, object] = {"form": form, "entry": entry, "region": region, "opened": opened_token()}
    context["written_with"] = written_with([entry.language])
    status = 429 if wait_s else 400 if form.is_bound else 200
    response = render(request, "community/report.html", context, status=status)
    if wait_s:
        response["Retry-After"] = str(wait_s)
    return response
