"""Projected coordinates to degrees: EPSG:5174 with its shift of datum, and nothing filtered before."""

from __future__ import annotations

import math

import pytest
from pyproj import CRS, Transformer

from etl.clean.crs import EPSG_CODES, stated_system, to_wgs84

DATUM = "+towgs84=-115.80,474.99,674.11,1.16,-2.31,-1.63,6.43"
BY_HAND = (
    "+proj=tmerc +lat_0=38 +lon_0=127.00289027777778 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel "
    f"{DATUM} +units=m +type=crs"
)


def metres_apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return math.hypot((one[0] - other[0]) * 111_000, (one[1] - other[1]) * 88_800)


@pytest.mark.parametrize(("x", "y"), [(200_000, 400_000), (180_123.4, 420_567.8), (-90.98, 500_000), (150_000, -1_000)])
def test_trap_15_5174_is_bessel_with_its_shift_of_datum(x: float, y: float) -> None:
    lon, lat = Transformer.from_crs(BY_HAND, 4326, always_xy=True).transform(x, y)
    assert metres_apart(to_wgs84(x, y), (lat, lon)) < 0.1


def test_trap_15_its_neighbours_are_hundreds_of_metres_away() -> None:
    here = to_wgs84(200_000, 400_000)
    assert 250 < metres_apart(here, to_wgs84(200_000, 400_000, epsg=2097)) < 265
    assert 305 < metres_apart(here, to_wgs84(200_000, 400_000, epsg=5181)) < 325
    assert 99_000 < metres_apart(here, to_wgs84(200_000, 400_000, epsg=5186)) < 101_000


def test_trap_14_numbers_below_zero_are_islands_in_the_west_and_south() -> None:
    lat, lon = to_wgs84(-90.98, 495_000.0)
    assert (round(lat, 1), round(lon, 1)) == (37.9, 124.7)
    lat, lon = to_wgs84(155_000.0, -5_000.0)
    assert (round(lat, 1), round(lon, 1)) == (33.5, 126.5)


@pytest.mark.parametrize(("x", "y"), [(math.nan, 1.0), (1.0, math.inf), (1e15, 1e15)])
def test_what_has_no_place_on_earth_is_no_number(x: float, y: float) -> None:
    assert all(map(math.isnan, to_wgs84(x, y)))


@pytest.mark.parametrize("epsg", EPSG_CODES)
@pytest.mark.parametrize("form", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"])
def test_a_system_is_known_by_its_numbers_in_any_form(epsg: int, form: str) -> None:
    assert stated_system(CRS.from_epsg(epsg).to_wkt(form)) == epsg


@pytest.mark.parametrize(
    ("text", "epsg"),
    [("EPSG:5179", 5179), ("urn:ogc:def:crs:EPSG::5186", 5186), ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
     ("", None), ("LOCAL_CS[", None), ("EPSG:2154", None), ("https://example.org/crs", None)],
)  # fmt: skip
def test_short_names_of_systems(text: str, epsg: int | None) -> None:
    assert stated_system(text) == epsg
