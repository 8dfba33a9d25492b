"""Tiles: what they hold, what is refused before the database, and how they are cached."""

from __future__ import annotations

import math

import mapbox_vector_tile
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoportal.regions.names import fixed_names
from geoportal.tiles.fonts import font_faces
from geoportal.tiles.layers import is_covered
from geoportal.tiles.themes import THEMES


def tile_of(z, lat, lon):
    n = 2**z
    x = int((lon + 180) / 360 * n)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)
    return z, x, y


def get(client, layer, z, lat, lon):
    response = client.get("/tiles/{}/{}/{}/{}.mvt".format(layer, *tile_of(z, lat, lon)))
    assert response["Content-Type"] == "application/vnd.mapbox-vector-tile"
    return mapbox_vector_tile.decode(response.content)


def test_regions_by_zoom(client, province):
    def levels(z):
        return {f["properties"]["level"] for f in get(client, "regions", z, 37.22, 126.85)["regions"]["features"]}

    assert levels(7) == {"province", "sigun"}
    assert levels(10) == {"sigun", "gu"}
    assert levels(12) == {"sigun", "gu", "dong"}
    labels = get(client, "regions", 10, 37.22, 126.85)["region_labels"]["features"]
    assert {"안산시", "단원구"} <= {label["properties"]["name_ko"] for label in labels}


def test_places_one_by_one_with_what_a_map_needs(client, add_place):
    place = add_place(37.24, 126.89, name_en="Clinic")
    for zoom in (11, 12, 13, 14):
        (feature,) = get(client, "places", zoom, 37.24, 126.89)["places"]["features"]
        assert (feature["id"], feature["properties"]) == (place.pk, {"category": "clinic"})
    (feature,) = get(client, "places", 15, 37.24, 126.89)["places"]["features"]
    assert feature["id"] == place.pk
    assert feature["properties"] == {"category": "clinic", "name_ko": "지은 의원", "name_en": "Clinic"}


def test_below_zoom_11_counts_add_up_over_tiles(client, add_place):
    for number in range(40):
        add_place(37.201 + number * 0.0024, 126.801 + number * 0.0049)
    tiles = {tile_of(10, 37.201 + n * 0.0024, 126.801 + n * 0.0049) for n in range(40)}
    total = 0
    for z, x, y in tiles:
        layers = mapbox_vector_tile.decode(client.get(f"/tiles/places/{z}/{x}/{y}.mvt").content)
        assert list(layers) == ["place_counts"]
        total += sum(feature["properties"]["count"] for feature in layers["place_counts"]["features"])
    assert total == 40


@pytest.mark.parametrize("address", ["places/99/0/0", "places/3/8/0", "places/0/0/1", "castles/0/0/0",
                                     "places/17/1/1", f"places/5/{2**63}/1"])  # fmt: skip
def test_impossible_tiles_are_refused_without_a_query(client, db, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(f"/tiles/{address}.mvt")
    assert (response.status_code, response["Content-Type"], len(queries)) == (404, "application/problem+json", 0)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(z=st.text(alphabet="0123456789-.٣٤e", max_size=20), x=st.integers(-5, 2**70), y=st.integers(-5, 2**70))
def test_fuzzed_addresses_never_fail(client, db, z, x, y):
    assert client.get(f"/tiles/places/{z}/{x}/{y}.mvt").status_code in (200, 204, 404)


def test_tiles_outside_the_provinces_are_empty_and_need_no_query(client, db):
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/tiles/places/10/0/0.mvt")
    assert (response.status_code, len(queries)) == (204, 0)
    assert "max-age" in response["Cache-Control"]
    assert not is_covered(10, 0, 0)


def test_tilejson_names_its_layers(client, db):
    body = client.get("/tiles/places.json").json()
    assert body["tilejson"] == "3.0.0"
    assert body["tiles"] == ["http://testserver/tiles/places/{z}/{x}/{y}.mvt"]
    assert [layer["id"] for layer in body["vector_layers"]] == ["places", "place_counts"]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast", "print"])
def test_each_theme_is_a_style_of_its_own(client, db, theme):
    style = client.get("/tiles/style.json", {"theme": theme}).json()
    assert style["name"] == f"geoportal {theme}"
    water = next(layer for layer in style["layers"] if layer["id"] == "water")
    assert water["paint"]["background-color"] == THEMES[theme].water
    assert client.get("/tiles/style.json", {"theme": "pink"}).status_code == 404


def test_style_has_no_outside_address(client, db):
    style = client.get("/tiles/style.json", {"lang": "en"}).json()
    assert "glyphs" not in style
    urls = [source["url"] for source in style["sources"].values()]
    urls += [face["url"] for face in style["font-faces"]["Pretendard"]]
    assert len(urls) > 50
    assert all(url.startswith("http://testserver/") for url in urls)
    assert client.get("/tiles/style.json", {"lang": "xx"}).status_code == 404


def test_chinese_names_are_drawn_by_the_font_that_has_all_their_letters():
    """MapLibre takes the first face whose range has a letter; Pretendard's ranges name letters that it lacks."""

    def has(face, letter):
        spans = (one.removeprefix("U+").split("-") for one in face["unicode-range"])
        return any(int(span[0], 16) <= ord(letter) <= int(span[-1], 16) for span in spans)

    names = set("".join(fixed_names("zh-hans").values()))
    assert len(names) > 50
    for letter in names:
        first = next(face for face in font_faces("", "zh-hans") if has(face, letter))
        assert "/noto-sc/" in first["url"], letter
    assert "/pretendard/" in font_faces("", "th")[0]["url"]
