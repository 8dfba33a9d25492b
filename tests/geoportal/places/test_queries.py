"""The nearest search against a brute-force ranking on the spheroid."""

from __future__ import annotations

import random
import re

import pytest
from django.contrib.gis.db.models.functions import Distance
from django.db import connection

from geoportal.core import geo
from geoportal.core.sql import statement
from geoportal.places import wording
from geoportal.places.categories import CATEGORY_IDS, Category, leaves
from geoportal.places.models import Place
from geoportal.places.near import NearSearch

HERE = geo.point(37.24, 126.89)


def brute_force(point, radius_m, categories=()):
    """Ids by exact metres on the spheroid, ties by id, over every row."""
    places = Place.objects.published()
    if categories:
        places = places.of_category(categories)
    ranked = places.annotate(metres=Distance("point", point, spheroid=True))
    pairs = sorted((place.metres.m, place.pk) for place in ranked)
    return [pk for metres, pk in pairs if metres <= radius_m]


@pytest.fixture
def scattered(add_place):
    chance = random.Random(7)
    names = [category.value for category in list(Category)[:5]]
    for number in range(300):
        add_place(37.2 + chance.random() * 0.1, 126.8 + chance.random() * 0.2, category=names[number % 5])
    for _ in range(4):
        add_place(37.2401, 126.8901)  # four at one spot: ties
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_place")


@pytest.mark.parametrize("radius_m", [300, 3000, 50_000])
@pytest.mark.parametrize("categories", [(), (Category.CLINIC,), leaves("health")])
def test_near_equals_brute_force(scattered, radius_m, categories):
    found = Place.objects.near(HERE, NearSearch(radius_m=radius_m, categories=categories, limit=100))
    expected = brute_force(HERE, radius_m, categories)
    assert [place.id for place in found.places] == expected[:100]
    assert found.has_more is (len(expected) > 100)


def test_paging_by_cursor_gives_each_place_once(scattered):
    seen: list[int] = []
    after = None
    while True:
        page = Place.objects.near(HERE, NearSearch(radius_m=5000, limit=17, after=after))
        seen += [place.id for place in page.places]
        if not page.has_more:
            break
        after = page.after
    assert seen == brute_force(HERE, 5000)


def test_nothing_near_widens_once_and_says_so(add_place):
    far = add_place(37.29, 126.99)
    found = Place.objects.near(HERE, NearSearch(radius_m=100))
    assert ([place.id for place in found.places], found.widened_to_m) == ([far.pk], 50_000)


def test_nothing_anywhere_is_empty_and_not_widened(province):
    found = Place.objects.near(HERE, NearSearch())
    assert (found.places, found.widened_to_m, found.has_more) == ([], None, False)


def test_results_cross_the_border_of_a_city(add_place):
    in_ansan, in_suwon = add_place(37.24, 126.88), add_place(37.24, 126.905)
    found = Place.objects.near(geo.point(37.24, 126.899), NearSearch()).places
    assert [(place.id, place.unit_slug) for place in found] == [
        (in_suwon.pk, "suwon"),
        (in_ansan.pk, "ansan-danwon"),
    ]


def test_retired_places_are_not_found(add_place):
    from django.utils import timezone

    add_place(37.24, 126.89, retired_at=timezone.now())
    assert Place.objects.near(HERE, NearSearch()).places == []


def test_text_is_matched_literally(add_place):
    scored = add_place(37.24, 126.89, name_ko="a_b 약국")
    add_place(37.24, 126.89, name_ko="acb 약국")
    wording.fill()
    assert [place.id for place in Place.objects.near(HERE, NearSearch(text="a_b")).places] == [scored.pk]


@pytest.mark.parametrize("name, index", [("near", "place_near"), ("near_categories", "place_near_category")])
@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
@pytest.mark.parametrize("hours, offers", [("", ""), ("yes", ""), ("unknown", ""), ("", "yes"), ("yes", "unknown")])
def test_near_walks_its_index_in_order_of_distance(scattered, name, index, mode, hours, offers):
    params = {"lat": "37.24", "lon": "126.89", "radius_m": "3000", "text": "''", "after_m": "NULL", "after_id": "NULL",
              "open": f"'{hours}'", "day": "20720", "kind": "3", "kind_before": "2", "minute": "600", "limit": "21",
              "spare": "4",
              "category_ids": f"'{{{CATEGORY_IDS[Category.CLINIC]}}}'", "offers": f"'{offers}'",
              "wanted_languages": "'{41,42}'", "wanted_service": "NULL", "wanted_status": "NULL",
              "wanted_free": "false", "wanted_wheelchair": "false"}  # fmt: skip
    sql = statement(f"places/{name}")
    used = [key for key in params if f"%({key})s" in sql]
    for number, key in enumerate(used, 1):
        sql = sql.replace(f"%({key})s", f"${number}")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"SET LOCAL plan_cache_mode = {mode}")
        cursor.execute(f"PREPARE walk AS {sql}")
        cursor.execute(f"EXPLAIN EXECUTE walk ({', '.join(params[key] for key in used)})")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("DEALLOCATE walk")
    assert re.search(rf"Index Scan using {index} on places_place", plan), plan
    assert re.search(r"Order By: \((st_affine\()?point_5179.* <-> ", plan), plan
    assert "Seq Scan on places_place" not in plan, plan
