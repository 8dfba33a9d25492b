import math

import pytest
from django.contrib.gis.geos import Point

from geoportal.core import geo


def test_point_takes_latitude_first_and_keeps_wgs84():
    point = geo.point(37.2, 127.1)
    assert (point.x, point.y, point.srid) == (127.1, 37.2, 4326)


@pytest.mark.parametrize("lat, lon", [(91, 127), (-90.1, 127), (37, 181), (math.nan, 127), (37, math.inf)])
def test_point_refuses_what_is_out_of_range(lat, lon):
    with pytest.raises(ValueError, match="out of range"):
        geo.point(lat, lon)


def test_coarse_point_drops_fine_digits():
    assert geo.coarse_point(37.123456, 127.987654).coords == (127.988, 37.123)


def test_kept_transform_agrees_with_a_known_point():
    seoul = Point(127.5, 38.0, srid=4326)
    moved = seoul.transform(geo.transform(geo.WGS84, geo.METRIC), clone=True)
    assert moved.coords == pytest.approx((1_000_000, 2_000_000), abs=0.01)
    assert geo.transform(geo.WGS84, geo.METRIC) is geo.transform(geo.WGS84, geo.METRIC)
