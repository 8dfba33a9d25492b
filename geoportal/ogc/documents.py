"""The documents of the API beside features: landing page, conformance, collections, queryables, tiles."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from geoportal.ogc.collections import COLLECTIONS, Collection
from geoportal.ogc.crs import CRS84, SYSTEMS
from geoportal.ogc.links import GEOJSON, HTML, JSON, OPENAPI, REL, SCHEMA, absolute, itself, link
from geoportal.ogc.queries import Whole, whole

CLASSES = "http://www.opengis.net/spec/"
CONFORMS_TO = [
    *(f"{CLASSES}ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "geojson", "html")),
    f"{CLASSES}ogcapi-features-2/1.0/conf/crs",
    *(
        f"{CLASSES}ogcapi-features-3/1.0/conf/{name}"
        for name in ("queryables", "queryables-query-parameters", "filter", "features-filter")
    ),
    *(
        f"{CLASSES}cql2/1.0/conf/{name}"
        for name in (
            "cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison",
            "basic-spatial-functions", "basic-spatial-functions-plus",
        )
    ),
]  # fmt: skip
TILE_MATRIX_SET = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
MVT = "application/vnd.mapbox-vector-tile"


def landing(request: HttpRequest) -> dict[str, Any]:
    """What this is and where everything else is."""
    return {
        "title": _("Places, events and regions of Gyeonggi for GIS"),
        "description": _("The portal's data by the standards of OGC API Features, for QGIS and other programs."),
        "links": [
            *itself(request),
            link(
                absolute(request, "ogc:api", f="json"), "service-desc", type=OPENAPI, title=_("Description of the API")
            ),
            link(absolute(request, "ogc:api", f="html"), "service-doc", type=HTML, title=_("Description of the API")),
            link(absolute(request, "ogc:conformance"), "conformance", title=_("Standards that it follows")),
            link(absolute(request, "ogc:collections"), "data", title=_("Collections")),
        ],
    }


def conformance(request: HttpRequest) -> dict[str, Any]:
    """The conformance classes that are implemented."""
    return {"conformsTo": CONFORMS_TO, "links": itself(request)}


def collections(request: HttpRequest) -> dict[str, Any]:
    """Every collection, and the coordinate systems that all of them are given in."""
    return {
        "links": itself(request),
        "crs": [one.uri for one in SYSTEMS],
        "collections": [
            collection_body(request, one, links=[link(absolute(request, "ogc:collection", one.id), "self")])
            for one in COLLECTIONS.values()
        ],
    }


def collection(request: HttpRequest, one: Collection) -> dict[str, Any]:
    """One collection by itself."""
    return collection_body(request, one, links=itself(request))


def collection_body(request: HttpRequest, one: Collection, *, links: list[dict[str, Any]]) -> dict[str, Any]:
    held = whole(one)
    about = str(one.about)
    if held.is_sample:
        about = f"{about} {_('It holds sample data, made up to show how the portal works: is_sample says which.')}"
    body: dict[str, Any] = {
        "id": one.id,
        "title": str(one.title),
        "description": about,
        "attribution": " · ".join(dict.fromkeys(source.attribution for source in held.sources if source.attribution)),
        "is_sample": held.is_sample,
        "itemType": "feature",
        "crs": ["#/crs"] if "ogc:collections" in _view(request) else [system.uri for system in SYSTEMS],
        "storageCrs": CRS84.uri,
        "links": [*links, *_of_collection(request, one, held)],
    }
    extent = _extent(one, held)
    return body | {"extent": extent} if extent else body


def _view(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _extent(one: Collection, held: Whole) -> dict[str, Any]:
    """Where and when the features are; nothing while there is none."""
    if held.bounds is None:
        return {}
    extent: dict[str, Any] = {"spatial": {"bbox": [list(held.bounds)], "crs": CRS84.uri}}
    if one.dated:
        first, last = held.first_day, held.last_day
        # From the first moment of a day in Korea to the last.
        interval = [f"{first}T00:00:00+09:00" if first else None, f"{last}T23:59:59+09:00" if last else None]
        gregorian = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
        extent["temporal"] = {"interval": [interval], "trs": gregorian}
    return extent


def _of_collection(request: HttpRequest, one: Collection, held: Whole) -> list[dict[str, Any]]:
    """Where its features, queryables, tiles and terms are."""
    return [
        link(absolute(request, "ogc:items", one.id), "items", type=GEOJSON, title=one.title),
        link(absolute(request, "ogc:items", one.id, f="html"), "items", type=HTML, title=one.title),
        link(
            absolute(request, "ogc:queryables", one.id), f"{REL}queryables", type=SCHEMA, title=_("What to filter by")
        ),
        *(
            link(source.license_url, "license", type=HTML, title=f"{source.title}: {source.license}")
            for source in held.sources
            if source.license_url
        ),
        link(absolute(request, "ogc:tilesets", one.id), f"{REL}tilesets-vector", title=_("Map tiles")),
        link(_tilejson(request, one), "related", title="TileJSON"),
    ]


def _tilejson(request: HttpRequest, one: Collection) -> str:
    return absolute(request, "tiles:tilejson", one.tiles)


def queryables(request: HttpRequest, one: Collection) -> dict[str, Any]:
    """What a filter or a parameter may name, as JSON Schema."""
    properties: dict[str, Any] = {name: field.schema() for name, field in one.queryables.items()}
    properties["geometry"] = {
        "title": _("Geometry"),
        "format": f"geometry-{one.geometry}",
        "x-ogc-role": "primary-geometry",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": absolute(request, "ogc:queryables", one.id),
        "type": "object",
        "title": str(one.title),
        "properties": properties,
        "additionalProperties": False,
    }


def tilesets(request: HttpRequest, one: Collection) -> dict[str, Any]:
    """The sets of map tiles of a collection: one, in Web Mercator (OGC API Tiles)."""
    return {"links": itself(request), "tilesets": [tileset(request, one)]}


def tileset(request: HttpRequest, one: Collection) -> dict[str, Any]:
    """Where the tiles are; the layer shows what a map needs, below zoom 11 counts in place of places."""
    template = request.build_absolute_uri(f"/tiles/{one.tiles}/") + "{tileMatrix}/{tileCol}/{tileRow}.mvt"
    return {
        "title": str(one.title),
        "dataType": "vector",
        "crs": SYSTEMS[-1].uri,
        "tileMatrixSetURI": TILE_MATRIX_SET,
        "links": [
            link(absolute(request, "ogc:tileset", one.id), "self"),
            link(template, "item", type=MVT) | {"templated": True},
            link(TILE_MATRIX_SET, f"{REL}tiling-scheme"),
            link(_tilejson(request, one), "describedby", type=JSON, title="TileJSON"),
        ],
    }
