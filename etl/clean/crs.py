"""Korea's coordinate systems: stated numbers to WGS84 degrees, by transforms that are built once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

Points = npt.NDArray[np.float64]

WGS84 = 4326
METRIC = 5179
PERMITS = 5174
OLD_DEGREES = 4162
# What files about Korea are in, or say they are. KGD2002 (GRS80): 5179-5188; Bessel: 5173-5178, 2096-2098, 4162.
EPSG_CODES = (
    4326, 5179, 5186, 5174, 2097, 5181, 5178, 5185, 5187, 5188, 5173, 5175, 5176, 5177, 2096, 2098,
    5180, 5182, 5183, 5184, 3857, 32652, 4162,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class System:
    """A coordinate system as a file may use it: by EPSG code, with the axes as usual (x, y) or swapped."""

    epsg: int
    is_swapped: bool = False

    def __str__(self) -> str:
        return f"EPSG:{self.epsg}{' with its two axes swapped' if self.is_swapped else ''}"


SYSTEMS = tuple(System(epsg, swapped) for swapped in (False, True) for epsg in EPSG_CODES)


def to_wgs84(x: float, y: float, *, epsg: int = PERMITS) -> tuple[float, float]:
    """(lat, lon) in degrees of a stated X (east) and Y (north); NaN, NaN for what has no place on earth.

    EPSG:5174 as PROJ has it by default (Bessel, +towgs84=-115.80,474.99,674.11,1.16,-2.31,-1.63,6.43). Numbers
    below zero are legal west of and south of the origin: what is not in Korea is told afterwards, in degrees.
    """
    lon, lat = moved(np.array([[x, y]], dtype=np.float64), System(epsg))[0]
    return float(lat), float(lon)


def moved(points: Points, system: System, *, to: int = WGS84) -> Points:
    """Rows (x, y) of a system as rows (x, y) of another (for degrees: lon, lat); NaN where there is no answer."""
    x, y = (points[:, 1], points[:, 0]) if system.is_swapped else (points[:, 0], points[:, 1])
    result = np.column_stack(transformer(system.epsg, to).transform(x, y))
    result[~np.isfinite(result).all(axis=1)] = np.nan
    return result


@cache
def transformer(source: int, target: int) -> Transformer:
    """The kept transform between two EPSG codes, x first; building one costs more than thousands of points."""
    return Transformer.from_crs(source, target, always_xy=True)


def stated_system(text: str) -> int | None:
    """The EPSG code of a .prj's WKT (ESRI's, or GeoTools' with AXIS), or of `EPSG:5179`, `urn:ogc:def:crs:...`.

    By the numbers in it, not by its name. None when it is empty, unreadable or none of `EPSG_CODES`.
    """
    words = text.strip()
    if not words:
        return None
    if words.upper().endswith(("CRS84", ":4326")):
        return WGS84
    try:
        crs = CRS.from_wkt(words) if "[" in words else CRS.from_epsg(int(words.rsplit(":", 1)[-1]))
    except (CRSError, ValueError):
        return None
    numbers = shape_of(crs.source_crs if crs.is_bound and crs.source_crs else crs)
    return next((epsg for epsg in EPSG_CODES if known_shape(epsg) == numbers), None)


@cache
def known_shape(epsg: int) -> tuple[object, ...]:
    """`shape_of` one of `EPSG_CODES`."""
    return shape_of(CRS.from_epsg(epsg))


def shape_of(crs: CRS) -> tuple[object, ...]:
    """What makes a system: its ellipsoid, its projection and that one's numbers (degrees, metres)."""
    ellipsoid = crs.ellipsoid
    size = (round(ellipsoid.semi_major_metre), round(ellipsoid.inverse_flattening, 4)) if ellipsoid else ()
    operation = crs.coordinate_operation
    if operation is None:
        return size
    numbers = {one.name.lower(): round(float(one.value), 5) for one in operation.params if one.value}
    return (*size, operation.method_name.lower(), *sorted(numbers.items()))
