"""Outlines for a map: simpler, and without gaps between neighbours."""

from __future__ import annotations

import math

import pytest
import shapely
from shapely.geometry import Polygon

from etl.outlines import ZOOMS, Dong, outlines


def wavy(x, upwards):
    """A border of 400 points from south to north that swings by 150 m."""
    border = [(x + 150 * math.sin(n / 5), n * 25.0) for n in range(401)]
    return border if upwards else border[::-1]


@pytest.fixture
def dongs():
    """Two neighbours, the second 2 m into the first, of one city, both in one province."""
    west = Polygon([(0, 0), *wavy(5000, True), (0, 10_000)])
    east = Polygon([(10_000, 10_000), *[(x - 2, y) for x, y in wavy(5000, False)], (10_000, 0)])
    return [Dong(1, [10, 100], shapely.to_wkb(west)), Dong(2, [20, 100], shapely.to_wkb(east))]


def test_neighbours_keep_their_edge_at_every_zoom(dongs):
    made = {(one.region_id, one.zoom): shapely.from_wkb(one.shape) for one in outlines(dongs)}
    assert set(made) == {(region, zoom) for region in (1, 2, 10, 20, 100) for zoom in ZOOMS}
    for zoom in ZOOMS:
        pair = [made[1, zoom], made[2, zoom]]
        assert shapely.coverage_is_valid(pair)
        assert pair[0].intersection(pair[1]).length > 9_000
        assert shapely.area(pair).sum() == pytest.approx(made[100, zoom].area, abs=1)
        assert made[10, zoom].equals(made[1, zoom])
    points = [shapely.get_num_coordinates(made[1, zoom]) for zoom in ZOOMS]
    assert points == sorted(points)
    assert points[0] < 20 < points[-1]


def test_none_of_nothing():
    assert list(outlines([])) == []
