"""Made-up units, and vector files of them in any coordinate system, for tests of readers and proofs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from pyproj import CRS, Transformer

# What GDAL calls the format of a suffix.
DRIVERS = {".shp": "ESRI Shapefile", ".gpkg": "GPKG", ".geojson": "GeoJSON"}
WriteVector = Callable[..., Path]


def made_up_units() -> dict[str, shapely.Geometry]:
    """Six units of about 6 km with wavy edges, side by side around lat 37.3, lon 126.9."""
    units = {}
    for number in range(6):
        west, south = 126.8 + 0.07 * (number % 3), 37.25 + 0.055 * (number // 3)
        turn = np.linspace(0, 2 * np.pi, 90, endpoint=False)
        wave = 1 + 0.08 * np.sin(5 * turn + number)
        ring = np.column_stack((west + 0.033 * wave * np.cos(turn), south + 0.027 * wave * np.sin(turn)))
        units[f"4111{number + 1}"] = shapely.Polygon(ring)
    return units


@pytest.fixture(scope="session")
def units() -> dict[str, shapely.Geometry]:
    """Made-up units in EPSG:4326, by code."""
    return made_up_units()


@cache
def transformer(epsg: int) -> Transformer:
    """Made once for each system: it costs more than all the points of a file."""
    return Transformer.from_crs(4326, epsg, always_xy=True)


def in_system(shapes: Sequence[shapely.Geometry], epsg: int) -> list[shapely.Geometry]:
    to = transformer(epsg)
    moved = shapely.transform(
        np.asarray(shapes, dtype=object), lambda points: np.column_stack(to.transform(points[:, 0], points[:, 1]))
    )
    return list(moved)


def multi(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.MultiPolygon(list(shapely.get_parts(shape)))


def write(
    path: Path,
    shapes: Sequence[shapely.Geometry],
    *,
    rows: dict[str, Sequence[object]],
    epsg: int,
    claimed: int | None = None,
    encoding: str = "CP949",
) -> Path:
    """A file whose shapes are in `epsg` and that says they are in `claimed` (None: it says nothing)."""
    driver = DRIVERS[path.suffix]
    extra = {"encoding": encoding} if path.suffix == ".shp" else {"RFC7946": "NO"} if path.suffix == ".geojson" else {}
    kind = "Point" if shapely.get_type_id(shapes[0]) == 0 else "MultiPolygon" if path.suffix == ".gpkg" else "Polygon"
    written = [multi(one) if kind == "MultiPolygon" else one for one in in_system(shapes, epsg)]
    pyogrio.raw.write(
        path, shapely.to_wkb(np.asarray(written, dtype=object)), [np.asarray(v, dtype=object) for v in rows.values()],
        list(rows), driver=driver, geometry_type=kind, crs=f"EPSG:{claimed or epsg}", **extra,
    )  # fmt: skip
    if path.suffix == ".shp":
        path.with_suffix(".cpg").unlink(missing_ok=True)
        path.with_suffix(".prj").unlink(missing_ok=True)
        if claimed:
            path.with_suffix(".prj").write_text(CRS.from_epsg(claimed).to_wkt("WKT1_ESRI"))
    elif path.suffix == ".geojson" and claimed is None:
        lines = [line for line in path.read_text().splitlines() if not line.startswith('"crs"')]
        path.write_text("\n".join(lines))
    return path


@pytest.fixture(scope="session")
def write_vector() -> WriteVector:
    """The function `write`."""
    return write


@pytest.fixture(scope="session")
def to_system() -> Callable[[Sequence[shapely.Geometry], int], list[shapely.Geometry]]:
    """The function `in_system`."""
    return in_system
