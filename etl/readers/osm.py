"""OpenStreetMap files as rows: .osm (XML), .osm.pbf, and .geojson as `etl/osm_fetch.py` saves it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.errors import ParseFailed
from etl.readers.osm_pbf import check_pbf
from etl.readers.osm_tags import is_wanted, without_persons
from etl.readers.osm_xml import check_xml

CONFIG = Path(__file__).with_name("osmconf.ini")
BATCH_ROWS = 2_000
MAX_GEOJSON_BYTES = 300_000_000
ELEMENT_ID = re.compile(r"(?:node|way|relation)/[1-9]\d{0,18}")
QUERIES = (
    "SELECT osm_id, NULL AS osm_way_id, all_tags FROM points "
    "WHERE amenity IS NOT NULL OR healthcare IS NOT NULL OR office IS NOT NULL",
    "SELECT osm_id, osm_way_id, all_tags FROM multipolygons "
    "WHERE amenity IS NOT NULL OR healthcare IS NOT NULL OR office IS NOT NULL",
)

Row = dict[str, str]


class Feature(NamedTuple):
    """One element of the map: `node/1`, `way/2` or `relation/3`, its tags and its shape in WGS84."""

    id: str
    tags: dict[str, Any]
    geometry: BaseGeometry


def rows_of(path: Path, *, within: bytes = b"") -> Iterator[Row]:
    """The features of a file that may be places: `@id`, `@lat`, `@lon`, `@date`, and each tag under its own key.

    `@lat`, `@lon` are degrees of a point inside the shape; `@date` is the ISO day for which the file is true,
    or ``. With `within` (WKB, WGS84) only features whose point lies in it. Rows come one by one: the file is
    never in memory whole, but for .geojson. ParseFailed, at the latest after the last row, when it is not
    what it seems to be: none of its rows may be used then.
    """
    try:
        day, features = opened(path)
        area = shapely.from_wkb(within) if within else None
        if area is not None:
            shapely.prepare(area)
        for feature in features:
            row = row_of(feature, day)
            if row and (area is None or shapely.contains_xy(area, float(row["@lon"]), float(row["@lat"]))):
                yield row
    except ParseFailed as error:
        raise ParseFailed(f"{path.name}: {error}") from error


def opened(path: Path) -> tuple[str, Iterator[Feature]]:
    """The file's day and its features, by its first bytes."""
    with path.open("rb") as file:
        start = file.read(64)
    if start[6:15] == b"OSMHeader":
        return check_pbf(path), features_by_gdal(path)
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:1] == b"{":
        return features_of_geojson(path)
    if text[:1] == b"<" or start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return check_xml(path), features_by_gdal(path)
    raise ParseFailed("This is neither .osm nor .osm.pbf nor .geojson; unpack it first if it is packed.")


def row_of(feature: Feature, day: str) -> Row | None:
    """A feature as a row, or None when it can't be a place."""
    tags = without_persons(feature.tags)
    point = inner_point(feature.geometry) if is_wanted(tags) else None
    if point is None:
        return None
    return {"@id": feature.id, "@lat": f"{point.y:.7f}", "@lon": f"{point.x:.7f}", "@date": day, **tags}


def inner_point(geometry: BaseGeometry) -> shapely.Point | None:
    """The point, or one inside the area (the middle of an L may lie outside of it).

    None for what has no inside: a way that is not closed, a relation that is no area.
    """
    if isinstance(geometry, shapely.Point):
        return None if geometry.is_empty else geometry
    whole = geometry if geometry.is_valid else shapely.make_valid(geometry)
    return shapely.point_on_surface(whole) if whole.area > 0 else None


def features_by_gdal(path: Path) -> Iterator[Feature]:
    """The features with a key we ask for, a few thousand at a time; GDAL keeps its index of nodes on disk."""
    with TemporaryDirectory(prefix="etl-osm-") as folder:
        pyogrio.set_gdal_config_options({"CPL_TMPDIR": folder, "OSM_MAX_TMPFILE_SIZE": "64"})
        try:
            for query in QUERIES:
                yield from features_of_layer(path, query)
        except (DataSourceError, DataLayerError, RuntimeError, OSError) as error:
            raise ParseFailed(f"GDAL can't read the file: {error}.") from error
        finally:
            pyogrio.set_gdal_config_options({"CPL_TMPDIR": None, "OSM_MAX_TMPFILE_SIZE": None})


def features_of_layer(path: Path, query: str) -> Iterator[Feature]:
    """The features that one query finds."""
    options = {"CONFIG_FILE": str(CONFIG), "TAGS_FORMAT": "JSON"}
    with pyogrio.open_arrow(path, sql=query, use_pyarrow=True, batch_size=BATCH_ROWS, **options) as (stated, batches):
        geometry = stated["geometry_name"] or "wkb_geometry"
        for batch in batches:
            for row in batch.to_pylist():
                yield Feature(element_id(row, query), json.loads(row["all_tags"]), shapely.from_wkb(row[geometry]))


def element_id(row: dict[str, Any], query: str) -> str:
    """`node/1`, `way/2` or `relation/3`: of areas GDAL names the way, or else the relation."""
    if row["osm_way_id"]:
        return f"way/{row['osm_way_id']}"
    return f"{'node' if query == QUERIES[0] else 'relation'}/{row['osm_id']}"


def features_of_geojson(path: Path) -> tuple[str, Iterator[Feature]]:
    """The day and the features of a collection whose features have ids like `way/2` and tags as properties."""
    if path.stat().st_size > MAX_GEOJSON_BYTES:
        raise ParseFailed(f"The file has more than {MAX_GEOJSON_BYTES:,} bytes.")
    try:
        collection = json.loads(path.read_bytes())
        features: list[dict[str, Any]] = collection["features"]
        found = [geojson_feature(one) for one in features]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, shapely.errors.ShapelyError) as error:
        raise ParseFailed(f"This is not a whole collection of GeoJSON features: {error!r}.") from error
    return str(collection.get("timestamp", ""))[:10], iter(found)


def geojson_feature(stated: dict[str, Any]) -> Feature:
    """One feature; ValueError when it does not say which element of the map it is."""
    tags: dict[str, Any] = stated["properties"] or {}
    own = str(stated.get("id") or tags.get("@id") or "")
    if not ELEMENT_ID.fullmatch(own):
        raise ValueError(f"no id of an element: {own[:40]!r}")
    return Feature(own, tags, shape(stated["geometry"]))
