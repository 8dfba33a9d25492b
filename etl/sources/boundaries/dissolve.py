"""Geometry: fit finer polygons into wider ones, close slivers, join dongs, change to WGS84.

All is done in EPSG:5179 (metres) on ONE coverage, whose neighbours share their edges vertex by
vertex, so what is joined from it shares its edges too; only then each vertex is moved to WGS84.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import shapely
from pyproj import Transformer

GAP_WIDTH_M = 20.0  # narrower gaps are digitising slivers, not water
CRUMB_SHARE = 0.01  # a detached piece below this share of its polygon is a digitising remnant

Areas = Mapping[str, shapely.Geometry]


def carve(wide: Areas, finer: Areas) -> tuple[dict[str, shapely.Geometry], dict[str, str]]:
    """Divide each wide polygon fully among the finer ones that lie mostly in it.

    Returns the finer polygons as they fit (together exactly the wide ones), and which wide polygon
    each is in. What no finer polygon covers goes to the neighbour with the longest common border.
    """
    home = {code: max(wide, key=lambda key: _common_area(wide[key], area)) for code, area in finer.items()}
    fitted: dict[str, shapely.Geometry] = {}
    for key, area in wide.items():
        fitted |= _divide(area, {code: finer[code] for code in finer if home[code] == key})
    return fitted, home


def coverage(areas: Areas) -> dict[str, shapely.Geometry]:
    """The same polygons without overlaps or slivers, neighbours sharing every vertex of an edge."""
    cleaned = shapely.coverage_clean(np.asarray(list(areas.values())), gap_width=GAP_WIDTH_M)
    return dict(zip(areas, cleaned, strict=True))


def join(areas: Iterable[shapely.Geometry]) -> shapely.Geometry:
    """One area of parts of a coverage."""
    return shapely.coverage_union_all(np.asarray(list(areas)))


def to_wgs84_wkb(areas: Sequence[shapely.Geometry]) -> list[bytes]:
    """Valid MultiPolygons in EPSG:4326 (lon, lat) as WKB, from areas in EPSG:5179."""
    to_wgs84 = Transformer.from_crs(5179, 4326, always_xy=True)

    def moved(points: np.ndarray) -> np.ndarray:
        return np.column_stack(to_wgs84.transform(points[:, 0], points[:, 1]))

    shapes = shapely.transform(np.asarray(areas), moved)
    return [shapely.to_wkb(_multipolygon(shape)) for shape in shapes]


def _divide(area: shapely.Geometry, parts: Areas) -> dict[str, shapely.Geometry]:
    pieces = {code: _main_parts(shapely.intersection(area, part)) for code, part in parts.items()}
    rest = shapely.difference(area, shapely.union_all(list(pieces.values())))
    left_over: dict[str, list[shapely.Geometry]] = {code: [] for code in pieces}
    for scrap in shapely.get_parts(rest):
        left_over[max(pieces, key=lambda code: _common_border(pieces[code], scrap))].append(scrap)
    return {code: shapely.union_all([piece, *left_over[code]]) for code, piece in pieces.items()}


def _main_parts(area: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(area)
    return shapely.union_all(parts[shapely.area(parts) >= CRUMB_SHARE * shapely.area(area)])


def _common_area(one: shapely.Geometry, other: shapely.Geometry) -> float:
    return float(shapely.area(shapely.intersection(one, other)))


def _common_border(one: shapely.Geometry, other: shapely.Geometry) -> tuple[float, float]:
    """Longer common border first; for one that nobody touches, the nearer."""
    border = shapely.length(shapely.intersection(one, shapely.boundary(other)))
    return float(border), -float(shapely.distance(one, other))


def _multipolygon(shape: shapely.Geometry) -> shapely.MultiPolygon:
    if not shapely.is_valid(shape):
        shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = shapely.get_parts(shape)
    return shapely.MultiPolygon(list(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]))
