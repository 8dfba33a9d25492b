"""The card to show to a driver, a clerk or a pharmacist: large Hangul, and what the reader needs to say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from geoportal.core.http import moved
from geoportal.core.languages import LANGUAGES, SOURCE, Language, current_language
from geoportal.core.qr import qr_code
from geoportal.places.models import Place
from geoportal.places.stated import shown


@require_safe
def place_card(request: HttpRequest, place_id: int) -> HttpResponse:
    """One place as a card. `?speak=vi` names the language to interpret; a place that is gone has no card."""
    place = get_object_or_404(Place.objects.with_provenance(), pk=place_id)
    if place.same_as_id:
        return moved(request, reverse("places:card", args=[place.same_as_id]))
    if place.retired_at:
        return redirect(place)
    with override("ko"):  # who reads the code is Korean
        address = request.build_absolute_uri(place.get_absolute_url())
    context = {
        "place": place,
        "shows_sample": place.source.is_sample,
        "shown": shown(place),
        "spoken": spoken(request.GET.get("speak", "")),
        "languages_to_speak": [one for one in LANGUAGES.values() if one.code != "ko"],
        "qr": qr_code(address),
        "address": address,
    }
    return render(request, "places/card.html", context)


def spoken(asked: str) -> Language | None:
    """The language to be interpreted: the one asked for, else the page's; None on a Korean page."""
    language = LANGUAGES.get(asked) or current_language()
    return None if language == SOURCE else language
