"""Boxes and shapes that are asked for, as WGS84 geometries that the database can take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import orjson
from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry, LineString, Point, Polygon
from django.utils.translation import gettext as _

from geoportal.core import geo
from geoportal.ogc.crs import CRS84, Crs

# Points on each side of a box in metres, whose sides bend when they become degrees.
STEPS = 32
MOST_POINTS = 2000
SHAPES = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}


class Unreadable(ValueError):
    """What was asked cannot be read; its text is for the reader."""


def box_of(numbers: Sequence[float], crs: Crs) -> GEOSGeometry:
    """Four numbers, or six with heights, which no feature has, in the order of the system's axes.

    A box in degrees whose west is east of its east crosses the antimeridian and becomes two. What lies beyond
    the bounds of the system is cut off; the result may be empty.
    """
    if len(numbers) not in (4, 6) or not all(map(math.isfinite, numbers)):
        raise Unreadable(_("Give four numbers, or six with heights."))
    half = len(numbers) // 2
    first, second, last, other = *numbers[:2], *numbers[half : half + 2]
    west, south, east, north = (second, first, other, last) if crs.flipped else (first, second, last, other)
    if south > north or (half == 3 and numbers[2] > numbers[5]):
        raise Unreadable(_("The box is empty: its lower corner comes first."))
    if crs.srid != geo.WGS84:
        if west > east:
            raise Unreadable(_("The box is empty: its lower corner comes first."))
        return _in_degrees(_cut(west, south, east, north, crs), crs)
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise Unreadable(_("Degrees are out of range, or latitude and longitude are swapped."))
    if west <= east:
        return _rectangle(_cut(west, south, east, north, crs))
    halves = (_cut(west, south, 180, north, crs), _cut(-180, south, east, north, crs))
    return _rectangle(halves[0]).union(_rectangle(halves[1]))


def shape_of(literal: dict[str, Any], crs: Crs) -> GEOSGeometry:
    """A GeoJSON geometry of a filter, of at most `MOST_POINTS` points."""
    if literal.get("type") not in SHAPES:
        raise Unreadable(_("A filter can hold points, lines and polygons only."))
    try:
        shape = GEOSGeometry(orjson.dumps({"type": literal["type"], "coordinates": literal["coordinates"]}).decode())
    except (ValueError, KeyError, TypeError, GEOSException, GDALException):
        raise Unreadable(_("This geometry cannot be read.")) from None
    if shape.empty or shape.num_coords > MOST_POINTS or not _is_finite(shape) or not shape.valid:
        raise Unreadable(_("This geometry is empty, too large or crosses itself."))
    shape = GEOSGeometry(shape.wkb, srid=crs.srid)
    if crs.flipped:
        shape = _flipped(shape)
    shape = shape.intersection(_rectangle(crs.bounds, srid=crs.srid))
    return shape if crs.srid == geo.WGS84 or shape.empty else _in_degrees_shape(shape, crs)


def _is_finite(shape: GEOSGeometry) -> bool:
    return all(map(math.isfinite, shape.extent))


def _flipped(shape: GEOSGeometry) -> GEOSGeometry:
    def swap(part: Any) -> Any:
        return [swap(one) for one in part] if isinstance(part[0], list | tuple) else (part[1], part[0])

    parsed = orjson.loads(shape.geojson)
    parsed["coordinates"] = swap(parsed["coordinates"])
    return GEOSGeometry(GEOSGeometry(orjson.dumps(parsed).decode()).wkb, srid=shape.srid)


def _cut(west: float, south: float, east: float, north: float, crs: Crs) -> tuple[float, float, float, float]:
    """The part of the box within the system's bounds; of no size at their edge when there is none."""
    bounds = crs.bounds
    return (
        min(max(west, bounds[0]), bounds[2]), min(max(south, bounds[1]), bounds[3]),
        min(max(east, bounds[0]), bounds[2]), min(max(north, bounds[1]), bounds[3]),
    )  # fmt: skip


def _rectangle(corners: tuple[float, float, float, float], srid: int = geo.WGS84) -> GEOSGeometry:
    """A box; a point or a line when it has no area."""
    west, south, east, north = corners
    if west == east or south == north:
        point = west == east and south == north
        return Point(west, south, srid=srid) if point else LineString((west, south), (east, north), srid=srid)
    return Polygon(((west, south), (east, south), (east, north), (west, north), (west, south)), srid=srid)


def _in_degrees(corners: tuple[float, float, float, float], crs: Crs) -> GEOSGeometry:
    """A box in metres, its sides as many short ones."""
    west, south, east, north = corners
    turns = ((west, south), (east, south), (east, north), (west, north), (west, south))
    ring = [
        (x + (to_x - x) * step / STEPS, y + (to_y - y) * step / STEPS)
        for (x, y), (to_x, to_y) in pairwise(turns)
        for step in range(STEPS)
    ]
    return _in_degrees_shape(Polygon([*ring, ring[0]], srid=crs.srid), crs)


def _in_degrees_shape(shape: GEOSGeometry, crs: Crs) -> GEOSGeometry:
    return shape.transform(geo.transform(crs.srid, CRS84.srid), clone=True)
