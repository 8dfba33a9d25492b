"""Projected coordinates to WGS84; each transformation is built once and kept."""

from __future__ import annotations

from functools import cache

from pyproj import Transformer


def to_wgs84(x: float, y: float, *, epsg: int) -> tuple[float, float]:
    """Latitude and longitude in degrees of a point, east `x` and north `y` in metres, of the system `epsg`.

    Negative metres are legal (Baengnyeong-do lies west of the zero of EPSG:5174), so whether a point can be
    is asked after, not before. What cannot be transformed is infinite.
    """
    lon, lat = transformer(epsg).transform(x, y)
    return float(lat), float(lon)


@cache
def transformer(epsg: int) -> Transformer:
    """From a projected system to WGS84, east before north; of Bessel systems with the datum shift."""
    return Transformer.from_crs(f"EPSG:{epsg}", "EPSG:4326", always_xy=True)
