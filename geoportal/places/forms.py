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
from geoportal.core.paging import CursorField
from geoportal.core.text import clean_query
from geoportal.places.categories import Category, leaves
from geoportal.places.labels import category_choices
from geoportal.places.models import Place
from geoportal.places.near import MAX_RADIUS_M, NearSearch
from geoportal.places.queries import PlaceQuerySet
from geoportal.regions.forms import RegionField
from geoportal.regions.models import Region

RADII_M = (500, 1000, 3000, 10_000, 30_000)


@dataclass(frozen=True, slots=True)
class Where:
    """From where distances are measured: a person's coarse position, or the middle of a region."""

    point: Point
    region: Region | None


class CategoryField(forms.ChoiceField):
    """A leaf or a branch of the tree; cleaned to its leaves."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=category_choices, **kwargs)

    def clean(self, value: Any) -> tuple[Category, ...]:
        if value in self.empty_values:
            return ()
        try:
            return leaves(str(value))
        except ValueError:
            raise forms.ValidationError(_("There is no such category."), code="invalid_choice") from None


@fixed
class PlaceSearch(forms.Form):
    """A nearest search: a point or a region, and what to look for there."""

    lat = forms.FloatField(min_value=-90, max_value=90, required=False, label=_("Latitude"))
    lon = forms.FloatField(min_value=-180, max_value=180, required=False, label=_("Longitude"))
    region = RegionField(required=False, max_length=60, label=_("City, county or district"))
    dong = RegionField(required=False, max_length=60, label=_("Neighbourhood (dong)"))
    category = CategoryField(required=False, label=_("What are you looking for?"))
    radius_m = forms.IntegerField(min_value=1, max_value=MAX_RADIUS_M, required=False, initial=3000, label=_("Within"))
    q = forms.CharField(required=False, max_length=100, label=_("Name contains"))
    limit = forms.IntegerField(min_value=1, max_value=100, required=False)
    cursor = forms.CharField(required=False, max_length=60)

    def clean_q(self) -> str:
        return clean_query(self.cleaned_data["q"])

    def clean_cursor(self) -> tuple[float, int] | None:
        text = self.cleaned_data["cursor"]
        return decode_cursor(text) if text else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_lat, has_lon = cleaned.get("lat") is not None, cleaned.get("lon") is not None
        if has_lat != has_lon:
            self.add_error("lon" if has_lat else "lat", _("Latitude and longitude go together."))
        elif not has_lat and not (cleaned.get("region") or cleaned.get("dong")) and not self.errors:
            self.add_error("region", _("Choose a region, or share your position."))
        return cleaned

    def where(self) -> Where:
        """The point to search from; a person's position is made coarse here, whatever was sent."""
        cleaned = self.cleaned_data
        if cleaned["lat"] is not None:
            return Where(geo.coarse_point(cleaned["lat"], cleaned["lon"]), None)
        region = cleaned["dong"] or cleaned["region"]
        return Where(region.center, region)

    def search(self) -> NearSearch:
        cleaned = self.cleaned_data
        return NearSearch(
            categories=cleaned["category"],
            radius_m=cleaned["radius_m"] or 3000,
            text=cleaned["q"],
            limit=cleaned["limit"] or 20,
            after=cleaned["cursor"],
        )


class PlaceListing(forms.Form):
    """Places by region, category, box or name, in the order of their ids."""

    region = RegionField(required=False, max_length=60)
    category = CategoryField(required=False)
    bbox = BboxField(required=False, max_length=100)
    q = forms.CharField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    cursor = CursorField()
    limit = forms.IntegerField(required=False, min_value=1, max_value=500)
    lang = forms.CharField(required=False, max_length=20)

    def places(self) -> PlaceQuerySet:
        """The published places asked for."""
        cleaned = self.cleaned_data
        places = Place.objects.published()
        if cleaned["region"]:
            places = places.within_region(cleaned["region"])
        if cleaned["category"]:
            places = places.of_category(cleaned["category"])
        if cleaned["bbox"]:
            places = places.within_bbox(cleaned["bbox"])
        if cleaned["q"]:
            places = places.matching(clean_query(cleaned["q"]))
        return places.with_provenance().order_by("pk")


def encode_cursor(distance_m: float, place_id: int) -> str:
    """Where the next page starts: after this distance and this place."""
    return base64.urlsafe_b64encode(struct.pack(">dq", distance_m, place_id)).decode().rstrip("=")


def decode_cursor(text: str) -> tuple[float, int]:
    """The opposite of `encode_cursor`; a field error when the text was not made by it."""
    try:
        distance_m, place_id = struct.unpack(">dq", base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, struct.error):
        raise forms.ValidationError(_("This cursor was not made by the portal."), code="invalid") from None
    return distance_m, place_id
