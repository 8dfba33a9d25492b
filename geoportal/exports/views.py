"""Files of the current list of places, and feeds of what has changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from geoportal.core.errors import PortalError
from geoportal.core.forms import checked
from geoportal.core.http import json_response, problem
from geoportal.core.openapi import GEOJSON
from geoportal.exports import feeds
from geoportal.exports.places_file import as_csv, as_geojson
from geoportal.places.forms import PlaceListing

# A file holds one page of the listing; the parameter `page` asks for the next.
PER_FILE = 500


@require_safe
def places_file(request: HttpRequest, form: str) -> HttpResponse:
    """The listing asked for (region, category, box, text) as `csv` or `geojson`, at most 500 places a file."""
    try:
        listing = checked(PlaceListing, request.GET)
    except PortalError as error:
        return problem(error)
    size = listing.cleaned_data["limit"] or PER_FILE
    start = ((listing.cleaned_data["page"] or 1) - 1) * size
    places, on = listing.places()[start : start + size], timezone.localdate().isoformat()
    if form == "csv":
        response = HttpResponse(as_csv(places, on=on), content_type="text/csv; charset=utf-8")
    else:
        response = json_response(as_geojson(places, on=on), media_type=GEOJSON)
    response["Content-Disposition"] = f'attachment; filename="places-{on}.{form}"'
    return response


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
