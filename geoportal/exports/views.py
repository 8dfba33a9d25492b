"""Files of the current list of places, and feeds of what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from geoportal.core.errors import PortalError
from geoportal.core.forms import checked
from geoportal.core.http import json_response, problem
from geoportal.core.openapi import GEOJSON
from geoportal.exports import feeds
from geoportal.exports.places_file import as_csv, as_geojson
from geoportal.places.forms import PlaceListing, PlaceSearch
from geoportal.places.models import Place

# A file holds one page of the listing; the parameter `page` asks for the next.
PER_FILE = 500


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def places_file(request: HttpRequest, form: str) -> HttpResponse:
    """A search as `csv` or `geojson`, at most 500 places a file: a listing by GET, a nearest search by POST.

    Both take every filter. A position comes by POST only and is made coarse; nothing is changed, so no CSRF token
    is asked for.
    """
    try:
        places = nearest(request.POST) if request.method == "POST" else listed(request.GET)
    except PortalError as error:
        return problem(error)
    on = timezone.localdate().isoformat()
    if form == "csv":
        response = HttpResponse(as_csv(places, on=on), content_type="text/csv; charset=utf-8")
    else:
        response = json_response(as_geojson(places, on=on), media_type=GEOJSON)
    response["Content-Disposition"] = f'attachment; filename="places-{on}.{form}"'
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response


def listed(asked: QueryDict) -> Iterable[Place]:
    """One page of the listing."""
    listing = checked(PlaceListing, asked)
    size = listing.cleaned_data["limit"] or PER_FILE
    start = ((listing.cleaned_data["page"] or 1) - 1) * size
    return listing.places()[start : start + size]


def nearest(asked: QueryDict) -> Iterable[Place]:
    """The places of a nearest search in its order, each with its `distance_m`."""
    search = checked(PlaceSearch, asked)
    wanted = replace(search.search(), limit=search.cleaned_data["limit"] or PER_FILE)
    found = Place.objects.near(search.where().point, wanted)
    metres = {place.id: round(place.distance_m) for place in found.places}
    rows = Place.objects.filter(pk__in=metres).with_provenance().told_at(found.at).in_bulk()
    for pk, distance_m in metres.items():
        rows[pk].distance_m = distance_m
    return [rows[pk] for pk in metres]


@require_safe
def changes_json(request: HttpRequest) -> HttpResponse:
    """The newest changes as JSON Feed."""
    base = request.build_absolute_uri("/").rstrip("/")
    feed = feeds.as_json_feed(feeds.newest(), base=base, here=base + request.path)
    return json_response(feed, media_type="application/feed+json")


@require_safe
def changes_atom(request: HttpRequest) -> HttpResponse:
    """The newest changes as Atom."""
    base = request.build_absolute_uri("/").rstrip("/")
    now = timezone.now().isoformat()
    feed = feeds.as_atom(feeds.newest(), base=base, here=base + request.path, now=now)
    return HttpResponse(feed, content_type="application/atom+xml")
