"""The pyramid of places: kept by whatever changes a place, the same as one that is made anew."""

from __future__ import annotations

import random
from datetime import timedelta

import mapbox_vector_tile
import pytest
from django.db import connection
from django.utils import timezone

from geoportal.places.models import Place
from geoportal.tiles.layers import LAYERS, is_covered, spots
from geoportal.tiles.queries import draw
from tests.geoportal.tiles.test_views import tile_of

PLACES = LAYERS["places"]


def pyramid():
    with connection.cursor() as cursor:
        cursor.execute("SELECT level, spot, count, category, id, counts FROM tiles_cell ORDER BY 1, 2")
        cells = cursor.fetchall()
        cursor.execute("SELECT id, spot, category FROM tiles_point ORDER BY 1")
        return cells, cursor.fetchall()


def decoded(z, x, y):
    return mapbox_vector_tile.decode(draw(PLACES, z, x, y))


def scatter(add_place, count):
    rng = random.Random(3)
    categories = ["clinic", "pharmacy", "high_school", "support_center"]
    return [
        add_place(37.2 + rng.random() * 0.1, 126.8 + rng.random() * 0.2, category=rng.choice(categories))
        for _ in range(count)
    ]


def test_changes_one_by_one_leave_the_pyramid_that_one_made_anew_has(province, add_place):
    places = scatter(add_place, 60)
    Place.objects.filter(pk__in=[place.pk for place in places[:9]]).update(retired_at=timezone.now())
    Place.objects.filter(pk__in=[place.pk for place in places[3:6]]).update(retired_at=None, category_id=5)
    Place.objects.filter(pk=places[10].pk).update(same_as=places[11])
    Place.objects.filter(pk=places[12].pk).update(position="unit")
    places[13].point = places[14].point
    places[13].save()
    places[15].delete()
    kept = pyramid()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tiles_point; DELETE FROM tiles_cell")
        cursor.execute("SELECT tiles_take((SELECT array_agg(id) FROM places_place))")
    assert kept == pyramid()
    assert len(kept[1]) == Place.objects.published().exclude(position="unit").count() == 60 - 6 - 3


@pytest.mark.parametrize("zoom", range(16))
def test_every_zoom_shows_every_place_once(province, add_place, zoom):
    places = scatter(add_place, 30)
    shown = 0
    for z, x, y in {tile_of(zoom, place.point.y, place.point.x) for place in places}:
        for layer in decoded(z, x, y).values():
            inside = [f for f in layer["features"] if all(0 <= axis < 4096 for axis in f["geometry"]["coordinates"])]
            shown += sum(feature["properties"].get("count", 1) for feature in inside)
    assert shown == 30


def test_counts_of_a_cell_are_those_of_its_categories(province, add_place):
    for category in ("clinic", "clinic", "pharmacy"):
        add_place(37.24, 126.89, category=category)
    (cell,) = decoded(*tile_of(9, 37.24, 126.89))["place_counts"]["features"]
    assert cell["properties"] == {"count": 3, "category": "clinic", "clinic": 2, "pharmacy": 1}
    (group,) = decoded(*tile_of(12, 37.24, 126.89))["places"]["features"]
    assert group["properties"] == {"count": 3, "category": "clinic"}
    assert "id" not in group or not group["id"]


def test_a_dot_stands_where_the_place_is(province, add_place):
    add_place(37.24, 126.89)
    for zoom in (11, 14, 15):
        (feature,) = decoded(*tile_of(zoom, 37.24, 126.89))["places"]["features"]
        (exact,) = decoded(*tile_of(15, 37.24, 126.89))["places"]["features"]
        shift = 2 ** (15 - zoom)
        _, x, y = tile_of(15, 37.24, 126.89)
        column = (x % shift * 4096 + exact["geometry"]["coordinates"][0]) / shift
        row = ((y % shift + 1) * 4096 - exact["geometry"]["coordinates"][1]) / shift
        assert feature["geometry"]["coordinates"] == pytest.approx([column, 4096 - row], abs=1.01)


def test_spots_of_a_tile_are_those_of_its_four_quarters():
    first, end = spots(3, 6, 2)
    quarters = [spots(4, 12 + dx, 4 + dy) for dy in (0, 1) for dx in (0, 1)]
    assert [first, *(end for _, end in quarters)] == [*(first for first, _ in quarters), end]


def test_categories_have_their_names_in_the_database(db):
    from geoportal.places.categories import CATEGORY_IDS

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, tiles_category(id) FROM unnest(%s::int[]) id", [list(CATEGORY_IDS.values())])
        assert dict(cursor.fetchall()) == {number: category.value for category, number in CATEGORY_IDS.items()}


def test_statements_walk_their_indexes(province, add_place):
    scatter(add_place, 5)
    from geoportal.core.sql import statement
    from geoportal.tiles.queries import parameters

    tile = tile_of(14, 37.24, 126.89)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for name, index in (("tiles/place_points", "tiles_point_spot"), ("tiles/place_groups", "tiles_cell_pkey"),
                            ("tiles/place_counts", "tiles_cell_pkey")):  # fmt: skip
            cursor.execute("EXPLAIN " + statement(name), parameters(name, *tile))
            assert f" {index} " in "\n".join(line for (line,) in cursor.fetchall()), name


def test_events_that_are_over_are_not_shown(client, province):
    from geoportal.core import geo
    from geoportal.events.models import Event

    today = timezone.localdate()
    for number, days in enumerate((-3, 2)):
        Event.objects.create(
            source=province.source, source_key=str(number), category="festival", name_ko=f"행사 {number}",
            starts_on=today - timedelta(days=5), ends_on=today + timedelta(days=days), point=geo.point(37.24, 126.89),
            row_hash="x",
        )  # fmt: skip
    z, x, y = tile_of(12, 37.24, 126.89)
    layers = mapbox_vector_tile.decode(client.get(f"/tiles/events/{z}/{x}/{y}.mvt").content)
    assert [feature["properties"]["name_ko"] for feature in layers["events"]["features"]] == ["행사 1"]
    z, x, y = tile_of(9, 37.24, 126.89)
    layers = mapbox_vector_tile.decode(client.get(f"/tiles/events/{z}/{x}/{y}.mvt").content)
    assert [feature["properties"] for feature in layers["event_counts"]["features"]] == [{"count": 1}]


def test_density_counts_a_person_in_every_unit_above(client, province):
    from geoportal.regions.models import ForeignResidents

    ForeignResidents.objects.create(
        region=province.regions["4111000001"], year=2020, persons=5000, source=province.source
    )
    z, x, y = tile_of(8, 37.24, 126.95)
    layers = mapbox_vector_tile.decode(client.get(f"/tiles/density/{z}/{x}/{y}.mvt").content)
    (city,) = layers["density"]["features"]
    assert (city["properties"]["code"], city["properties"]["persons"], city["properties"]["year"]) == (
        "41110", 5000, 2020,
    )  # fmt: skip
    # 0.1 x 0.1 degrees there are 8.87 km by 11.1 km.
    assert city["properties"]["per_km2"] == pytest.approx(5000 / (8.87 * 11.1), rel=0.01)


def test_areas_name_the_office_of_each_kind(client, province, add_place):
    from geoportal.places.models import ServiceArea

    office = add_place(37.24, 126.89, category="immigration_office")
    ServiceArea.objects.create(
        place=office, kind="immigration", region_code="41110", source_title="x", source_url="https://example.org",
        checked_on=timezone.localdate(),
    )  # fmt: skip
    z, x, y = tile_of(10, 37.24, 126.95)
    layers = mapbox_vector_tile.decode(client.get(f"/tiles/areas/{z}/{x}/{y}.mvt").content)
    (area,) = layers["areas"]["features"]
    assert (area["properties"]["code"], area["properties"]["immigration"]) == ("41110", office.pk)
    assert is_covered(z, x, y)


@pytest.mark.django_db
def test_the_category_of_a_place_costs_no_call():
    """PostgreSQL writes the function out; where it can't, a tile of zoom 15 takes twice as long."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (VERBOSE) SELECT tiles_category(category_id) FROM places_place")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "CASE" in plan and "tiles_category" not in plan
