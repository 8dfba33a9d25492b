"""JSON of events."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework_gis.serializers import GeoFeatureModelSerializer

from geoportal.core.forms import checked
from geoportal.core.openapi import GEOJSON, query_parameters
from geoportal.core.paging import feature_page
from geoportal.events.calendar import MEDIA_TYPE, MOST_ENTRIES, calendar
from geoportal.events.forms import EventSearch
from geoportal.events.models import Event


class EventSerializer(GeoFeatureModelSerializer):
    """An event as a GeoJSON feature."""

    name = serializers.CharField()
    region = serializers.SerializerMethodField()
    source = serializers.CharField(source="source.name")
    is_sample = serializers.BooleanField(source="source.is_sample")

    class Meta:
        model = Event
        geo_field = "point"
        fields = (
            "id", "name", "name_ko", "category", "starts_on", "ends_on", "venue_ko", "region", "address_ko",
            "phone", "homepage", "source", "checked_on", "is_sample",
        )  # fmt: skip

    def get_region(self, event: Event) -> dict[str, str] | None:
        unit = event.unit
        return {"code": unit.code, "slug": unit.slug, "name": unit.name} if unit else None


@extend_schema(parameters=query_parameters(EventSearch), responses={(200, GEOJSON): EventSerializer(many=True)})
@api_view(["GET"])
def event_list(request: Request) -> Response:
    """Events of a region between two days, soonest first; from today on when `from` is not given."""
    form = checked(EventSearch, request.GET)
    cleaned = form.cleaned_data
    page = feature_page(
        request, form.events(), serializer=EventSerializer, page=cleaned["page"], limit=cleaned["limit"]
    )
    return Response(page, content_type=GEOJSON)


@extend_schema(exclude=True)
@api_view(["GET"])
def event_feed(request: Request) -> HttpResponse:
    """The same as `.ics`."""
    form = checked(EventSearch, request.GET)
    base = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(calendar(form.events()[:MOST_ENTRIES], name=_("Events"), base=base), content_type=MEDIA_TYPE)
