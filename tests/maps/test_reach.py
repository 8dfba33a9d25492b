"""Walking distances: by every rule that they must keep, against networkx, and on shapes that mislead."""

from __future__ import annotations

from itertools import pairwise

import networkx
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.network import Network, is_walked, of_lines, tags_of
from maps.reach import LIMIT_M, SNAP_M, straight, walk

ROUNDS = settings(max_examples=60, deadline=None)
FAR_M = 1e9
spots = st.tuples(st.integers(0, 1500), st.integers(0, 1500)).map(lambda xy: (float(xy[0]), float(xy[1])))


@st.composite
def towns(draw):
    """Random roads (with dead ends, crossings without a meeting, and some joined to nothing), homes and facilities."""
    nodes = draw(st.lists(spots, min_size=3, max_size=12, unique=True))
    pick = st.integers(0, len(nodes) - 1)
    roads = draw(st.lists(st.tuples(pick, pick).filter(lambda ab: ab[0] != ab[1]), min_size=2, max_size=16))
    network = of_lines(shapely.linestrings([[nodes[a], nodes[b]] for a, b in roads]), name="town", made_on=None)
    homes = np.array(draw(st.lists(spots, min_size=1, max_size=8)))
    doors = np.array(draw(st.lists(spots, min_size=1, max_size=5)))
    return network, homes, doors


def by_networkx(network: Network, homes, doors):
    """The same, with each point joined to the nearest edge by hand, and one search from all facilities."""
    graph = networkx.Graph()
    lines = network.lines
    on_edge: dict[int, list[tuple[float, object]]] = {edge: [] for edge in range(len(lines))}
    for kind, points in (("home", homes), ("door", doors)):
        for number, xy in enumerate(points):
            point = shapely.Point(xy)
            far = shapely.distance(lines, point)
            edge = int(far.argmin())
            if far[edge] <= SNAP_M:
                name = (kind, number)
                on_edge[edge].append((lines[edge].project(point), (name, "street")))
                graph.add_edge(name, (name, "street"), weight=float(far[edge]))
    for edge, points in on_edge.items():
        ends = (0.0, int(network.starts[edge])), (lines[edge].length, int(network.ends[edge]))
        chain = [ends[0], *sorted(points, key=lambda one: one[0]), ends[1]]
        for (start, a), (end, b) in pairwise(chain):
            if a != b:
                graph.add_edge(a, b, weight=min(end - start, graph.get_edge_data(a, b, {"weight": FAR_M})["weight"]))
    sources = {("door", n) for n in range(len(doors)) if ("door", n) in graph}
    found = networkx.multi_source_dijkstra_path_length(graph, sources, cutoff=LIMIT_M) if sources else {}
    return np.array([found.get(("home", n), np.nan) for n in range(len(homes))])


def is_plain(network: Network, points) -> bool:
    """Whether each point has one nearest edge, not right at the limit, so that two programs choose the same."""
    far = np.sort(shapely.distance(network.lines[:, None], shapely.points(points)[None, :]), axis=0)
    at_limit = np.abs(far - SNAP_M) < 1e-6
    return not at_limit.any() and (len(far) < 2 or bool((far[1] - far[0] > 1e-6).all()))


@ROUNDS
@given(towns())
def test_equals_a_search_by_networkx(town):
    network, homes, doors = town
    if is_plain(network, homes) and is_plain(network, doors):
        np.testing.assert_allclose(walk(network, homes, doors).metres, by_networkx(network, homes, doors), atol=1e-5)


@ROUNDS
@given(towns())
def test_no_walk_is_shorter_than_the_straight_line(town):
    network, homes, doors = town
    walked, flown = walk(network, homes, doors).metres, straight(homes, doors, limit_m=np.inf).metres
    reached = ~np.isnan(walked)
    assert (walked[reached] >= flown[reached] - 1e-6).all()


@ROUNDS
@given(towns(), spots)
def test_one_more_facility_makes_no_way_longer(town, spot):
    network, homes, doors = town
    for before, after in (
        (walk(network, homes, doors).metres, walk(network, homes, np.vstack((doors, spot))).metres),
        (straight(homes, doors).metres, straight(homes, np.vstack((doors, spot))).metres),
    ):
        assert (np.nan_to_num(after, nan=FAR_M) <= np.nan_to_num(before, nan=FAR_M) + 1e-6).all()


@ROUNDS
@given(towns(), st.randoms())
def test_the_order_of_points_changes_nothing(town, random):
    network, homes, doors = town
    order = list(range(len(homes)))
    random.shuffle(order)
    np.testing.assert_allclose(
        walk(network, homes[order], doors[::-1]).metres, walk(network, homes, doors).metres[order], atol=1e-6
    )


def town_of(*ways):
    return of_lines(np.array([shapely.LineString(way) for way in ways]), name="town", made_on=None)


def metres(network, home, door):
    return float(walk(network, np.array([home]), np.array([door])).metres[0])


def test_a_long_edge_is_entered_where_the_home_is():
    """Its nearest node is 1,000 m off."""
    road = town_of([(0, 0), (2000, 0)])
    assert metres(road, (1000, 30), (1100, 40)) == pytest.approx(30 + 100 + 40)
    assert metres(road, (1000, 30), (1000, -40)) == pytest.approx(70)


def test_the_way_leads_around_and_a_bridge_meets_nothing():
    river = town_of([(0, 0), (0, 600)], [(0, 600), (100, 600)], [(100, 600), (100, 0)])
    assert metres(river, (0, 0), (100, 0)) == pytest.approx(1300)
    bridge = town_of([(0, 0), (400, 0)], [(200, -200), (200, 200)])
    assert np.isnan(metres(bridge, (0, 0), (200, 200)))


def test_what_is_off_the_network_is_told_apart_and_never_served():
    road = town_of([(0, 0), (1000, 0)])
    found = walk(road, np.array([(0.0, 249), (0, 251)]), np.array([(10.0, 0), (500, 900)]))
    assert found.on_network.tolist() == [True, False]
    assert (found.metres[0], found.facilities_off) == (pytest.approx(259), 1)
    assert np.isnan(found.metres[1])
    assert np.isnan(walk(road, np.array([(0.0, 0)]), np.array([(500.0, 900)])).metres).all()


def test_beyond_the_limit_is_nothing():
    road = town_of([(0, 0), (LIMIT_M + 100, 0)])
    assert metres(road, (0, 0), (LIMIT_M - 1, 0)) == pytest.approx(LIMIT_M - 1)
    assert np.isnan(metres(road, (0, 0), (LIMIT_M + 1, 0)))
    assert np.isnan(straight(np.array([(0.0, 0)]), np.array([(LIMIT_M + 1, 0)])).metres[0])
    assert np.isnan(straight(np.array([(0.0, 0)]), np.empty((0, 2))).metres[0])


@pytest.mark.parametrize(
    ("highway", "tags", "walked"),
    [
        ("footway", {}, True), ("residential", {}, True), ("steps", {}, True), ("motorway", {}, False),
        ("trunk", {}, True), ("trunk", {"motorroad": "yes"}, False), ("primary", {"foot": "no"}, False),
        ("service", {"access": "private"}, False), ("service", {"access": "private", "foot": "yes"}, True),
        ("pedestrian", {"area": "yes"}, False), ("construction", {}, False),
    ],
)  # fmt: skip
def test_which_ways_people_walk_on(highway, tags, walked):
    assert is_walked(highway, tags) is walked


def test_gdals_other_tags_are_read():
    assert tags_of('"foot"=>"no","name:en"=>"A, B"') == {"foot": "no", "name:en": "A, B"}
    assert tags_of(None) == {}
