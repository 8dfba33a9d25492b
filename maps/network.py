"""The ways that people walk on, from an OpenStreetMap file, as straight pieces between points in metres (EPSG:5179)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import Transformer

from etl.errors import ParseFailed
from etl.readers.osm import opened
from geoportal.core.geo import METRIC, WGS84

Array = np.ndarray[Any, Any]

# After the walking filter of osmnx 2.1, but for roads for cars alone, and for private ones where walking is allowed.
NOT_WALKED = (
    "abandoned", "bus_guideway", "construction", "elevator", "motor", "motorway", "motorway_link", "no", "planned",
    "platform", "proposed", "raceway", "razed", "rest_area", "services",
)  # fmt: skip
CLOSED = ("no", "private")
FOR_ALL = ("yes", "designated", "permissive", "official")
LINES = "SELECT highway, other_tags FROM lines WHERE highway IS NOT NULL"


class NetworkError(Exception):
    """The file holds no walking network."""


@dataclass(frozen=True, slots=True)
class Network:
    """Undirected straight edges: `starts` and `ends` are rows of `nodes` (x, y in EPSG:5179).

    `name` and `made_on` are those of the file, for the methods sheet; `made_on` is None when it does not say.
    """

    name: str
    made_on: date | None
    nodes: Array
    starts: Array
    ends: Array

    @property
    def lengths(self) -> Array:
        """Metres of each edge."""
        metres: Array = np.hypot(*(self.nodes[self.ends] - self.nodes[self.starts]).T)
        return metres

    @property
    def lines(self) -> Array:
        """Each edge as a line."""
        pairs = np.stack((self.nodes[self.starts], self.nodes[self.ends]), axis=1)
        made: Array = shapely.linestrings(pairs)
        return made


def read_network(path: Path) -> Network:
    """The walking network of an .osm or .osm.pbf file; every component is kept, however small.

    NetworkError when the file cannot be read as such, or has no way that people walk on.
    """
    try:
        day, _ = opened(path)
        ways, highways, others = lines_of(path)
    except (ParseFailed, DataSourceError, DataLayerError, OSError) as error:
        raise NetworkError(f"{path.name}: {error}") from error
    walked = [is_walked(str(highway), tags_of(other)) for highway, other in zip(highways, others, strict=True)]
    ways = ways[np.array(walked, dtype=bool)]
    if not len(ways):
        raise NetworkError(f"{path.name} has no way that people walk on.")
    return of_lines(in_metres(ways), name=path.name, made_on=date.fromisoformat(day) if day else None)


def lines_of(path: Path) -> tuple[Array, Array, Array]:
    """Shapes (WGS84), `highway` and the other tags of the ways that have a highway."""
    _, _, shapes, columns = pyogrio.raw.read(path, sql=LINES, sql_dialect="OGRSQL")
    return shapely.from_wkb(shapes), columns[0], columns[1]


def tags_of(stated: str | None) -> dict[str, str]:
    """GDAL's `"foot"=>"no","lit"=>"yes"` as a dictionary."""
    if not stated:
        return {}
    pairs = (pair.split('"=>"', maxsplit=1) for pair in stated.strip('"').split('","'))
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def is_walked(highway: str, tags: dict[str, str]) -> bool:
    """Whether people may walk along a way with these tags."""
    if highway in NOT_WALKED or tags.get("area") == "yes" or tags.get("motorroad") == "yes":
        return False
    foot = tags.get("foot", "")
    return foot not in CLOSED and (foot in FOR_ALL or tags.get("access", "") not in CLOSED)


def in_metres(shapes: Array) -> Array:
    """Shapes in degrees (WGS84) as shapes in EPSG:5179."""
    to_metres = Transformer.from_crs(WGS84, METRIC, always_xy=True)
    moved: Array = shapely.transform(shapes, lambda xy: np.column_stack(to_metres.transform(xy[:, 0], xy[:, 1])))
    return moved


def of_lines(ways: Array, *, name: str, made_on: date | None) -> Network:
    """The network of lines in EPSG:5179: ways meet where they have a point in common, as in OpenStreetMap.

    A bridge and the road below it cross without one, so they do not meet.
    """
    points, way = shapely.get_coordinates(ways, return_index=True)
    nodes, node = np.unique(points, axis=0, return_inverse=True)
    node = node.reshape(-1)
    same_way = way[1:] == way[:-1]
    starts, ends = node[:-1][same_way], node[1:][same_way]
    pairs = np.unique(np.sort(np.column_stack((starts, ends)), axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    return Network(name, made_on, nodes, pairs[:, 0], pairs[:, 1])
