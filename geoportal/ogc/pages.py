"""What the pages for people show beside the documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from geoportal.ogc.collections import Collection
from geoportal.ogc.links import changed

# So many properties of a feature stand in a list of features.
SHORT = 7


def frame(request: HttpRequest, here: Any, *above: tuple[str, Any, tuple[str, ...]]) -> dict[str, Any]:
    """The page's name, the way to it (name of an address, title, its arguments), and how links keep the language."""
    query = language_query(request)
    root = ("ogc:landing", "OGC API", ())
    # The landing page is called what its crumb says elsewhere.
    steps = [root, *above] if request.path != reverse("ogc:landing") else []
    return {
        "here": str(here),
        "steps": [{"href": reverse(name, args=args) + query, "title": str(title)} for name, title, args in steps],
        "as_json": changed(request, f="json"),
        "language_query": query,
    }


def language_query(request: HttpRequest) -> str:
    """`?lang=...` when the request has it."""
    asked = request.GET.get("lang")
    return f"?{urlencode({'lang': asked})}" if asked else ""


def to_collections() -> tuple[str, Any, tuple[str, ...]]:
    return ("ogc:collections", _("Collections"), ())


def to_collection(one: Collection) -> tuple[str, Any, tuple[str, ...]]:
    return ("ogc:collection", one.title, (one.id,))


def table(request: HttpRequest, one: Collection, features: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Features as rows of their first properties."""
    shown, query = one.fields[:SHORT], language_query(request)
    rows = [
        {
            "id": feature["id"],
            "href": reverse("ogc:item", args=[one.id, feature["id"]]) + query,
            "is_sample": feature["properties"]["is_sample"],
            "values": [written(feature["properties"][field.name]) for field in shown],
        }
        for feature in features
    ]
    return {"titles": ["id", *(str(field.title) for field in shown)], "rows": rows}


def facts(one: Collection, feature: dict[str, Any]) -> list[tuple[str, str]]:
    """Every property of a feature with its title; empty text is unknown."""
    found = [(str(field.title), written(feature["properties"][field.name])) for field in one.fields]
    return [*found, (_("Geometry"), (feature["geometry"] or {}).get("type", ""))]


def written(value: Any) -> str:
    """A value as text."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
