"""The order of the nearest search against a ranking of every row on the spheroid: ties, borders, pages."""

from __future__ import annotations

import random
from itertools import chain

import pytest
from django.db import connection
from pyproj import Geod

from geoportal.core import geo
from geoportal.places.categories import CATEGORY_IDS, Category, leaves
from geoportal.places.models import Place
from geoportal.places.near import NearSearch

HERE = geo.point(37.24, 126.89)
WGS84 = Geod(ellps="WGS84")
SOUGHT = [(), (Category.CLINIC,), (Category.CLINIC, Category.PHARMACY, Category.HOSPITAL), leaves("health")]


@pytest.fixture
def add_places(province):
    """A function that makes many places at once: add_places([(lat, lon), ...], categories)."""

    def add(points, categories=(Category.CLINIC,)):
        start = Place.objects.count()
        rows = [
            Place(source=province.source, source_key=str(start + number), name_ko="지은 곳", row_hash="x",
                  category_id=CATEGORY_IDS[categories[number % len(categories)]], point=geo.point(*point))
            for number, point in enumerate(points)
        ]  # fmt: skip
        made = Place.objects.bulk_create(rows)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE places_place")
        return [place.pk for place in made]

    return add


def ranked(point, radius_m, categories=()):
    """(metres, id) of every row within the radius by its distance on the spheroid, ties by id; no index helps."""
    sql = """SELECT metres, id FROM (
        SELECT ST_Distance(point::geography, ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography) AS metres, id
        FROM places_place WHERE %s OR category_id = ANY (%s)) every
    WHERE metres <= %s ORDER BY metres, id"""
    numbers = [CATEGORY_IDS[category] for category in categories]
    with connection.cursor() as cursor:
        cursor.execute(sql, [point.x, point.y, not categories, numbers, radius_m])
        return cursor.fetchall()


def pages(point, search_of, limit):
    """The ids of every page that the cursors lead to, page by page."""
    after, found = None, []
    while True:
        page = Place.objects.near(point, search_of(limit=limit, after=after))
        found.append([place.id for place in page.places])
        if not page.has_more:
            return found
        after = page.after


def clustered(seed, places):
    """Points in a few dense clusters, some in one spot, as clinics of one building are."""
    chance = random.Random(seed)
    middles = [(37.21 + chance.random() * 0.08, 126.81 + chance.random() * 0.18) for _ in range(6)]
    points = []
    for number in range(places):
        lat, lon = middles[number % 6]
        points.append((lat + chance.gauss(0, 0.004), lon + chance.gauss(0, 0.005)))
        if number % 10 == 0:
            points.append(points[-1])
    return points


@pytest.mark.parametrize("categories", SOUGHT)
def test_random_points_get_the_order_of_the_spheroid(add_places, categories):
    points = clustered(1, 900)
    add_places(points, list(Category)[:8])
    chance = random.Random(2)
    # Places themselves, and points between the clusters and outside of all.
    asked = chance.sample(points, 8) + [
        (37.15 + chance.random() * 0.2, 126.75 + chance.random() * 0.3) for _ in range(8)
    ]
    for lat, lon in asked:
        here = geo.coarse_point(lat, lon)
        expected = ranked(here, 3000, categories)
        found = Place.objects.near(here, NearSearch(radius_m=3000, categories=categories, limit=20))
        if expected:
            assert [(p.distance_m, p.id) for p in found.places] == expected[:20]
            assert (found.has_more, found.widened_to_m) == (len(expected) > 20, None)
        else:
            assert [(p.distance_m, p.id) for p in found.places] == ranked(here, 50_000, categories)[:20]


def test_distances_are_those_of_another_geodesic_library(add_places):
    add_places(clustered(3, 100))
    for place in Place.objects.near(HERE, NearSearch(radius_m=50_000, limit=100)).places:
        metres = WGS84.inv(HERE.x, HERE.y, place.lon, place.lat)[2]
        assert place.distance_m == pytest.approx(metres, abs=1e-6)


@pytest.mark.parametrize("categories", [(), (Category.CLINIC,), (Category.CLINIC, Category.PHARMACY)])
def test_a_few_at_one_spot_come_by_their_ids(add_places, categories):
    ids = add_places([(37.241, 126.891)] * 4, [Category.CLINIC, Category.PHARMACY])
    found = Place.objects.near(HERE, NearSearch(categories=categories, limit=3)).places
    assert [place.id for place in found] == (ids[::2] if categories == (Category.CLINIC,) else ids)[:3]


@pytest.mark.parametrize("categories", [(), (Category.CLINIC, Category.PHARMACY)])
def test_pages_hold_each_of_many_clinics_in_one_building_once(add_places, categories):
    chance = random.Random(5)
    ids = add_places([(37.241, 126.891)] * 60, [Category.CLINIC, Category.PHARMACY])
    # The index gives ties in the order in which it holds them, which is not that of the ids.
    moved = chance.sample(ids, 30)
    Place.objects.filter(pk__in=moved).update(phone="031")
    found = pages(HERE, lambda **asked: NearSearch(categories=categories, **asked), 7)
    assert list(chain(*found)) == ids


@pytest.mark.parametrize("categories", [(), (Category.CLINIC, Category.PHARMACY)])
@pytest.mark.parametrize(("metres", "radius_m", "limit"), [(2500, 3000, 20), (2500, 3000, 3), (40_000, 50_000, 20)])
def test_places_all_around_at_one_distance_keep_the_order_of_the_spheroid(
    add_places, categories, metres, radius_m, limit
):
    around = [WGS84.fwd(HERE.x, HERE.y, bearing, metres)[:2] for bearing in range(0, 360, 6)]
    add_places([(lat, lon) for lon, lat in around], [Category.CLINIC, Category.PHARMACY])
    expected = [pk for _, pk in ranked(HERE, radius_m)]
    assert len(expected) == 60
    found = pages(HERE, lambda **asked: NearSearch(radius_m=radius_m, categories=categories, **asked), limit)
    assert list(chain(*found)) == expected


def test_one_within_the_radius_is_found_behind_many_just_beyond_it(add_places):
    """On the map the ones in the west look nearer than one in the east; on the spheroid they are beyond the radius."""
    west = [WGS84.fwd(HERE.x, HERE.y, 270 + bearing / 10, 50_000.5)[:2] for bearing in range(-20, 20)]
    east = WGS84.fwd(HERE.x, HERE.y, 90, 49_999.5)[:2]
    ids = add_places([(lat, lon) for lon, lat in [*west, east]])
    found = Place.objects.near(HERE, NearSearch(radius_m=50_000, limit=3)).places
    assert [place.id for place in found] == ids[-1:]


@pytest.mark.parametrize("radius_m", [500, 3000, 20_000])
@pytest.mark.parametrize("categories", [(), (Category.CLINIC,)])
def test_exactly_at_the_radius_is_within_it(add_places, radius_m, categories):
    """The radius asked for is whole metres; a place is in when the spheroid's distance is not more."""
    ring = [WGS84.fwd(HERE.x, HERE.y, bearing, radius_m + over)[:2]
            for bearing in range(0, 360, 30) for over in (-0.001, 0.001)]  # fmt: skip
    ids = add_places([(lat, lon) for lon, lat in ring])
    found = Place.objects.near(HERE, NearSearch(radius_m=radius_m, categories=categories, limit=100))
    assert sorted(place.id for place in found.places) == ids[::2]


@pytest.mark.parametrize("categories", SOUGHT)
@pytest.mark.parametrize("limit", [1, 20, 100])
def test_pages_by_cursor_give_each_place_once_and_in_order(add_places, categories, limit):
    add_places(clustered(4, 250), list(Category)[:8])
    found = pages(HERE, lambda **asked: NearSearch(radius_m=50_000, categories=categories, **asked), limit)
    assert list(chain(*found)) == [pk for _, pk in ranked(HERE, 50_000, categories)]
    assert all(len(page) == limit for page in found[:-1])


def test_far_pages_in_a_dense_town_lose_nothing(add_places):
    """Forty kilometres away, metres on the map and on the spheroid differ by more than the houses' distances."""
    chance = random.Random(6)
    ids = add_places([(37.24 + chance.gauss(0, 0.01), 126.45 + chance.gauss(0, 0.003)) for _ in range(1500)])
    found = list(chain(*pages(HERE, lambda **asked: NearSearch(radius_m=50_000, **asked), 100)))
    assert len(found) == len(set(found)) == len(ids)
    assert found == [pk for _, pk in ranked(HERE, 50_000)]
