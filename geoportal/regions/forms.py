"""How a region is asked for; the field is used by other apps too."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.utils.translation import gettext_lazy as _

from geoportal.core import geo
from geoportal.core.text import clean_query
from geoportal.regions.categories import LEVELS_BY_NAME
from geoportal.regions.models import Region
from geoportal.regions.queries import RegionQuerySet, today


class RegionField(forms.CharField):
    """A region's code or slug, cleaned to the region in force today."""

    def clean(self, value: Any) -> Region | None:
        name = super().clean(value)
        if not name:
            return None
        region = Region.objects.on(today()).named(name).for_links().order_by("level").first()
        if region is None:
            raise forms.ValidationError(_("There is no region with this code or name."), code="unknown")
        return region


class RegionQuery(forms.Form):
    """On which day, and how much of the shape."""

    on = forms.DateField(required=False, label=_("Day"))
    geometry = forms.ChoiceField(required=False, choices=[(name, name) for name in ("none", "simplified", "full")])
    lang = forms.CharField(required=False, max_length=20)

    def regions(self) -> RegionQuerySet:
        """The regions in force that day, with the geometry asked for as `shown_geom`."""
        regions = Region.objects.on(self.cleaned_data["on"] or today()).select_related("parent")
        return regions.with_geometry(self.cleaned_data["geometry"] or "simplified")


class RegionListing(RegionQuery):
    """Regions of a level, below a region, in the order of level and code."""

    level = forms.ChoiceField(required=False, choices=[(name, name) for name in LEVELS_BY_NAME])
    parent = RegionField(required=False, max_length=60)
    q = forms.CharField(required=False, max_length=60)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    limit = forms.IntegerField(required=False, min_value=1, max_value=2000)

    def regions(self) -> RegionQuerySet:
        """The regions asked for."""
        cleaned, regions = self.cleaned_data, super().regions()
        if cleaned["level"]:
            regions = regions.of_levels(LEVELS_BY_NAME[cleaned["level"]])
        if cleaned["parent"]:
            regions = regions.below(cleaned["parent"])
        if cleaned["q"]:
            regions = regions.matching(clean_query(cleaned["q"]))
        return regions.order_by("level", "code", "pk")


class PointQuery(forms.Form):
    """A point and a day."""

    lat = forms.FloatField(min_value=-90, max_value=90)
    lon = forms.FloatField(min_value=-180, max_value=180)
    on = forms.DateField(required=False)
    lang = forms.CharField(required=False, max_length=20)

    def point(self) -> Point:
        """The point made coarse; the digits finer than three decimals are dropped."""
        return geo.coarse_point(self.cleaned_data["lat"], self.cleaned_data["lon"])

    def day(self) -> date:
        return self.cleaned_data["on"] or today()
