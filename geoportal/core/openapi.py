"""What the OpenAPI schema says beside the serializers: query parameters, media types, problems."""

from __future__ import annotations

from typing import Any

from django import forms
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from geoportal.core.forms import FlagField, ManyInput

GEOJSON = "application/geo+json"
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Problem details (RFC 9457); `errors` holds messages by field.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    },
}
TYPES: tuple[tuple[type[forms.Field], OpenApiTypes], ...] = (
    (forms.IntegerField, OpenApiTypes.INT),
    (forms.FloatField, OpenApiTypes.FLOAT),
    (forms.DateField, OpenApiTypes.DATE),
    (forms.DateTimeField, OpenApiTypes.DATETIME),
    (forms.UUIDField, OpenApiTypes.UUID),
    (FlagField, OpenApiTypes.BOOL),
    (forms.Field, OpenApiTypes.STR),
)


API_PREFIXES = ("/api/v1/", "/hsds/")


def query_parameters(form_class: type[forms.Form]) -> list[OpenApiParameter]:
    """One parameter for each field of the form."""
    return [
        OpenApiParameter(
            name,
            next(kind for base, kind in TYPES if isinstance(field, base)),
            required=field.required,
            many=isinstance(field.widget, ManyInput),
        )
        for name, field in form_class().fields.items()
    ]


def describe_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say at every operation that any other answer is a problem; called by drf-spectacular."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in result["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = {"description": "A problem", "content": content}
    return result


def portal_api_only(endpoints: list[tuple[str, str, str, Any]]) -> list[tuple[str, str, str, Any]]:
    """The addresses of the portal's API and of HSDS; other applications have views of REST framework for pages."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(API_PREFIXES)]
