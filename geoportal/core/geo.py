"""Points and the fixed coordinate systems: WGS84 (4326) in and out, metres in 5179."""

from __future__ import annotations

import math
from functools import cache

from django.contrib.gis.gdal import CoordTransform, SpatialReference
from django.contrib.gis.geos import Point

WGS84 = 4326
METRIC = 5179
WEB = 3857
POSITION_DECIMALS = 3


def point(lat: float, lon: float) -> Point:
    """A WGS84 point; the one place where latitude and longitude change order.

    Raises ValueError when a value is not finite or out of range.
    """
    if not (math.isfinite(lat) and -90 <= lat <= 90):
        raise ValueError(f"latitude out of range: {lat}")
    if not (math.isfinite(lon) and -180 <= lon <= 180):
        raise ValueError(f"longitude out of range: {lon}")
    return Point(lon, lat, srid=WGS84)


def coarse_point(lat: float, lon: float) -> Point:
    """A person's position with the digits finer than about 100 m dropped on arrival."""
    return point(round(lat, POSITION_DECIMALS), round(lon, POSITION_DECIMALS))


@cache
def transform(source: int, target: int) -> CoordTransform:
    """The kept transform between two EPSG codes; building one costs more than a search."""
    return CoordTransform(SpatialReference(source), SpatialReference(target))
