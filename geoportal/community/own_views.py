"""One's own account: what is held, to take along, and to leave."""

from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from geoportal.accounts.private import person
from geoportal.community.forms import LeaveForm
from geoportal.community.models import Comment, Post
from geoportal.community.services import delete_account, own_words
from geoportal.community.spaces import lines, written_with
from geoportal.core.http import json_response
from geoportal.core.throttle import Limit, take

SHOWN = 50
# Guesses of the password by whoever holds a device that is signed in.
LEAVES = Limit("leave", times=10, window_s=3600)
DOWNLOADS = Limit("own-words", times=20, window_s=3600)
TOO_MANY = _("Too many tries from your connection. Please wait a while and try again.")


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the reader wrote, and what can be done with the account."""
    posts = Post.objects.of(request.user).for_lists().before(None)[:SHOWN]
    comments = Comment.objects.of(request.user).before(None)[:SHOWN]
    found = lines(posts)
    fonts = written_with([*(line.title for line in found), *(one.language for one in comments)])
    return render(request, "community/mine.html", {"lines": found, "comments": comments, "written_with": fonts})


@never_cache
@login_required
@require_safe
def mine_json(request: HttpRequest) -> HttpResponse:
    """All that is held of the reader, as a file."""
    wait_s = take(request, DOWNLOADS, who=f"account:{request.user.pk}")
    if wait_s:
        return HttpResponse(status=429, headers={"Retry-After": str(wait_s)})
    response = json_response(own_words(person(request)))
    response["Content-Disposition"] = 'attachment; filename="my-words.json"'
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Delete the account; staff are deleted by the operator, who then knows of it."""
    if request.user.is_staff:
        return render(request, "community/leave.html", {"is_staff": True}, status=403)
    wait_s = take(request, LEAVES, who=f"account:{request.user.pk}") if request.method == "POST" else 0
    form = LeaveForm(request.POST if request.method == "POST" else None, user=request.user)
    if wait_s:
        form = LeaveForm(None, user=request.user)
    elif form.is_bound and form.is_valid():
        user = person(request)
        logout(request)
        delete_account(user, keeps_posts=form.keeps_posts)
        return redirect("community:left")
    context = {"form": form, "too_many": TOO_MANY if wait_s else ""}
    response = render(request, "community/leave.html", context, status=429 if wait_s else 400 if form.is_bound else 200)
    if wait_s:
        response["Retry-After"] = str(wait_s)
    return response


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """The account is gone."""
    return render(request, "community/left.html")
