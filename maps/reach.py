"""How far people walk to the nearest facility: along a network, or in a straight line where there is none.

Points enter the network where they meet an EDGE, not at its nearest node: a node may lie far along a country road.
The way from the point to the edge counts as walked, so that no distance is shorter than the straight line.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import KDTree

from maps.network import Network

Array = np.ndarray[Any, Any]

SNAP_M = 250.0
# An hour's walk at the fastest speed; who lives farther from any facility is not looked for further.
LIMIT_M = 4_800.0
# scipy takes a length of zero for no edge at all.
LEAST_M = 1e-9


class Reached(NamedTuple):
    """Metres to the nearest facility for each demand point, NaN when none is reached within the limit; whether each
    point lies on the network; and how many facilities do not."""

    metres: Array
    on_network: Array
    facilities_off: int


class Snapped(NamedTuple):
    """For each point its edge (-1: none within reach), how far along it (0 to 1), and metres from point to edge."""

    edge: Array
    along: Array
    off_m: Array

    @property
    def found(self) -> Array:
        on: Array = self.edge >= 0
        return on


def straight(demand: Array, facilities: Array, *, limit_m: float = LIMIT_M) -> Reached:
    """Distances in a straight line between points (x, y) of EPSG:5179."""
    everywhere = np.ones(len(demand), dtype=bool)
    if not len(facilities) or not len(demand):
        return Reached(np.full(len(demand), np.nan), everywhere, 0)
    metres, _ = KDTree(facilities).query(demand)
    return Reached(np.where(metres <= limit_m, metres, np.nan), everywhere, 0)


def walk(
    network: Network, demand: Array, facilities: Array, *, limit_m: float = LIMIT_M, snap_m: float = SNAP_M
) -> Reached:
    """Distances along the network between points (x, y) of EPSG:5179.

    A point farther than `snap_m` from every edge is not on the network: such a facility serves nobody, and such a
    demand point is neither served nor known to be unserved.
    """
    lines = network.lines
    tree = shapely.STRtree(lines)
    homes, doors = (snap(lines, tree, points, snap_m=snap_m) for points in (demand, facilities))
    metres = np.full(len(demand), np.nan)
    if homes.found.any() and doors.found.any():
        metres[homes.found] = nearest(network, homes, doors, limit_m=limit_m)
    return Reached(metres, homes.found, int((~doors.found).sum()))


def snap(lines: Array, tree: shapely.STRtree, points: Array, *, snap_m: float) -> Snapped:
    """Where each point meets its nearest edge."""
    edge = np.full(len(points), -1)
    along, off_m = np.zeros(len(points)), np.zeros(len(points))
    made = shapely.points(points) if len(points) else np.empty(0, dtype=object)
    (which, near), far = tree.query_nearest(made, max_distance=snap_m, return_distance=True, all_matches=False)
    edge[which], off_m[which] = near, far
    along[which] = shapely.line_locate_point(lines[near], made[which], normalized=True)
    return Snapped(edge, along, off_m)


def nearest(network: Network, homes: Snapped, doors: Snapped, *, limit_m: float) -> Array:
    """Metres from each home that is on the network to the nearest door, NaN where none is within the limit."""
    on, at = homes.found, doors.found
    number_nodes, number_homes, number_doors = len(network.nodes), int(on.sum()), int(at.sum())
    first_door = number_nodes + number_homes
    edges = np.concatenate((homes.edge[on], doors.edge[at]))
    along = np.concatenate((homes.along[on], doors.along[at]))
    starts, ends, lengths = split(network, edges, along)
    # Each facility stands at the end of its own way in from the street.
    streets = np.arange(first_door, first_door + number_doors)
    facilities = streets + number_doors
    graph = undirected(
        np.concatenate((starts, streets)), np.concatenate((ends, facilities)),
        np.concatenate((lengths, doors.off_m[at])), nodes=first_door + 2 * number_doors,
    )  # fmt: skip
    reached = dijkstra(graph, directed=False, indices=facilities, min_only=True, limit=limit_m)
    metres = reached[number_nodes:first_door] + homes.off_m[on]
    return np.where(metres <= limit_m, metres, np.nan)


def split(network: Network, edges: Array, along: Array) -> tuple[Array, Array, Array]:
    """The network's edges cut where points stand on them: starts, ends and metres of the pieces.

    The n-th point is the node number `len(network.nodes) + n`.
    """
    number, every = len(network.nodes), np.arange(len(network.starts))
    on_edge = np.concatenate((every, every, edges))
    # The ends of an edge stay outermost also when a point stands right on one.
    rank = np.repeat((0, 2, 1), (len(every), len(every), len(edges)))
    place = np.concatenate((np.zeros(len(every)), np.ones(len(every)), along))
    node = np.concatenate((network.starts, network.ends, number + np.arange(len(edges))))
    order = np.lexsort((rank, place, on_edge))
    on_edge, place, node = on_edge[order], place[order], node[order]
    piece = on_edge[1:] == on_edge[:-1]
    lengths = (place[1:] - place[:-1])[piece] * network.lengths[on_edge[:-1][piece]]
    return node[:-1][piece], node[1:][piece], lengths


def undirected(starts: Array, ends: Array, metres: Array, *, nodes: int) -> Any:
    """The graph as scipy wants it, each pair once, with its shortest edge (scipy would add up two of the same pair)."""
    low, high = np.minimum(starts, ends), np.maximum(starts, ends)
    order = np.lexsort((metres, high, low))
    low, high, metres = low[order], high[order], np.maximum(metres[order], LEAST_M)
    first = np.ones(len(low), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return csr_array((metres[first], (low[first], high[first])), shape=(nodes, nodes))
