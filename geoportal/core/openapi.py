"""Query parameters of a view as its form declares them, for the OpenAPI schema."""

from __future__ import annotations

from django import forms
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

TYPES: tuple[tuple[type[forms.Field], OpenApiTypes], ...] = (
    (forms.IntegerField, OpenApiTypes.INT),
    (forms.FloatField, OpenApiTypes.FLOAT),
    (forms.DateField, OpenApiTypes.DATE),
    (forms.Field, OpenApiTypes.STR),
)


def query_parameters(form_class: type[forms.Form]) -> list[OpenApiParameter]:
    """One parameter for each field of the form."""
    return [
        OpenApiParameter(name, next(kind for base, kind in TYPES if isinstance(field, base)), required=field.required)
        for name, field in form_class().fields.items()
    ]
