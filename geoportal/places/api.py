"""JSON of places: the nearest search, the listing, one place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework_gis.serializers import GeoFeatureModelSerializer

from geoportal.core.forms import checked
from geoportal.core.hot import hot_view
from geoportal.core.http import json_object, json_response, moved
from geoportal.core.openapi import GEOJSON, query_parameters
from geoportal.core.paging import keyset_page
from geoportal.places.asked import Asked
from geoportal.places.consultations import Consultation
from geoportal.places.features import languages, near_collection, services, told_consultation
from geoportal.places.forms import AddressQuery, PlaceListing, PlaceSearch, encode_cursor
from geoportal.places.kinds import ServiceKind
from geoportal.places.languages import How
from geoportal.places.locate import Candidate, locate
from geoportal.places.models import Place
from geoportal.places.stated import disagreements, said_apart, shown
from geoportal.regions.queries import today


class PlaceSerializer(GeoFeatureModelSerializer):
    """A place as a GeoJSON feature; `open` is told for now by its own hours, `languages` is null when unknown."""

    name = serializers.CharField()
    category = serializers.CharField()
    region = serializers.SerializerMethodField()
    address_ko = serializers.CharField(source="shown_address_ko")
    phone = serializers.CharField(source="shown_phone")
    homepage = serializers.CharField(source="shown_homepage")
    open = serializers.CharField(source="state_now.open.value", help_text="yes, no or unknown")
    open_until = serializers.DateTimeField(
        source="state_now.until", allow_null=True, help_text="A lunch break ends it too."
    )
    next_opens = serializers.DateTimeField(source="state_now.next_opens", allow_null=True)
    languages = serializers.SerializerMethodField()
    services = serializers.SerializerMethodField()
    source = serializers.CharField(source="source.name")
    is_sample = serializers.BooleanField(source="source.is_sample")

    class Meta:
        model = Place
        geo_field = "point"
        fields: tuple[str, ...] = (
            "id", "name", "name_ko", "category", "region", "address_ko", "address_en", "phone", "homepage",
            "open", "open_until", "next_opens", "languages", "services", "source", "checked_on", "is_sample",
        )  # fmt: skip

    def get_region(self, place: Place) -> dict[str, str] | None:
        unit = place.unit
        return {"code": unit.code, "slug": unit.slug, "name": unit.name} if unit else None

    def get_languages(self, place: Place) -> list[dict[str, str]] | None:
        return languages(place.language_ids)

    def get_services(self, place: Place) -> list[str] | None:
        return services(place.service_ids)


class StatingSerializer(serializers.ModelSerializer[Place]):
    """A source that states the place."""

    name = serializers.CharField(source="source.name")
    title = serializers.CharField(source="source.title")
    attribution = serializers.CharField(source="source.attribution")
    license = serializers.CharField(source="source.license")
    license_url = serializers.CharField(source="source.license_url")
    said_apart = serializers.SerializerMethodField(
        help_text="What a source under the ODbL says, by field: shown beside the rest, never mixed with it."
    )

    class Meta:
        model = Place
        fields = ("name", "title", "attribution", "license", "license_url", "checked_on", "said_apart")

    def get_said_apart(self, row: Place) -> dict[str, Any]:
        return dict(said_apart(row))


class PlaceDetailSerializer(PlaceSerializer):
    """A place with every source that states it.

    `position` says how the point was had: `source` (stated), or by the address: `building`, `road` or `dong` (the
    middle of it). `merged` names the source of each value that the place's own source lacks. `disagreements` lists
    by field what each source says, where they differ.
    """

    # `context["stating"]` holds the rows that state the place.
    hours = serializers.JSONField(read_only=True, help_text="Spans by day; [] is closed, null is unknown.")
    consultations = serializers.SerializerMethodField(
        help_text="When one person is there to be consulted: the service, languages, hours, source; open for now."
    )
    corrections = serializers.SerializerMethodField(
        help_text="What people corrected over the source: field, why, url, checked_on, and what the source states."
    )
    sources = serializers.SerializerMethodField()
    merged = serializers.SerializerMethodField()
    disagreements = serializers.SerializerMethodField()

    class Meta(PlaceSerializer.Meta):
        fields = (
            *PlaceSerializer.Meta.fields,
            "hours",
            "consultations",
            "position",
            "sources",
            "merged",
            "disagreements",
            "corrections",
        )

    def get_consultations(self, place: Place) -> list[dict[str, Any]]:
        held = Consultation.objects.shown_at_places([place.pk]).on(today())
        return [told_consultation(one, timezone.now()) for one in held]

    def get_corrections(self, place: Place) -> list[dict[str, Any]]:
        told = place.corrections.in_force().order_by("field")
        return list(told.values("field", "value", "stated", "why", "url", "checked_on"))

    @extend_schema_field(StatingSerializer(many=True))
    def get_sources(self, place: Place) -> list[dict[str, Any]]:
        return [dict(StatingSerializer(row).data) for row in self.context["stating"]]

    def get_merged(self, place: Place) -> dict[str, str]:
        return {field: one.source for field, one in shown(place).items() if one.source}

    def get_disagreements(self, place: Place) -> dict[str, list[dict[str, Any]]]:
        found = disagreements(self.context["stating"])
        return {one.field: [claim_of(row, value) for row, value in one.claims] for one in found}


def claim_of(row: Place, value: Any) -> dict[str, Any]:
    """What one source says."""
    return {"source": row.source.name, "value": value}


class NearRequest(serializers.Serializer[Any]):
    """What a nearest search may ask: a point or a region, and filters."""

    lat = serializers.FloatField(required=False, min_value=-90, max_value=90)
    lon = serializers.FloatField(required=False, min_value=-180, max_value=180)
    region = serializers.CharField(required=False, help_text="Code or slug, instead of a point, which goes before it.")
    radius_m = serializers.IntegerField(required=False, min_value=1, max_value=50_000, default=3000)
    category = serializers.CharField(required=False)
    q = serializers.CharField(
        required=False, max_length=100, help_text="Kind, service, place, name or address, in any of the languages."
    )
    literal = serializers.BooleanField(required=False, help_text="Take all words of `q` as a name or an address.")
    open_now = serializers.BooleanField(required=False, help_text="Open ones first, then those with unknown hours.")
    open_at = serializers.DateTimeField(required=False, help_text="As open_now, for a moment; Asia/Seoul by itself.")
    languages = serializers.ListField(child=serializers.CharField(), required=False, help_text="BCP-47; any of them.")
    how = serializers.ChoiceField([one.value for one in How if one], required=False, help_text="With `languages`.")
    service = serializers.ChoiceField(choices=[kind.value for kind in ServiceKind], required=False)
    status = serializers.CharField(required=False, help_text="Status of stay (`E-9`): filters, and is kept nowhere.")
    cost = serializers.ChoiceField(choices=["free"], required=False)
    wheelchair = serializers.ChoiceField(choices=["yes"], required=False)
    unknown = serializers.BooleanField(required=False, help_text="Those that may, in place of those that do.")
    order = serializers.ChoiceField(
        choices=["best"], required=False, help_text="By distance, openness and language together, on one page."
    )
    limit = serializers.IntegerField(required=False, min_value=1, max_value=100, default=20)
    cursor = serializers.CharField(required=False)


@extend_schema(request=NearRequest, responses={(200, GEOJSON): OpenApiTypes.OBJECT})
@hot_view("POST")
def near(request: HttpRequest) -> HttpResponse:
    """The places nearest to a point or to the middle of a region, as GeoJSON, nearest first.

    The position is made coarse on arrival (three decimals), is not stored, and the answer is not kept. With
    `open_now` or `open_at` the open places come first, then those whose hours are unknown; closed ones don't, and
    `unknown_hours` counts the unknown ones within the radius, up to 100. `open` is told for that moment, and of the
    wanted service's or the consultation's own hours where there are any (`service_hours`, `consultations`). With
    `languages`, `service`, `cost` or `wheelchair` only places come that are known to offer it; `unknown_offers` counts
    those of which it is unknown.
    """
    form = checked(PlaceSearch, json_object(request))
    result = Place.objects.near(form.where().point, form.search())
    collection = near_collection(result)
    if form.cleaned_data["q"]:
        collection["understood"] = understood(form.cleaned_data["asked"])
        collection["understood"]["corrected"] = result.corrected
    if result.after:
        collection["cursor"] = encode_cursor(result.after)
    response = json_response(collection, media_type=GEOJSON)
    response["Cache-Control"] = "no-store"
    return response


def understood(asked: Asked) -> dict[str, Any]:
    """How the words of a search were taken; `service` is null where one was chosen beside them. `text` is what was
    looked for in names and addresses, `corrected` whether no place has it as it was written and these have something
    similar."""
    region = asked.region
    return {
        "categories": [category.value for category in asked.categories],
        "service": asked.service.value if asked.service else None,
        "region": {"code": region.code, "slug": region.slug, "name": region.name} if region else None,
        "text": asked.rest,
    }


class LocateRequest(serializers.Serializer[Any]):
    """A typed address, road-name or lot, a dong, a landmark or a region, in Hangul or Latin letters."""

    q = serializers.CharField(min_length=2, max_length=200)


class CandidateRegionSerializer(serializers.Serializer[Any]):
    """The si/gun or gu of a point."""

    code = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()


class CandidateSerializer(serializers.Serializer[Any]):
    """A point for a typed address."""

    label = serializers.CharField(help_text="The address, place or region found, in Korean.")  # type: ignore[assignment]
    lat = serializers.FloatField()
    lon = serializers.FloatField()
    precision = serializers.ChoiceField(["building", "road", "dong", "unit"])
    region = CandidateRegionSerializer(allow_null=True)
    source = serializers.CharField(help_text="The source or the address service that knows it.")  # type: ignore[assignment]


class LocatedSerializer(serializers.Serializer[Any]):
    """Points for a typed address, the likeliest first."""

    candidates = CandidateSerializer(many=True)


@extend_schema(request=LocateRequest, responses=LocatedSerializer)
@hot_view("POST")
def locate_address(request: HttpRequest) -> HttpResponse:
    """Points for a typed address, from what is loaded and, where the operator has keys, from address services.

    POST because it may be somebody's home: it is not logged, not stored, and the answer is not kept.
    """
    form = checked(AddressQuery, json_object(request))
    found = locate(form.cleaned_data["q"])
    response = json_response({"candidates": [candidate_of(one) for one in found]})
    response["Cache-Control"] = "no-store"
    return response


def candidate_of(one: Candidate) -> dict[str, Any]:
    """A candidate as the API gives it."""
    region = {"code": one.region_code, "slug": one.region_slug, "name": one.region_name} if one.region_code else None
    return {
        "label": one.label,
        "lat": one.lat,
        "lon": one.lon,
        "precision": one.precision,
        "region": region,
        "source": one.source,
    }


@extend_schema(parameters=query_parameters(PlaceListing), responses={(200, GEOJSON): PlaceSerializer(many=True)})
@api_view(["GET"])
def place_list(request: Request) -> Response:
    """Published places by region and box, and by all filters that the nearest search takes.

    With `open_now` or `open_at` closed places don't come and `open` is told for that moment; with `languages`,
    `service`, `cost` or `wheelchair` only those come that are known to offer it, with `unknown` those that may.
    """
    form = checked(PlaceListing, request.GET)
    asked = {name: form.cleaned_data[name] for name in ("cursor", "page", "limit")}
    return Response(keyset_page(request, form.places(), serializer=PlaceSerializer, **asked), content_type=GEOJSON)


@extend_schema(
    responses={
        (200, GEOJSON): PlaceDetailSerializer,
        301: OpenApiResponse(description="This row is shown as part of another source's place: `Location` has that."),
    }
)
@api_view(["GET"])
def place_detail(request: Request, place_id: int) -> HttpResponse:
    """One published place with its sources; the id of a row shown as part of another answers 301 to that one."""
    place = get_object_or_404(Place.objects.filter(retired_at__isnull=True).with_provenance(), pk=place_id)
    if place.same_as_id:
        return moved(request, reverse("api:place", args=[place.same_as_id]))
    stating = list(Place.objects.stating(place))
    return Response(PlaceDetailSerializer(place, context={"stating": stating}).data, content_type=GEOJSON)
