"""A collection of the OGC API as one file for a GIS: GeoPackage (EPSG:5186), GeoJSON (WGS84) or CSV, by its ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import orjson
import pandas
import pyogrio
import shapely
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from geoportal.core.errors import Unavailable
from geoportal.core.geo import WGS84
from geoportal.exports.csv_file import write_csv
from geoportal.ogc import queries
from geoportal.ogc.collections import COLLECTIONS, Collection
from geoportal.ogc.conditions import Conditions
from geoportal.ogc.cql2 import TEXT, Filter, parsed
from geoportal.ogc.crs import CRS84
from geoportal.ogc.days import days
from geoportal.ogc.fields import Kind
from geoportal.ogc.shapes import Unreadable
from maps.coverage_file import DELIVERED

TERMS = [
    "source", "title", "publisher", "license", "license_url", "attribution", "reference_date", "is_sample",
    "exported_on",
]  # fmt: skip
TYPES = {Kind.INTEGER: "Int64", Kind.BOOLEAN: "boolean"}
Pages = Iterator[list[str]]


class ExportError(Exception):
    """The file cannot be written; the text says why."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What goes into the file: the collection, its features as GeoJSON text, page by page, and whose they are."""

    collection: Collection
    pages: Pages
    terms: list[dict[str, Any]]
    on: str


def write_layer(name: str, out: Path, *, where: str = "", on: str = "", language: str = "ko") -> int:
    """Write the features of a collection that fit `where` (CQL2 text) and have days in `on` (a day, or `from/to`), all
    as they stand at one moment; how many. An old file stands until the new one is whole.

    ExportError when a condition cannot be read, or the database takes too long.
    """
    collection = COLLECTIONS[name]
    temporary = out.with_name(f".{out.name}.part{out.suffix}")
    temporary.unlink(missing_ok=True)
    counted: list[int] = []
    try:
        with translation.override(language), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            pages = read(conditions(collection, where, on), counted)
            today = timezone.localdate().isoformat()
            WRITERS[out.suffix](Layer(collection, pages, terms(collection, today), today), temporary)
        temporary.replace(out)
    except Unreadable as error:
        raise ExportError(str(error)) from None
    except Unavailable:
        raise ExportError(
            "the database took too long; raise GEOPORTAL_STATEMENT_TIMEOUT_MS or narrow --where"
        ) from None
    finally:
        temporary.unlink(missing_ok=True)
    return sum(counted)


def conditions(collection: Collection, where: str, on: str) -> Conditions:
    """What of the collection is wanted; Unreadable when it cannot be told."""
    wanted = Conditions(collection)
    if where:
        wanted.pieces.append(Filter(wanted, CRS84).sql(parsed(where, TEXT)))
    if on:
        wanted.during(days(on))
    return wanted


def read(wanted: Conditions, counted: list[int]) -> Pages:
    """The features page by page; the length of each page is put into `counted`."""
    after = -1
    while found := queries.page(
        wanted, crs=CRS84, after=after, limit=wanted.collection.most, base=settings.WAGTAILADMIN_BASE_URL
    ):
        counted.append(len(found))
        after = found[-1].key
        yield [feature.text for feature in found]


def terms(collection: Collection, on: str) -> list[dict[str, Any]]:
    """Title, publisher, licence and date of each source of the collection."""
    return [
        dict(zip(TERMS, (
            source.name, source.title, source.publisher_name, source.license, source.license_url, source.attribution,
            source.reference_date.isoformat() if source.reference_date else None, source.is_sample, on,
        ), strict=True))
        for source in queries.whole(collection).sources
    ]  # fmt: skip


def write_geojson(layer: Layer, out: Path) -> None:
    """A FeatureCollection with the terms of its sources before the features, one of these a line."""
    head = {"type": "FeatureCollection", "name": layer.collection.id, "exported_on": layer.on, "sources": layer.terms}
    with out.open("w", encoding="utf-8") as file:
        file.write(orjson.dumps(head).decode().removesuffix("}") + ',"features":[')
        comma = "\n"
        for page in layer.pages:
            file.write(comma + ",\n".join(page))
            comma = ",\n"
        file.write("\n]}\n")


def write_table(layer: Layer, out: Path) -> None:
    """A CSV; points as `lon` and `lat`, areas without their outlines."""
    names = [one.name for one in layer.collection.fields]
    place = [] if layer.collection.has_areas else ["lon", "lat"]

    def rows() -> Iterator[list[Any]]:
        for feature in (orjson.loads(text) for page in layer.pages for text in page):
            point = feature["geometry"]["coordinates"] if place and feature["geometry"] else [None for _ in place]
            yield [feature["id"], *(flat(feature["properties"].get(name)) for name in names), *point, layer.on]

    with out.open("w", encoding="utf-8", newline="") as file:
        write_csv(file, ["id", *names, *place, "exported_on"], rows())


def write_geopackage(layer: Layer, out: Path) -> None:
    """A layer of the collection's name, and a table `sources` with their terms."""
    kind = "MultiPolygon" if layer.collection.has_areas else "Point"
    how = {"layer": layer.collection.id, "engine": "pyogrio", "geometry_type": kind}
    begun = False
    for page in layer.pages:
        frame(layer.collection, page).to_file(out, **how, promote_to_multi=layer.collection.has_areas, append=begun)
        begun = True
    if not begun:
        frame(layer.collection, []).to_file(out, **how)
    pyogrio.write_dataframe(pandas.DataFrame(layer.terms, columns=TERMS), out, layer="sources", append=True)


def frame(collection: Collection, page: list[str]) -> geopandas.GeoDataFrame:
    """Features with a column for each property, of the same type on every page."""
    found = [orjson.loads(text) for text in page]
    columns: dict[str, Any] = {"feature_id": pandas.Series([str(one["id"]) for one in found], dtype="string")}
    for field in collection.fields:
        values = [flat(one["properties"].get(field.name)) for one in found]
        columns[field.name] = pandas.Series(values, dtype=TYPES.get(field.kind, "string"))
    shapes = [orjson.dumps(one["geometry"]).decode() if one["geometry"] else None for one in found]
    geometry = shapely.from_geojson(shapes) if shapes else []
    return geopandas.GeoDataFrame(columns, geometry=geometry, crs=WGS84).to_crs(DELIVERED)


def flat(value: Any) -> Any:
    """A list as one text: `none` when nothing is in it, while what is unknown stays empty."""
    return (",".join(value) or "none") if isinstance(value, list) else value


WRITERS: dict[str, Callable[[Layer, Path], None]] = {
    ".gpkg": write_geopackage,
    ".geojson": write_geojson,
    ".csv": write_table,
}
