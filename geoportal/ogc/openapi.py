"""The API's description in OpenAPI 3.0, whole in one document: nothing in it has to be fetched from elsewhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from geoportal.core.openapi import PROBLEM
from geoportal.ogc.collections import COLLECTIONS, Collection
from geoportal.ogc.cql2 import LANGUAGES, MOST_CHARACTERS
from geoportal.ogc.crs import CRS84, SYSTEMS
from geoportal.ogc.fields import Field, Kind
from geoportal.ogc.links import GEOJSON, JSON, OPENAPI, SCHEMA
from geoportal.ogc.parameters import FORMATS, PER_PAGE

VERSION = "1.0.0"
LINK: dict[str, Any] = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "hreflang", "title")},
}
LINKED: dict[str, Any] = {"links": {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}}
GEOMETRY: dict[str, Any] = {
    "type": "object",
    "nullable": True,
    "required": ["type", "coordinates"],
    "properties": {"type": {"type": "string"}, "coordinates": {"type": "array", "items": {}}},
}


def of(*required: str, **properties: Any) -> dict[str, Any]:
    """The schema of an object."""
    return {"type": "object", "required": list(required), "properties": properties}


def schemas() -> dict[str, Any]:
    """What the documents are made of."""
    text: dict[str, Any] = {"type": "string"}
    shared: dict[str, Any] = {
        "Problem": PROBLEM,
        "Link": LINK,
        "Landing": of("links", title=text, description=text, **LINKED),
        "Conformance": of("conformsTo", conformsTo={"type": "array", "items": text}, **LINKED),
        "Collection": of(
            "id", "links", id=text, title=text, description=text, attribution=text, itemType=text, storageCrs=text,
            is_sample={"type": "boolean"}, crs={"type": "array", "items": text}, extent={"type": "object"}, **LINKED,
        ),
        "Collections": of(
            "links", "collections", crs={"type": "array", "items": text},
            collections={"type": "array", "items": {"$ref": "#/components/schemas/Collection"}}, **LINKED,
        ),
        "Queryables": of("type", "properties", type=text, properties={"type": "object"}),
        "Tiles": of("links", **LINKED),
    }  # fmt: skip
    return shared | {name: schema for one in COLLECTIONS.values() for name, schema in _feature_schemas(one).items()}


def _feature_schemas(one: Collection) -> dict[str, Any]:
    """A feature of a collection, and a page of them."""
    whole = {"type": "integer", "minimum": 0}
    properties = {field.name: field.schema() | {"nullable": True} for field in one.fields}
    for schema in properties.values():
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    feature = of(
        "type", "id", "geometry", "properties",
        type={"type": "string", "enum": ["Feature"]},
        id={"type": "integer" if one.id_is_key else "string"},
        geometry=GEOMETRY,
        properties={"type": "object", "properties": properties},
        **LINKED,
    )  # fmt: skip
    page = of(
        "type", "features", "numberReturned", "links",
        type={"type": "string", "enum": ["FeatureCollection"]},
        features={"type": "array", "items": {"$ref": f"#/components/schemas/{one.id}_feature"}},
        numberReturned=whole, numberMatched=whole, **LINKED,
    )  # fmt: skip
    return {f"{one.id}_feature": feature, f"{one.id}_page": page}


def parameter(name: str, about: str, schema: dict[str, Any], *, style: bool = True) -> dict[str, Any]:
    made = {"name": name, "in": "query", "required": False, "description": about, "schema": schema}
    return made | ({"style": "form", "explode": False} if style else {})


def parameters() -> dict[str, Any]:
    """The parameters that several operations share."""
    uri = {"type": "string", "format": "uri", "enum": [one.uri for one in SYSTEMS], "default": CRS84.uri}
    codes = [code for code, _name in settings.LANGUAGES]
    return {
        "f": parameter("f", _("Form of the answer"), {"type": "string", "enum": list(FORMATS)}),
        "lang": parameter("lang", _("Language of titles and names"), {"type": "string", "enum": codes}),
        "crs": parameter("crs", _("Coordinate system of the answer"), uri),
        "bbox-crs": parameter("bbox-crs", _("Coordinate system of bbox"), uri),
        "filter-crs": parameter("filter-crs", _("Coordinate system of the filter"), uri),
        "bbox": parameter(
            "bbox", _("Features that touch a box: four numbers, or six with heights"),
            {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
        ),
        "datetime": parameter(
            "datetime", _("Features of a day, an instant or an interval (RFC 3339); .. leaves an end open"),
            {"type": "string"},
        ),
        "filter": parameter("filter", _("A filter in CQL2"), {"type": "string", "maxLength": MOST_CHARACTERS}),
        "filter-lang": parameter(
            "filter-lang", _("How the filter is written"), {"type": "string", "enum": list(LANGUAGES)}
        ),
        "cursor": parameter("cursor", _("Where the page starts; links named next have it"), {"type": "string"}),
        "count": parameter(
            "count", _("Whether to count all that fit (numberMatched)"), {"type": "boolean", "default": False}
        ),
    }  # fmt: skip


def _refs(*names: str) -> list[dict[str, str]]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


EVERYWHERE = ("f", "lang")
SHARED_OF_ITEMS = (
    *EVERYWHERE, "crs", "bbox-crs", "filter-crs", "bbox", "datetime", "filter", "filter-lang", "cursor", "count",
)  # fmt: skip


def operation(
    name: str, about: str, schema: str, asked: list[dict[str, Any]], *, media: str = JSON, missing: bool = False
) -> dict[str, Any]:
    """One GET. A page for people is the other form of each document."""
    responses: dict[str, Any] = {
        "200": {
            "description": about,
            "content": {
                media: {"schema": {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "object"}},
                "text/html": {"schema": {"type": "string"}},
            },
        },
        "400": {"$ref": "#/components/responses/Problem"},
    }
    if missing:
        responses["404"] = {"$ref": "#/components/responses/Problem"}
    return {
        "get": {
            "operationId": name,
            "summary": about,
            "parameters": asked,
            "responses": responses | {"default": {"$ref": "#/components/responses/Problem"}},
        }
    }


def filter_parameter(one: Field) -> dict[str, Any]:
    """The parameter that asks for features with one value of a property."""
    schema = one.schema()
    title = schema.pop("title")
    return parameter(one.name, title, schema["items"] if one.kind is Kind.LIST else schema)


def paths_of(one: Collection) -> dict[str, Any]:
    """The addresses of one collection."""
    base, title = f"/collections/{one.id}", str(one.title)
    whole = {"type": "integer", "minimum": 1, "maximum": one.most, "default": PER_PAGE}
    limit = parameter("limit", _("Most features on the page; a larger number is taken for the largest"), whole)
    identity = {
        "name": "featureId", "in": "path", "required": True, "description": _("Id of the feature"),
        "schema": {"type": "string", "maxLength": 60},
    }  # fmt: skip
    filters = [filter_parameter(field) for field in one.queryables.values()]
    tiles = f"{title}: {_('Map tiles')}"
    return {
        base: operation(f"{one.id}.collection", title, "Collection", _refs(*EVERYWHERE)),
        f"{base}/queryables": operation(
            f"{one.id}.queryables", f"{title}: {_('What to filter by')}", "Queryables", _refs(*EVERYWHERE), media=SCHEMA
        ),
        f"{base}/items": operation(
            f"{one.id}.items", f"{title}: {_('Features')}", f"{one.id}_page",
            [limit, *_refs(*SHARED_OF_ITEMS), *filters], media=GEOJSON,
        ),
        f"{base}/items/{{featureId}}": operation(
            f"{one.id}.item", f"{title}: {_('One feature')}", f"{one.id}_feature",
            [identity, *_refs(*EVERYWHERE, "crs")], media=GEOJSON, missing=True,
        ),
        f"{base}/tiles": operation(f"{one.id}.tilesets", tiles, "Tiles", _refs(*EVERYWHERE)),
        f"{base}/tiles/WebMercatorQuad": operation(f"{one.id}.tileset", tiles, "Tiles", _refs(*EVERYWHERE)),
    }  # fmt: skip


def description(request: HttpRequest) -> dict[str, Any]:
    """The whole document."""
    everywhere = _refs(*EVERYWHERE)
    paths = {
        "/": operation("landing", _("Where everything is"), "Landing", everywhere),
        "/api": operation("api", _("Description of the API"), "", everywhere, media=OPENAPI),
        "/conformance": operation("conformance", _("Standards that it follows"), "Conformance", everywhere),
        "/collections": operation("collections", _("Collections"), "Collections", everywhere),
    }
    for one in COLLECTIONS.values():
        paths |= paths_of(one)
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "openapi": "3.0.3",
        "info": {
            "title": _("Places, events and regions of Gyeonggi for GIS"),
            "description": _("The portal's data by the standards of OGC API Features, for QGIS and other programs."),
            "version": VERSION,
        },
        "servers": [{"url": request.build_absolute_uri("/ogc")}],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "parameters": parameters(),
            "responses": {"Problem": {"description": _("A problem (RFC 9457)"), "content": problem}},
        },
    }
