"""GeoJSON: a collection of features in whatever coordinates; runs in a child process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from shapely.geometry import shape

from etl.errors import ParseFailed
from etl.readers.layer import MAX_FEATURES, Layer, as_text, layer
from etl.readers.letters import decoded

TYPES = ("Point", "MultiPoint", "Polygon", "MultiPolygon")
MAX_BYTES = 100_000_000


def read_geojson(path: Path) -> Layer:
    """The features of a GeoJSON file; `crs` is what its member of that name says (none: SGIS writes 5179 without)."""
    if path.stat().st_size > MAX_BYTES:
        raise ParseFailed(f"The GeoJSON has more than {MAX_BYTES:,} bytes.")
    try:
        stated = json.loads(read_text(path), parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise ParseFailed(f"This is not complete GeoJSON: {error}") from error
    features = stated.get("features") if isinstance(stated, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise ParseFailed("This is no FeatureCollection of GeoJSON.")
    if len(features) > MAX_FEATURES:
        raise ParseFailed(f"The file has {len(features):,} features; at most {MAX_FEATURES:,} are taken.")
    return collection(features, crs=crs_of(stated))


def read_text(path: Path) -> str:
    """The text of a file, in whatever encoding."""
    return decoded([path.read_bytes().removeprefix(b"\xef\xbb\xbf")])[0]


def collection(features: list[dict[str, Any]], *, crs: str) -> Layer:
    """The layer of a list of features, which are emptied on the way: numbers in Python take much memory."""
    attributes = [one.get("properties") or {} for one in features]
    columns = list(dict.fromkeys(name for row in attributes for name in row))
    rows = [[as_text(row.get(name)) for name in columns] for row in attributes]
    shapes = np.empty(len(features), dtype=object)
    shapes[:] = [geometry(one.pop("geometry", None), number) for number, one in enumerate(features, start=1)]
    return layer(columns, rows, shapes, crs=crs)


def geometry(stated: Any, number: int) -> Any:
    """A shape; ParseFailed when it is none of points or polygons."""
    if stated is None:
        return None
    if not isinstance(stated, dict) or stated.get("type") not in TYPES:
        raise ParseFailed(f"Feature {number} is neither a point nor a polygon.")
    try:
        return shape(stated)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError) as error:
        raise ParseFailed(f"Feature {number} has no sound coordinates ({error}).") from error


def crs_of(stated: dict[str, Any]) -> str:
    """What the old `crs` member says: `urn:ogc:def:crs:EPSG::5179`; `` without one."""
    crs = stated.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return str(properties.get("name") or "")[:2000] if isinstance(properties, dict) else ""


def no_number(name: str) -> NoReturn:
    """ParseFailed for NaN and Infinity, which JSON does not have."""
    raise ParseFailed(f"The file has {name} for a number.")
