"""JSON of regions: the listing, one region, and the chain that holds a point."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework_gis.serializers import GeoFeatureModelSerializer

from geoportal.core.errors import NotFound
from geoportal.core.forms import checked
from geoportal.core.hot import hot_view
from geoportal.core.http import json_object, json_response
from geoportal.core.openapi import GEOJSON, query_parameters
from geoportal.core.paging import feature_page
from geoportal.regions.forms import PointQuery, RegionListing, RegionQuery
from geoportal.regions.models import Region

PER_PAGE = 500


class RegionSerializer(GeoFeatureModelSerializer):
    """A region in one edition as a GeoJSON feature."""

    level = serializers.CharField(source="level_name.value")
    name = serializers.CharField()
    parent = serializers.CharField(source="parent.code", default=None, allow_null=True)

    class Meta:
        model = Region
        geo_field = "geom"
        id_field = "code"
        fields = (
            "code", "slug", "level", "name", "name_ko", "name_en", "name_en_generated", "parent",
            "valid_from", "valid_to",
        )  # fmt: skip

    def to_representation(self, region: Region) -> Any:
        """As always, with the geometry that was asked for in place of the stored one."""
        region.geom = region.shown_geom  # type: ignore[attr-defined]
        return super().to_representation(region)


class PointRequest(serializers.Serializer[Any]):
    """A point, and the day whose boundaries count."""

    lat = serializers.FloatField(min_value=-90, max_value=90)
    lon = serializers.FloatField(min_value=-180, max_value=180)
    on = serializers.DateField(required=False)


@extend_schema(parameters=query_parameters(RegionListing), responses={(200, GEOJSON): RegionSerializer(many=True)})
@api_view(["GET"])
def region_list(request: Request) -> Response:
    """Regions in force on a day, by level."""
    form = checked(RegionListing, request.GET)
    cleaned = form.cleaned_data
    page = feature_page(
        request, form.regions(), serializer=RegionSerializer, page=cleaned["page"], limit=cleaned["limit"] or PER_PAGE
    )
    return Response(page, content_type=GEOJSON)


@extend_schema(parameters=query_parameters(RegionQuery), responses={(200, GEOJSON): RegionSerializer})
@api_view(["GET"])
def region_detail(request: Request, code: str) -> Response:
    """One region, by its code or slug."""
    region = checked(RegionQuery, request.GET).regions().named(code).order_by("level").first()
    if region is None:
        raise NotFound(_("There is no region with this code or name."))
    return Response(RegionSerializer(region).data, content_type=GEOJSON)


@extend_schema(request=PointRequest, responses={(200, GEOJSON): OpenApiTypes.OBJECT})
@hot_view("POST")
def containing(request: HttpRequest) -> HttpResponse:
    """The chain province > si/gun > gu > dong that holds a point on a day; empty outside our provinces."""
    form = checked(PointQuery, json_object(request))
    chain = Region.objects.containing(form.point(), form.day()).select_related("parent").with_geometry("none")
    response = json_response(RegionSerializer(chain, many=True).data, media_type=GEOJSON)
    response["Cache-Control"] = "no-store"
    return response
