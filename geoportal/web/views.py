"""The site's own pages: home, regions, data sources, privacy."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geoportal.core.http import json_response
from geoportal.events.models import Event
from geoportal.places.models import PlaceCount
from geoportal.regions.categories import Level
from geoportal.regions.models import ForeignResidents, Region
from geoportal.regions.queries import today
from geoportal.web.data_page import source_facts, source_states
from geoportal.web.region_page import counts_by_branch, residents_by_year

UPCOMING = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What can be done here, in one screen."""
    regions = Region.objects.on(today())
    events = Event.objects.published().between(today(), None).soonest_first()
    context = {
        "regions": regions.served_by_city(),
        "branches": counts_by_branch(PlaceCount.objects.filter(unit__in=regions.of_gyeonggi())),
        "events": events.with_provenance()[:UPCOMING],
        "residents": ForeignResidents.objects.of_gyeonggi_by_year(),
    }
    return render(request, "web/home.html", context)


@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    """The 31 si/gun and their gu, with who lives there."""
    regions = Region.objects.on(today())
    context = {"regions": regions.served_by_city(), "residents": ForeignResidents.objects.latest_by_unit()}
    return render(request, "web/regions.html", context)


@require_safe
def region_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One si/gun or gu: its map, what is there, who lives there, what is on, its neighbours."""
    regions = Region.objects.on(today())
    region = regions.served().named(slug).select_related("parent", "source").first()
    if region is None:
        raise Http404(_("There is no region with this code or name."))
    if region.slug != slug:
        return redirect(region, permanent=True)
    units = [region, *region.children.on(today()).of_level(Level.GU)]
    events = Event.objects.published().between(today(), None).within_region(region)
    context = {
        "region": region,
        "gus": units[1:],
        "branches": counts_by_branch(PlaceCount.objects.filter(unit__in=units)),
        "residents": residents_by_year(region),
        "events": events.soonest_first().with_provenance()[:UPCOMING],
        "neighbours": regions.touching(region).for_links().order_by("name_ko"),
        "bounds": region.geom.extent,
    }
    return render(request, "web/region.html", context)


@require_safe
def data_sources(request: HttpRequest) -> HttpResponse:
    """Every source: publisher, licence, date, counts, last run, quality, freshness."""
    return render(request, "web/data.html", {"states": source_states("is_sample", "kind", "name")})


@require_safe
def data_json(request: HttpRequest) -> HttpResponse:
    """The same for programs: a list of sources, each with its terms and its runs."""
    return json_response({"sources": [source_facts(state) for state in source_states("name")]})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What happens with a position, and what is kept of a visit."""
    return render(request, "web/privacy.html", {"keep_days": settings.FEEDBACK_KEEP_DAYS})
