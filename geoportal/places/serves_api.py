"""JSON of who serves a place: for each kind the responsible office, or that it is unknown and what to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from geoportal.core.forms import checked
from geoportal.core.hot import hot_view
from geoportal.core.http import json_object, json_response
from geoportal.places.api import PlaceSerializer
from geoportal.places.categories import OfficeKind
from geoportal.places.labels import hotline_of, kind_label, what_to_do
from geoportal.places.serves_form import ServesQuery
from geoportal.places.serving import Certainty, Responsible, Served, serving
from geoportal.regions.models import Region


class ServesRequest(serializers.Serializer[Any]):
    """A point, a region or an address, the day whose boundaries count, and the kinds of offices (none: all)."""

    lat = serializers.FloatField(required=False, min_value=-90, max_value=90)
    lon = serializers.FloatField(required=False, min_value=-180, max_value=180)
    region = serializers.CharField(required=False, max_length=60, help_text="Code or slug, instead of a point.")
    address = serializers.CharField(required=False, max_length=200, help_text="As written, instead of a point.")
    on = serializers.DateField(required=False)
    kind = serializers.ListField(
        child=serializers.ChoiceField(choices=[kind.value for kind in OfficeKind]), required=False
    )


class RegionNamed(serializers.Serializer[Any]):
    """The smallest region that is known of the place asked for."""

    code = serializers.CharField()
    slug = serializers.CharField()
    level = serializers.CharField()
    name = serializers.CharField()
    name_ko = serializers.CharField()


class ReadIn(serializers.Serializer[Any]):
    """Where it was read that the office serves the area."""

    title = serializers.CharField()
    url = serializers.CharField()
    checked_on = serializers.DateField()


class ResponsibleOffice(serializers.Serializer[Any]):
    """An office that serves: since when (null: unknown), and for which part of the area (empty: all of it)."""

    office = PlaceSerializer()
    since = serializers.DateField(allow_null=True)
    part_ko = serializers.CharField(allow_blank=True)
    source = ReadIn()  # type: ignore[assignment]


class Line(serializers.Serializer[Any]):
    """A telephone line that helps."""

    number = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    checked_on = serializers.DateField()


class ServedKind(serializers.Serializer[Any]):
    """One kind: `known` with its office (others that serve too are in `offices`), `depends` on where exactly with
    the offices it may be, or `unknown`."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in OfficeKind])
    label = serializers.CharField()  # type: ignore[assignment]
    status = serializers.ChoiceField(choices=[one.value for one in Certainty])
    office = PlaceSerializer(allow_null=True)
    since = serializers.DateField(allow_null=True)
    source = ReadIn(allow_null=True)  # type: ignore[assignment]
    offices = ResponsibleOffice(many=True)
    what_to_do = serializers.CharField(allow_blank=True)
    hotline = Line(allow_null=True)


class ServesAnswer(serializers.Serializer[Any]):
    """Who serves the people of a region on a day."""

    on = serializers.DateField()
    region = RegionNamed()
    serves = ServedKind(many=True)


@extend_schema(request=ServesRequest, responses=ServesAnswer)
@hot_view("POST")
def serves(request: HttpRequest) -> HttpResponse:
    """For each kind of office the one that is responsible for a place on a day, or that it is unknown.

    A position is made coarse on arrival (three decimals), is not stored, and the answer is not kept.
    """
    form = checked(ServesQuery, json_object(request))
    region = form.cleaned_data["where"]
    found = serving(region, form.day(), kinds=form.kinds())
    body = {"on": form.day(), "region": named(region), "serves": [served_kind(one) for one in found]}
    response = json_response(body)
    response["Cache-Control"] = "no-store"
    return response


def named(region: Region) -> dict[str, str]:
    """A region in a few words."""
    level = region.level_name.value
    return {"code": region.code, "slug": region.slug, "level": level, "name": region.name, "name_ko": region.name_ko}


def served_kind(one: Served) -> dict[str, Any]:
    """The answer for one kind."""
    offices = [responsible(office) for office in one.offices]
    known = offices[0] if one.certainty is Certainty.KNOWN else {"office": None, "since": None, "source": None}
    line = hotline_of(one.kind)
    return {
        "kind": one.kind.value,
        "label": str(kind_label(one.kind)),
        "status": one.certainty.value,
        **{name: known[name] for name in ("office", "since", "source")},
        "offices": offices,
        "what_to_do": str(what_to_do(one.kind, one.certainty)),
        "hotline": {"number": line.number, "source": line.source, "checked_on": line.checked_on} if line else None,
    }


def responsible(one: Responsible) -> dict[str, Any]:
    """An office with since when it serves and where that was read."""
    source = {"title": one.source_title, "url": one.source_url, "checked_on": one.checked_on}
    return {"office": feature(one), "since": one.since, "part_ko": one.part_ko, "source": source}


def feature(one: Responsible) -> dict[str, Any]:
    """The office as a GeoJSON feature, the geometry as plain JSON."""
    found: dict[str, Any] = dict(PlaceSerializer(one.office).data)
    found["properties"] = dict(found["properties"])
    return found
