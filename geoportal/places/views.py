"""Pages of places: the nearest search, and one place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from geoportal.core.forms import FlagField
from geoportal.core.http import moved
from geoportal.places.categories import Category, leaves
from geoportal.places.consultations import Consultation
from geoportal.places.corrected import Corrected
from geoportal.places.facets import choices, choices_near
from geoportal.places.features import near_collection
from geoportal.places.filters import asked_for
from geoportal.places.forms import RADII_M, AddressQuery, PlaceSearch
from geoportal.places.labels import category_label
from geoportal.places.linked import linked_place
from geoportal.places.locate import Candidate, locate
from geoportal.places.models import Place
from geoportal.places.near import MANY_UNKNOWN
from geoportal.places.queries import matched
from geoportal.places.stated import disagreements, shown
from geoportal.regions.categories import Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today

# What every form of the results page hands on: all that is asked but where.
HANDED_ON = (
    "category", "radius_m", "q", "literal", "open_now", "open_at", "languages", "how", "service", "status", "cost",
    "wheelchair", "order",
)  # fmt: skip
# As many as web/js/saved_store.js keeps.
MOST_SAVED = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place_list(request: HttpRequest) -> HttpResponse:
    """Nearest places. A position comes by POST only; a GET carries regions and filters, to be shared."""
    asked = (request.POST if request.method == "POST" else request.GET).copy()
    if request.method != "POST":
        asked.pop("lat", None)
        asked.pop("lon", None)
        asked.pop("address", None)
    candidates = _candidates(request, asked)
    if candidates and len(candidates) == 1:
        asked["lat"], asked["lon"] = str(candidates[0].lat), str(candidates[0].lon)
    form = _form(request, asked, chosen=candidates is None or len(candidates) == 1)
    context: dict[str, Any] = {
        "form": form,
        "candidates": candidates,
        "found": candidates[0] if candidates and len(candidates) == 1 else None,
        "handed_on": [(name, value) for name in HANDED_ON for value in asked.getlist(name) if value],
        "radii_m": RADII_M,
        "regions": Region.objects.on(today()).served_by_city(),
    }
    cleaned = form.cleaned_data if form.is_bound and form.is_valid() else {}
    where = form.where() if cleaned else None
    if where is None:
        context["choices"] = choices(None, _chosen(form))
    else:
        search = matched(form.search())
        result = Place.objects.near(where.point, search)
        counted = replace(search, radius_m=result.widened_to_m or search.radius_m)
        context |= {
            "choices": choices_near(where, counted, _chosen(form)),
            "where": where,
            "search": search,
            "asked": form.cleaned_data["asked"],
            "around_me": where.region is None,
            "result": result,
            "features": near_collection(result),
            "many_unknown": MANY_UNKNOWN,
            "dongs": _dongs(where.region or form.cleaned_data["region"]),
        }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "places/near.html", context, status=status)


def _candidates(request: HttpRequest, asked: QueryDict) -> list[Candidate] | None:
    """Points for a typed address, which comes by POST only; None when none was typed."""
    typed = AddressQuery({"q": asked.get("address", "")})
    if request.method != "POST" or "lat" in asked or not typed.is_valid():
        return None
    return locate(typed.cleaned_data["q"])


def _form(request: HttpRequest, asked: QueryDict, *, chosen: bool) -> PlaceSearch:
    """A search once a place to start from is named; a link that gives only filters fills the form in."""
    if not chosen:
        return PlaceSearch(initial=asked.dict())
    if request.method == "POST" or "region" in asked or "dong" in asked or names_region(asked):
        return PlaceSearch(asked)
    return PlaceSearch(initial=asked.dict())


def _chosen(form: PlaceSearch) -> tuple[Category, ...]:
    """The categories that the form shows as chosen, whatever else is wrong in it."""
    try:
        return leaves(str(form["category"].value() or ""))
    except ValueError:
        return ()


def names_region(asked: QueryDict) -> bool:
    """Whether the words of a search say where: `안산 약국` is enough by itself."""
    literal = FlagField.WORDS.get(asked.get("literal", "").lower(), True)
    return asked_for({"q": asked.get("q", ""), "literal": literal}).region is not None


def _dongs(region: Region | None) -> list[Region]:
    """The dongs to choose from once a si/gun or gu is chosen."""
    if region is None:
        return []
    if region.level_name is Level.DONG and region.parent:
        region = region.parent
    return list(Region.objects.on(today()).of_level(Level.DONG).below(region).for_links().order_by("name_ko"))


@require_safe
def saved_places(request: HttpRequest) -> HttpResponse:
    """The places that a device keeps; the page knows none of them, the browser asks for each by its id."""
    names = {category.value: str(category_label(category)) for category in Category}
    return render(request, "places/saved.html", {"categories": names, "most": MOST_SAVED})


@require_safe
def place_detail(request: HttpRequest, place_id: int) -> HttpResponse:
    """One place with its sources; a retired place says that it is gone, a twin leads to the place it is."""
    place = get_object_or_404(Place.objects.with_provenance(), pk=place_id)
    if place.same_as_id:
        return moved(request, reverse("places:detail", args=[place.same_as_id]))
    stating = list(Place.objects.stating(place))
    corrections = list(place.corrections.in_force().order_by("field"))
    context = {
        "place": place,
        "closed_here": next((one for one in corrections if one.field == Corrected.CLOSED and not one.stated), None),
        "shows_sample": place.source.is_sample,
        "shown": shown(place),
        "stating": stating,
        "titles": {row.source.name: row.source.title for row in stating},
        "disagreements": disagreements(stating),
        "linked": linked_place(place, url=request.build_absolute_uri(place.get_absolute_url())),
        "consultations": Consultation.objects.shown_at_places([place.pk]).on(today()),
        "corrections": corrections,
        "offers": place.offers.prefetch_related("phones").order_by("kind_id"),
    }
    return render(request, "places/detail.html", context, status=410 if place.retired_at else 200)
