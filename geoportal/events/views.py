"""Pages of events: the list, and one event."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geoportal.core.errors import PortalError
from geoportal.core.forms import checked
from geoportal.core.http import moved, problem
from geoportal.events.calendar import MEDIA_TYPE, MOST_ENTRIES, calendar
from geoportal.events.forms import EventSearch
from geoportal.events.linked import linked_event
from geoportal.events.models import Event
from geoportal.events.stated import disagreements, said
from geoportal.regions.models import Region
from geoportal.regions.queries import today

PER_PAGE = 20


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """What is on, soonest first."""
    form = EventSearch(request.GET)
    context = {"form": form, "regions": Region.objects.on(today()).served_by_city()}
    if form.is_valid():
        context["page"] = Paginator(form.events(), PER_PAGE).get_page(form.cleaned_data["page"])
    return render(request, "events/list.html", context, status=400 if form.errors else 200)


@require_safe
def event_detail(request: HttpRequest, event_id: int) -> HttpResponse:
    """One event with its sources; a retired one says that it is gone, a twin leads to the event it is."""
    event = get_object_or_404(Event.objects.with_provenance(), pk=event_id)
    if event.same_as_id:
        return moved(request, reverse("events:detail", args=[event.same_as_id]))
    listing = list(Event.objects.listing(event))
    context = {
        "event": event,
        "linked": linked_event(event, url=request.build_absolute_uri(event.get_absolute_url())),
        "is_past": event.ends_on < today(),
        "listing": listing,
        "said": said(listing),
        "disagreements": disagreements(listing),
    }
    return render(request, "events/detail.html", context, status=410 if event.retired_at else 200)


@require_safe
def event_calendar(request: HttpRequest) -> HttpResponse:
    """The coming events by region, category, days and text, for calendars that subscribe; soonest first."""
    try:
        form = checked(EventSearch, request.GET)
    except PortalError as error:
        return problem(error)
    region = form.cleaned_data["region"]
    name = region.name if region else _("Events")
    return _calendar(request, form.events()[:MOST_ENTRIES], name=name)


@require_safe
def event_entry(request: HttpRequest, event_id: int) -> HttpResponse:
    """One event for a calendar; one that is gone or shown as another is not found."""
    event = get_object_or_404(Event.objects.published().with_provenance(), pk=event_id)
    return _calendar(request, [event], name=event.name)


def _calendar(request: HttpRequest, events: Iterable[Event], *, name: str) -> HttpResponse:
    base = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(calendar(events, name=name, base=base), content_type=MEDIA_TYPE)
