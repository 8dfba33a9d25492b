"""What a search may ask, typed and checked; the page and the API share it."""

from __future__ import annotations

import base64
import binascii
import struct
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.utils.translation import gettext_lazy as _

from geoportal.core import geo
from geoportal.core.forms import BboxField, fixed
from geoportal.core.languages import current_code
from geoportal.core.paging import CursorField
from geoportal.places.filters import PlaceFilters
from geoportal.places.languages import spoken_tag
from geoportal.places.models import Place
from geoportal.places.near import MAX_RADIUS_M, After, NearSearch
from geoportal.places.queries import PlaceQuerySet
from geoportal.places.region_words import above
from geoportal.regions.forms import RegionField
from geoportal.regions.models import Region

RADII_M = (500, 1000, 3000, 10_000, 30_000)
CURSOR = ">dq?"


@dataclass(frozen=True, slots=True)
class Where:
    """From where distances are measured: a person's coarse position, or the middle of a region."""

    point: Point
    region: Region | None


@fixed
class PlaceSearch(PlaceFilters):
    """A nearest search: a point or a region, and what to look for there."""

    lat = forms.FloatField(min_value=-90, max_value=90, required=False, label=_("Latitude"))
    lon = forms.FloatField(min_value=-180, max_value=180, required=False, label=_("Longitude"))
    region = RegionField(required=False, max_length=60, label=_("City, county or district"))
    dong = RegionField(required=False, max_length=60, label=_("Neighbourhood (dong)"))
    radius_m = forms.IntegerField(min_value=1, max_value=MAX_RADIUS_M, required=False, initial=3000, label=_("Within"))
    order = forms.ChoiceField(
        required=False, choices=[("", _("Nearest first")), ("best", _("Best for me"))], label=_("Order")
    )
    limit = forms.IntegerField(min_value=1, max_value=100, required=False)
    cursor = forms.CharField(required=False, max_length=60)

    def clean_cursor(self) -> After | None:
        text = self.cleaned_data["cursor"]
        return decode_cursor(text) if text else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_lat, has_lon = cleaned.get("lat") is not None, cleaned.get("lon") is not None
        if has_lat != has_lon:
            self.add_error("lon" if has_lat else "lat", _("Latitude and longitude go together."))
        named = cleaned.get("region") or cleaned.get("dong") or cleaned["asked"].region
        if not (has_lat or has_lon or named or self.errors):
            self.add_error("region", _("Choose a region, or share your position."))
        if cleaned.get("cursor") and cleaned.get("order") == "best":
            self.add_error("cursor", _("The best places come on one page."))
        return cleaned

    def where(self) -> Where:
        """The point to search from: a region that the words name, else what was sent.

        A person's position is made coarse here, whatever its digits.
        """
        cleaned = self.cleaned_data
        named, region = cleaned["asked"].region, cleaned["dong"] or cleaned["region"]
        if named and not (region and named.pk in above(region)):
            return Where(named.center, named)
        if cleaned["lat"] is not None:
            return Where(geo.coarse_point(cleaned["lat"], cleaned["lon"]), None)
        return Where(region.center, region)

    def search(self) -> NearSearch:
        cleaned = self.cleaned_data
        return NearSearch(
            categories=cleaned["asked"].categories or cleaned["category"],
            radius_m=cleaned["radius_m"] or 3000,
            text=cleaned["asked"].rest,
            limit=cleaned["limit"] or 20,
            open_at=self.moment(),
            wanted=self.wanted(),
            after=cleaned["cursor"],
            best_for=self.spoken() if cleaned["order"] == "best" else None,
        )

    def spoken(self) -> tuple[str, ...]:
        """The languages asked for; else the reader's, unless it is Korean, which is spoken everywhere."""
        reader = current_code()
        return self.cleaned_data["languages"] or (() if reader == "ko" else (spoken_tag(reader),))


class AddressQuery(forms.Form):
    """A typed address, dong, landmark or region."""

    q = forms.CharField(min_length=2, max_length=200, label=_("Address"))
    lang = forms.CharField(required=False, max_length=20)


class PlaceListing(PlaceFilters):
    """Places by region, box and all filters of a search, in the order of their ids."""

    region = RegionField(required=False, max_length=60)
    bbox = BboxField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    cursor = CursorField()
    limit = forms.IntegerField(required=False, min_value=1, max_value=500)
    lang = forms.CharField(required=False, max_length=20)

    def places(self) -> PlaceQuerySet:
        """The published places asked for; with a moment those open then or of which it is unknown."""
        cleaned, asked = self.cleaned_data, self.cleaned_data["asked"]
        places = Place.objects.published()
        for region in filter(None, (cleaned["region"], asked.region)):
            places = places.within_region(region)
        for categories in filter(None, (cleaned["category"], asked.categories)):
            places = places.of_category(categories)
        if cleaned["bbox"]:
            places = places.within_bbox(cleaned["bbox"])
        if asked.rest:
            places = places.matching(asked.rest)
        places = places.offering(self.wanted())
        if moment := self.moment():
            places = places.not_closed_at(moment, self.wanted())
        return places.with_provenance().order_by("pk")


def encode_cursor(after: After) -> str:
    """Where the next page starts: after this place."""
    return base64.urlsafe_b64encode(struct.pack(CURSOR, *after)).decode().rstrip("=")


def decode_cursor(text: str) -> After:
    """The opposite of `encode_cursor`; a field error when the text was not made by it."""
    try:
        return After(*struct.unpack(CURSOR, base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))))
    except (ValueError, binascii.Error, struct.error):
        raise forms.ValidationError(_("This cursor was not made by the portal."), code="invalid") from None
