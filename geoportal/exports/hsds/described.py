"""The objects of HSDS as the OpenAPI schema describes them; a member that is not required is left out when unknown."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def text() -> serializers.CharField:
    """A text that may be unknown."""
    return serializers.CharField(required=False)


class HsdsRoot(serializers.Serializer[Any]):
    """What this API is."""

    version = serializers.CharField()
    profile = serializers.URLField()
    openapi_url = serializers.URLField()
    description = serializers.CharField()


class HsdsProfile(serializers.Serializer[Any]):
    """How this API uses HSDS."""

    name = serializers.CharField()
    hsds_version = serializers.CharField()
    differences = serializers.ListField(child=serializers.CharField())


class HsdsTaxonomy(serializers.Serializer[Any]):
    """A taxonomy."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()


class HsdsTerm(serializers.Serializer[Any]):
    """A term of a taxonomy."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    taxonomy_id = serializers.UUIDField()
    parent_id = serializers.UUIDField(required=False)


class HsdsAttribute(serializers.Serializer[Any]):
    """The link of a term to what it describes."""

    id = serializers.UUIDField()
    link_id = serializers.UUIDField()
    link_type = serializers.ChoiceField(["service", "location"])
    link_entity = serializers.ChoiceField(["service", "location"])
    taxonomy_term_id = serializers.UUIDField()
    taxonomy_term = HsdsTerm()


class HsdsLanguage(serializers.Serializer[Any]):
    """A language that is spoken, how and on which days in `note`."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    code = serializers.CharField()
    note = text()


class HsdsSchedule(serializers.Serializer[Any]):
    """A span of the week, of public holidays or of one date; without a time in `notes` why."""

    id = serializers.UUIDField()
    opens_at = serializers.CharField(required=False, help_text="`09:00+09:00`")
    closes_at = text()
    freq = serializers.ChoiceField(["WEEKLY"], required=False)
    byday = serializers.ChoiceField(DAYS, required=False)
    description = text()
    notes = text()
    valid_from = serializers.DateField(required=False)
    valid_to = serializers.DateField(required=False)


class HsdsPhone(serializers.Serializer[Any]):
    """A telephone number."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    type = serializers.ChoiceField(["voice"])
    languages = HsdsLanguage(many=True, required=False)


class HsdsAddress(serializers.Serializer[Any]):
    """An address; no source states postal codes."""

    id = serializers.UUIDField()
    address_1 = serializers.CharField()
    city = serializers.CharField(allow_blank=True)
    state_province = serializers.CharField()
    postal_code = serializers.CharField(allow_blank=True)
    country = serializers.ChoiceField(["KR"])
    address_type = serializers.ChoiceField(["physical"])


class HsdsAccessibility(serializers.Serializer[Any]):
    """Whether a wheelchair gets in."""

    id = serializers.UUIDField()
    description = serializers.CharField()


class HsdsLocation(serializers.Serializer[Any]):
    """A place."""

    id = serializers.UUIDField()
    location_type = serializers.ChoiceField(["physical"])
    name = serializers.CharField()
    alternate_name = text()
    latitude = serializers.FloatField(required=False)
    longitude = serializers.FloatField(required=False)
    phones = HsdsPhone(many=True, required=False)
    languages = HsdsLanguage(many=True, required=False)
    addresses = HsdsAddress(many=True, required=False)
    schedules = HsdsSchedule(many=True, required=False)
    accessibility = HsdsAccessibility(many=True, required=False)
    attributes = HsdsAttribute(many=True)


class HsdsServiceAtLocation(serializers.Serializer[Any]):
    """A service with the place at which it is offered."""

    id = serializers.UUIDField()
    service_id = serializers.UUIDField()
    location_id = serializers.UUIDField()
    location = HsdsLocation()


class HsdsOrganization(serializers.Serializer[Any]):
    """Who runs services."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    alternate_name = text()
    description = serializers.CharField()
    website = text()


class HsdsDocument(serializers.Serializer[Any]):
    """A document to bring."""

    id = serializers.UUIDField()
    document = serializers.CharField()


class HsdsCost(serializers.Serializer[Any]):
    """What a service costs; only nothing is stated."""

    id = serializers.UUIDField()
    currency = serializers.ChoiceField(["KRW"])
    amount = serializers.IntegerField(min_value=0, max_value=0)


class HsdsServiceBrief(serializers.Serializer[Any]):
    """A service with its one-to-one members."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    alternate_name = text()
    description = serializers.CharField()
    url = text()
    status = serializers.ChoiceField(["active"])
    interpretation_services = text()
    fees_description = text()
    eligibility_description = text()
    minimum_age = serializers.IntegerField(required=False)
    maximum_age = serializers.IntegerField(required=False)
    assured_date = serializers.DateField(required=False)
    organization = HsdsOrganization()


class HsdsServiceListed(HsdsServiceBrief):
    """A service of a page; `full=true` nests what belongs to it, where it is known."""

    organization_id = serializers.UUIDField(required=False)
    phones = HsdsPhone(many=True, required=False)
    schedules = HsdsSchedule(many=True, required=False)
    languages = HsdsLanguage(many=True, required=False)
    required_documents = HsdsDocument(many=True, required=False)
    cost_options = HsdsCost(many=True, required=False)
    service_at_locations = HsdsServiceAtLocation(many=True, required=False)
    attributes = HsdsAttribute(many=True, required=False)


class HsdsService(HsdsServiceListed):
    """A service with all that belongs to it."""

    organization_id = serializers.UUIDField()
    service_at_locations = HsdsServiceAtLocation(many=True)
    attributes = HsdsAttribute(many=True)


class HsdsOrganizationListed(HsdsOrganization):
    """An organization of a page; `full=true` nests its services that are shown."""

    services = HsdsServiceBrief(many=True, required=False)


class HsdsOrganizationFull(HsdsOrganization):
    """Who runs services, with those that are shown."""

    services = HsdsServiceBrief(many=True)


def page_of(contents: serializers.BaseSerializer[Any], name: str) -> serializers.Serializer[Any]:
    """HSDS's envelope of a page."""
    fields: dict[str, serializers.Field[Any, Any, Any, Any]] = {
        "total_items": serializers.IntegerField(min_value=0),
        "total_pages": serializers.IntegerField(min_value=1),
        "page_number": serializers.IntegerField(min_value=1),
        "size": serializers.IntegerField(min_value=0),
        "first_page": serializers.BooleanField(),
        "last_page": serializers.BooleanField(),
        "empty": serializers.BooleanField(),
        "contents": contents,
    }
    page: serializers.Serializer[Any] = inline_serializer(f"{name}Page", fields)
    return page
