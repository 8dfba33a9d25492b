"""Where people live, as far as it is known: each unit's people, spread evenly over its cells of 250 m."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely

from geoportal.coverage.categories import CELL_M
from geoportal.coverage.queries import Unit
from maps.network import Network

Array = np.ndarray[Any, Any]


class Demand(NamedTuple):
    """A row for each cell of each unit: `corners` (south-west x, y in EPSG:5179), `people` (fractions of persons), and
    `unit`, the row in the list of units. `unplaced` are people of each unit that has no cell to be placed in."""

    corners: Array
    people: Array
    unit: Array
    unplaced: Array

    @property
    def centres(self) -> Array:
        middle: Array = self.corners + CELL_M / 2
        return middle


def spread(units: Sequence[Unit], network: Network | None) -> Demand:
    """The people of these units over the cells whose centre lies in the unit, and with a network, that a way touches.

    A unit too small to hold a centre has the one cell that holds a point inside it.
    """
    cells = [cells_of(shapely.from_wkb(unit.shape)) for unit in units]
    corners = np.concatenate(cells) if cells else np.empty((0, 2))
    unit = np.repeat(np.arange(len(units)), [len(one) for one in cells])
    if network is not None:
        touched = touching(corners, network)
        corners, unit = corners[touched], unit[touched]
    number = np.bincount(unit, minlength=len(units))
    persons = np.array([one.persons for one in units], dtype=float)
    shared = np.divide(persons, number, out=np.zeros(len(units)), where=number > 0)
    return Demand(corners, shared[unit], unit, np.where(number == 0, persons, 0.0))


def cells_of(shape: Any) -> Array:
    """South-west corners of the cells whose centre lies in the shape; at least one."""
    west, south, east, north = shape.bounds
    xs = np.arange(np.floor(west / CELL_M) * CELL_M, east, CELL_M)
    ys = np.arange(np.floor(south / CELL_M) * CELL_M, north, CELL_M)
    corners = np.array(np.meshgrid(xs, ys)).reshape(2, -1).T
    shapely.prepare(shape)
    inside = corners[shapely.contains_xy(shape, corners + CELL_M / 2)]
    if len(inside):
        return inside
    point = shape.point_on_surface()
    alone: Array = np.floor(np.array([[point.x, point.y]]) / CELL_M) * CELL_M
    return alone


def touching(corners: Array, network: Network) -> Array:
    """Whether a way of the network touches each cell."""
    boxes = shapely.box(corners[:, 0], corners[:, 1], corners[:, 0] + CELL_M, corners[:, 1] + CELL_M)
    touched = np.zeros(len(corners), dtype=bool)
    which, _ = shapely.STRtree(network.lines).query(boxes, predicate="intersects")
    touched[which] = True
    return touched
