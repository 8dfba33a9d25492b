"""The page of who serves a place: choose a region or share a position, and print the answer as a card."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from geoportal.places.serves_form import ServesPage
from geoportal.places.serving import serving
from geoportal.regions.categories import Level
from geoportal.regions.models import Region

POSITION = ("lat", "lon", "address")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def serves(request: HttpRequest) -> HttpResponse:
    """Who serves. A position comes by POST only, and its answer is not kept; a GET carries a region, to be shared."""
    by_post = request.method == "POST"
    asked = (request.POST if by_post else request.GET).copy()
    if not by_post:
        for name in POSITION:
            asked.pop(name, None)
    form = asked_form(asked, by_post=by_post)
    ready = form.is_bound and form.is_valid()
    where = form.cleaned_data["where"] if ready else None
    day = form.day_asked()
    context = {
        "form": form,
        "day": day,
        "regions": Region.objects.on(day).served_by_city(),
        "where": where,
        "position": form.position() if by_post and where else None,
        "dongs": dongs_of(where, day) if where else [],
        "served": serving(where, day) if where else [],
    }
    return render(request, "places/serves.html", context, status=400 if form.is_bound and form.errors else 200)


def asked_form(asked: QueryDict, *, by_post: bool) -> ServesPage:
    """The form once a place is named; a bare visit, or one with only a day, is asked for one."""
    if by_post or asked.get("region") or asked.get("dong"):
        return ServesPage(asked)
    return ServesPage(initial=asked.dict())


def dongs_of(where: Region, day: date) -> list[Region]:
    """The dongs to choose from, below the region that was chosen."""
    above = where.parent if where.level_name is Level.DONG and where.parent else where
    if above.level_name is Level.PROVINCE:
        return []
    dongs = Region.objects.on(day).of_level(Level.DONG).below(above)
    return list(dongs.for_links().order_by("name_ko"))
