"""Pages to report a problem with a place and to suggest a missing one; no account, no script needed."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from geoportal.core.http import moved
from geoportal.core.opened import opened_token
from geoportal.core.throttle import Limit, is_first, take, undo_first
from geoportal.feedback.forms import ReportForm, SuggestionForm, Typed
from geoportal.places.models import Place
from geoportal.regions.models import Region
from geoportal.regions.queries import today

REPORTS = Limit("report", times=10, window_s=3600)
SUGGESTIONS = Limit("suggestion", times=5, window_s=3600)
# The same words on the same place from one connection are one report, however often they are sent within a day.
ONCE_S = 24 * 3600
TOO_MANY = _("Too much was sent from your connection. Your text is still here: please send it again in an hour.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, place_id: int) -> HttpResponse:
    """A problem with one place; a row shown as part of another place is reported there."""
    place = get_object_or_404(Place.objects.filter(retired_at__isnull=True).select_related("source"), pk=place_id)
    if place.same_as_id:
        return moved(request, reverse("feedback:report", args=[place.same_as_id]))
    form = ReportForm(request.POST if request.method == "POST" else None)
    wait_s = _wait_s(request, form, REPORTS)
    if wait_s == 0:
        if not form.is_trapped:
            _keep_once(request, form, place)
        return redirect("feedback:reported", place.pk)
    return _form_page(request, "feedback/report.html", form, wait_s=wait_s, place=place)


def _keep_once(request: HttpRequest, form: ReportForm, place: Place) -> None:
    """Keep the report, but not a second time when it is sent twice."""
    what = ("report", str(place.pk), form.cleaned_data["kind"], form.cleaned_data["text"])
    if not is_first(request, *what, within_s=ONCE_S):
        return
    try:
        form.save(place)
    except DatabaseError:
        undo_first(request, *what)
        raise


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """A place that is missing."""
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    wait_s = _wait_s(request, form, SUGGESTIONS)
    if wait_s == 0:
        if not form.is_trapped:
            form.save()
        return redirect("feedback:suggested")
    regions = Region.objects.on(today()).served_by_city()
    return _form_page(request, "feedback/suggest.html", form, wait_s=wait_s, regions=regions)


def _wait_s(request: HttpRequest, form: Typed, limit: Limit) -> int | None:
    """None while the form is to be shown (again); 0 when it may be kept; else after how many seconds it may."""
    if not form.is_bound or not (form.is_valid() or form.is_trapped):
        return None
    wait_s = take(request, limit)
    if wait_s:
        form.add_error(None, str(TOO_MANY))
    return wait_s


def _form_page(
    request: HttpRequest, template: str, form: Typed, *, wait_s: int | None, **context: object
) -> HttpResponse:
    """The form with all that was typed; the moment of opening is taken anew, so that it can be sent again."""
    status = 429 if wait_s else 400 if form.is_bound else 200
    response = render(request, template, {"form": form, "opened": opened_token(), **context}, status=status)
    if wait_s:
        response["Retry-After"] = str(wait_s)
    return response


@require_safe
def reported(request: HttpRequest, place_id: int) -> HttpResponse:
    """Thanks, and what happens next."""
    place = get_object_or_404(Place.objects.select_related("source"), pk=place_id)
    return render(request, "feedback/thanks.html", {"place": place})


@require_safe
def suggested(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "feedback/thanks.html")
