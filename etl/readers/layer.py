"""A layer of a vector file: rows of text, and shapes that are sound, repaired or refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

import numpy as np
import numpy.typing as npt
import shapely
from shapely import GeometryType

from etl.errors import ParseFailed

Shapes = npt.NDArray[np.object_]

MAX_FEATURES = 100_000
MAX_VERTICES = 4_000_000
MAX_VERTICES_OF_SHAPE = 500_000
# What a repair may change of a polygon's area; a figure of eight or a folded shape changes more.
MOST_REPAIRED = 0.005
POLYGONS = (GeometryType.POLYGON, GeometryType.MULTIPOLYGON)
KINDS = {
    "polygon": POLYGONS,
    "point": (GeometryType.POINT, GeometryType.MULTIPOINT),
}


class Layer(TypedDict):
    """What a reader gives back from its child process, so plain JSON.

    `columns` and the cells of `rows` are text, `shapes` are WKB as hex digits in the file's own coordinates
    (x east, y north), one for each row, `crs` is what the file says of them (WKT, a code, or ``).
    """

    columns: list[str]
    rows: list[list[str]]
    shapes: list[str]
    crs: str


def layer(columns: Sequence[str], rows: list[list[str]], shapes: Shapes, *, crs: str) -> Layer:
    """A layer of sound shapes; ParseFailed names those that are not."""
    if not rows:
        raise ParseFailed("The layer has no feature.")
    if len(rows) != len(shapes):
        raise ParseFailed(f"There are {len(rows):,} rows and {len(shapes):,} shapes.")
    sound = repaired(checked(shapes, rows), rows)
    return Layer(
        columns=list(columns), rows=rows, shapes=[str(one) for one in shapely.to_wkb(sound, hex=True)], crs=crs
    )


def checked(shapes: Shapes, rows: Sequence[Sequence[str]]) -> Shapes:
    """The shapes in two dimensions; ParseFailed when one is absent, too big, endless or not of the others' kind."""
    if len(shapes) > MAX_FEATURES:
        raise ParseFailed(f"The layer has {len(shapes):,} features; at most {MAX_FEATURES:,} are taken.")
    refuse(shapely.is_missing(shapes) | shapely.is_empty(shapes), rows, "have no shape")
    types = set(shapely.get_type_id(shapes).tolist())
    if not any(types <= set(kinds) for kinds in KINDS.values()):
        named = ", ".join(sorted(GeometryType(one).name for one in types))
        raise ParseFailed(f"A layer of polygons or of points is wanted, this one has {named}.")
    counts = shapely.get_num_coordinates(shapes)
    refuse(counts > MAX_VERTICES_OF_SHAPE, rows, f"have more than {MAX_VERTICES_OF_SHAPE:,} vertices")
    if counts.sum() > MAX_VERTICES:
        raise ParseFailed(f"The layer has {counts.sum():,} vertices; at most {MAX_VERTICES:,} are taken.")
    flat: Shapes = shapely.force_2d(shapes)
    points, index = shapely.get_coordinates(flat, return_index=True)
    endless = np.zeros(len(flat), dtype=bool)
    endless[index[~np.isfinite(points).all(axis=1)]] = True
    refuse(endless, rows, "have coordinates that are no numbers")
    return flat


def repaired(shapes: Shapes, rows: Sequence[Sequence[str]]) -> Shapes:
    """The shapes, all valid; ParseFailed names the polygons whose area a repair would change by 0.5 % or more."""
    broken = ~shapely.is_valid(shapes)
    if not broken.any():
        return shapes
    before = shapely.area(shapes)
    whole = shapes.copy()
    whole[broken] = [areal(one) for one in shapely.make_valid(shapes[broken], method="structure")]
    change = np.abs(shapely.area(whole) - before)
    lost = broken & ((change >= MOST_REPAIRED * before) | shapely.is_empty(whole))
    refuse(lost, rows, f"are not valid, and a repair would change their area by {MOST_REPAIRED:.1%} or more")
    return whole


def areal(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of whatever a repair made of a polygon."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.union_all(parts[np.isin(shapely.get_type_id(parts), POLYGONS)])


def refuse(found: npt.NDArray[np.bool_], rows: Sequence[Sequence[str]], fault: str) -> None:
    """ParseFailed when there is one; the first five are named by their number and what their row says."""
    numbers = np.flatnonzero(found)
    if len(numbers):
        named = "; ".join(f"{number + 1} ({title(rows[number])})" for number in numbers[:5] if number < len(rows))
        raise ParseFailed(f"{len(numbers):,} of {len(found):,} shapes {fault}: {named}")


def title(row: Sequence[str]) -> str:
    """What people know a row by: its first cells that say something."""
    return ", ".join(cell[:40] for cell in row[:4] if cell) or "nameless"


def as_text(value: Any) -> str:
    """An attribute as the text it would have in a CSV: 41110.0 is `41110`; nothing is ``."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
