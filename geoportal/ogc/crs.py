"""The coordinate systems that features are given in and asked by, with the axes in the order of their definitions."""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "http://www.opengis.net/def/crs/"


@dataclass(frozen=True, slots=True)
class Crs:
    """One system. `geojson` draws `f.geom` in it, as text; `bounds` (west, south, east, north in its own numbers,
    easting first) hold all that the portal knows, so that a box may be cut down to them."""

    uri: str
    srid: int
    flipped: bool
    bounds: tuple[float, float, float, float]
    geojson: str
    geojson_polygons: str


def _epsg(code: int) -> str:
    return f"{PREFIX}EPSG/0/{code}"


# Latitude stops where Web Mercator does.
_DEGREES = (-180.0, -85.05, 180.0, 85.05)
_METRES_5179 = (200_000.0, 1_000_000.0, 1_800_000.0, 3_000_000.0)
_METRES_5186 = (-500_000.0, -300_000.0, 900_000.0, 1_600_000.0)
_MERCATOR = (-20_037_508.3, -20_000_000.0, 20_037_508.3, 20_000_000.0)
# Seven decimals of a degree are a centimetre, as are two of a metre. The last 0 leaves out GeoJSON's former `crs`.
CRS84 = Crs(
    f"{PREFIX}OGC/1.3/CRS84", 4326, False, _DEGREES,
    "ST_AsGeoJSON(f.geom, 7, 0)", "ST_AsGeoJSON(ST_ForcePolygonCCW(f.geom), 7, 0)",
)  # fmt: skip
SYSTEMS: tuple[Crs, ...] = (
    CRS84,
    Crs(
        _epsg(4326), 4326, True, _DEGREES,
        "ST_AsGeoJSON(ST_FlipCoordinates(f.geom), 7, 0)",
        "ST_AsGeoJSON(ST_FlipCoordinates(ST_ForcePolygonCCW(f.geom)), 7, 0)",
    ),
    Crs(
        _epsg(5179), 5179, True, _METRES_5179,
        "ST_AsGeoJSON(ST_FlipCoordinates(ST_Transform(f.geom, 5179)), 2, 0)",
        "ST_AsGeoJSON(ST_FlipCoordinates(ST_Transform(ST_ForcePolygonCCW(f.geom), 5179)), 2, 0)",
    ),
    Crs(
        _epsg(5186), 5186, True, _METRES_5186,
        "ST_AsGeoJSON(ST_FlipCoordinates(ST_Transform(f.geom, 5186)), 2, 0)",
        "ST_AsGeoJSON(ST_FlipCoordinates(ST_Transform(ST_ForcePolygonCCW(f.geom), 5186)), 2, 0)",
    ),
    Crs(
        _epsg(3857), 3857, False, _MERCATOR,
        "ST_AsGeoJSON(ST_Transform(f.geom, 3857), 2, 0)",
        "ST_AsGeoJSON(ST_Transform(ST_ForcePolygonCCW(f.geom), 3857), 2, 0)",
    ),
)  # fmt: skip
BY_URI: dict[str, Crs] = {one.uri: one for one in SYSTEMS}
