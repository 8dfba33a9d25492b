"""The assistant's pages: ask, leave a question for a person, what is kept of a conversation."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from geoportal.assistant import keeping
from geoportal.assistant.answering import answered_whole
from geoportal.assistant.categories import Reason
from geoportal.assistant.forms import Ask, LeaveQuestion, Rating
from geoportal.assistant.limits import HANDOVERS, RATINGS, allowance, wait_s, within_limits
from geoportal.assistant.models import Consultation, Conversation
from geoportal.assistant.streaming import EVENT_STREAM, streamed_page
from geoportal.assistant.suggestions import suggestions
from geoportal.core.errors import TooManyRequests
from geoportal.core.languages import current_code
from geoportal.regions.models import Region
from geoportal.regions.queries import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """The question and, below it, the answer; with `Accept: text/event-stream` the answer as it comes about."""
    if request.method != "POST":
        return _page(request, Ask(initial={"region": request.GET.get("region", "")}))
    form = Ask(request.POST)
    try:
        within_limits(request)
    except TooManyRequests as error:
        form.add_error(None, error.detail)
        response = _page(request, form, status=429)
        response["Retry-After"] = str(error.wait_s)
        return response
    if not form.is_valid():
        return _page(request, form, status=400)
    question = form.asked()
    if EVENT_STREAM in request.headers.get("Accept", ""):
        return streamed_page(request, question, kept=_kept_token(form), keep=form.cleaned_data["keep"])
    answer = answered_whole(question, allowance(request))
    kept = keeping.keep_turn(_kept_token(form), question, answer) if form.cleaned_data["keep"] else None
    if answer.refused:
        keeping.note_gap(question, Reason.UNKNOWN)
    return _page(request, form, question=question, answer=answer, kept=kept)


def _page(request: HttpRequest, form: Ask, *, status: int = 200, **context: Any) -> HttpResponse:
    regions = Region.objects.on(today()).served_by_city()
    shown = {
        "form": form,
        "regions": regions,
        "suggestions": suggestions(current_code()),
        "keep_days": settings.ASSISTANT_KEEP_DAYS,
        **context,
    }
    return render(request, "assistant/ask.html", shown, status=status)


def _kept_token(form: Ask) -> uuid.UUID | None:
    return form.cleaned_data["kept"] or None


@never_cache
@require_POST
def rate(request: HttpRequest) -> HttpResponse:
    """Thumbs up or down; a question that was answered badly goes, redacted, to the editors' list."""
    form = Rating(request.POST)
    if form.is_valid() and not wait_s(request, RATINGS) and form.cleaned_data["helpful"] == "no":
        keeping.note_gap(form.asked(), Reason.UNHELPFUL)
    return render(request, "assistant/rated.html", {"valid": form.is_valid()}, status=200 if form.is_valid() else 400)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def human(request: HttpRequest) -> HttpResponse:
    """A question left for the counsellors of a region; the page that follows is the only way back to it."""
    form = LeaveQuestion(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        wait = wait_s(request, HANDOVERS) if form.is_valid() else 0
        if form.is_valid() and not wait:
            left = form.save(current_code())
            return redirect("assistant:left", left.token)
        status = 429 if wait else 400
        if wait:
            form.add_error(None, _("You have left several questions. Try again later, or call 1345."))
    regions = Region.objects.on(today()).served_by_city()
    shown = {"form": form, "regions": regions, "keep_days": settings.ASSISTANT_KEEP_DAYS}
    return render(request, "assistant/human.html", shown, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def left(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """A question that was left, with its answer when there is one; a POST deletes it."""
    consultation = get_object_or_404(Consultation.objects.kept().select_related("region"), pk=token)
    if request.method == "POST":
        consultation.delete()
        return redirect("assistant:deleted")
    return render(request, "assistant/left.html", {"consultation": consultation})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """A conversation that its reader asked to keep; a POST deletes it."""
    conversation = get_object_or_404(Conversation.objects.kept().prefetch_related("turns"), pk=token)
    if request.method == "POST":
        conversation.delete()
        return redirect("assistant:deleted")
    return render(request, "assistant/kept.html", {"conversation": conversation})


@never_cache
def deleted(request: HttpRequest) -> HttpResponse:
    """What was asked to be deleted is."""
    return render(request, "assistant/deleted.html", {"ask": reverse("assistant:ask")})
