"""The page for planners and its downloads: with a run, without one, and what they keep to themselves."""

from __future__ import annotations

import csv
import io

import mapbox_vector_tile
import pytest

from geoportal.coverage.ingest import CellFacts, RowFacts, RunFacts, replace_run
from geoportal.tiles import attribution, cache
from tests.geoportal.tiles.test_views import tile_of

CELL = (947_000, 1_915_000)
LAT, LON = 37.2335, 126.9053


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """No tile of another test, and a look at the data's version at every request."""
    monkeypatch.setattr(cache, "MOST_UNSEEN_S", -1.0)
    monkeypatch.setattr(attribution, "_known", ("", {}))
    cache.memory.clear()
    yield
    cache.memory.clear()


@pytest.fixture
def make_run(province):
    """A function that makes a run with these numbers of people (within at each speed) by slug of region."""

    def make(numbers=None, **facts):
        values = {
            "category": "clinic", "language": "", "minutes": [5, 10], "speeds_m_per_min": [50, 67, 80], "network": "",
            "network_on": None, "population_source_id": province.source.pk, "population_year": 2025,
            "population_level": 4, "people": 1240, "coarse_people": 0, "unplaced": 0.0, "facilities": 3,
            "facilities_off": 0, "facilities_rough": 0, "facilities_unknown": None, "software": {"scipy": "1"},
            "sources": [{"name": "made_up", "attribution": "made up", "license": "KOGL-1"}], "is_sample": False,
        } | facts  # fmt: skip
        given = numbers or {
            "gyeonggi": (1240, 300, 400, 500), "ansan": (1200, 280, 370, 460), "ansan-danwon": (1000, 200, 250, 300),
            "ansan-sangnok": (200, 80, 120, 160), "suwon": (40, 20, 30, 40),
        }  # fmt: skip
        rows = [
            RowFacts(province.regions[slug].pk, minutes, people, 0.0, *(one * minutes / 10 for one in within))
            for slug, (people, *within) in given.items()
            for minutes in values["minutes"]
        ]
        x, y = CELL
        cells = [CellFacts(x, y, 4.26), CellFacts(x + 250, y, None)]
        return replace_run(RunFacts(**values), rows=rows, cells=cells)

    return make


def text_of(response):
    return " ".join(response.content.decode().split())


def test_without_a_run_the_page_says_how_one_is_made(client, province):
    response = client.get("/en/coverage/?category=pharmacy&language=vi")
    assert response.status_code == 200
    assert "maps coverage run --category pharmacy --language vi --network" in text_of(response)
    assert "Nobody has counted this yet" in text_of(response)
    assert "<table" not in text_of(response)
    assert "maps coverage run --category clinic" in text_of(client.get("/en/coverage/"))


def test_a_run_is_shown_with_its_band_and_its_methods(client, make_run):
    make_run()
    page = text_of(client.get("/en/coverage/"))
    assert "Clinic: 10 minutes on foot" in page
    for shown in ("Danwon-gu", "<td>250</td>", "200–300", "<td>750</td>", "<td>25%</td>"):
        assert shown in page
    for method in ("67 metres a minute; slow 50, fast 80", "2025", "spread evenly over all its squares", "scipy 1"):
        assert method in page
    assert page.count("people really walk further") >= 2
    assert 'data-map="coverage"' in page
    table = page[page.index("<tbody") :]
    assert table.index("Ansan-si") < table.index("Danwon-gu") < table.index("Sangnok-gu") < table.index("Suwon-si")
    beyond = page[page.index('id="beyond-title"') : page.index('id="map-title"')]
    assert beyond.index("Danwon-gu</a>: 750 people") < beyond.index("Sangnok-gu") < beyond.index("Suwon-si")
    assert beyond.count("<li>") == 3  # Ansan is the sum of its two districts
    five = text_of(client.get("/en/coverage/?category=clinic&minutes=5"))
    assert "<td>125</td>" in five
    assert "counted for 5, 10 minutes only" in text_of(client.get("/en/coverage/?category=clinic&minutes=7"))


def test_a_network_is_named_and_no_straight_line_told(client, make_run):
    make_run(network="gyeonggi.osm.pbf", network_on="2026-11-20", unplaced=12.0, facilities_unknown=2, language="vi")
    page = text_of(client.get("/en/coverage/?category=clinic&language=vi"))
    assert "traight line" not in page
    for said in ("gyeonggi.osm.pbf", "2026-11-20", "OpenStreetMap contributors", "Streets unknown", "2 not counted",
                 "that a street touches", "Tiếng Việt"):  # fmt: skip
        assert said in page


def test_samples_are_said_to_be_samples(client, make_run):
    made = "Some of the places counted here are made up."
    make_run()
    assert made not in text_of(client.get("/en/coverage/"))
    make_run(is_sample=True)
    assert made in text_of(client.get("/en/coverage/"))


def test_small_numbers_are_not_told_nor_those_that_would_tell_them(client, make_run):
    make_run({
        "gyeonggi": (1240, 200, 253, 300), "ansan": (1200, 200, 250, 300), "ansan-danwon": (1000, 200, 250, 300),
        "ansan-sangnok": (200, 0, 0, 0), "suwon": (40, 0, 3, 3.5),
    })  # fmt: skip
    page = text_of(client.get("/en/coverage/"))
    assert page.count("<td>fewer than 5</td>") == 1
    assert "<td>253</td>" in page  # the province
    # Ansan's number would tell Suwon's 3, and its districts' together would tell Ansan's.
    assert "<td>37</td>" not in page and "<td>3</td>" not in page
    hidden = {one["region_en"]: one for one in hidden_in(client)}
    assert sorted(hidden) == ["Ansan-si", "Sangnok-gu", "Suwon-si"]
    for name in ("within", "within_slow", "within_fast", "beyond", "share_within_percent"):
        assert {one[name] for one in hidden.values()} == {""}
    assert hidden["Suwon-si"]["withheld"] == "within: fewer than 5"
    assert hidden["Ansan-si"]["withheld"] == "would tell a small number"


def hidden_in(client):
    """The rows of the file for ten minutes whose numbers are kept back."""
    rows = csv.DictReader(io.StringIO(client.get("/coverage.csv").content.decode("utf-8-sig")))
    return [row for row in rows if row["minutes"] == "10" and row["withheld"]]


@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hans", "/vi", "/ru", "/th", "/km", "/ur"])
def test_in_every_language(client, make_run, prefix):
    make_run(is_sample=True, facilities_rough=2)
    assert client.get(f"{prefix}/coverage/").status_code == 200


@pytest.mark.parametrize("asked", ["category=castle", "minutes=0", "minutes=many", "language=xx"])
def test_a_wrong_wish_is_refused(client, make_run, asked):
    make_run()
    assert client.get(f"/coverage/?{asked}").status_code == 400
    answer = client.get(f"/coverage.csv?{asked}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_downloads_stand_by_themselves(client, make_run):
    assert client.get("/coverage.geojson").status_code == 404
    make_run()
    answer = client.get("/coverage.geojson?category=clinic")
    assert "coverage-clinic-" in answer["Content-Disposition"]
    features = answer.json()["features"]
    assert len(features) == 10
    (suwon,) = (one for one in features if one["id"] == "41110-10")
    assert suwon["geometry"]["type"] == "MultiPolygon"
    said = suwon["properties"]
    assert (said["within"], said["within_slow"], said["within_fast"], said["beyond"]) == (30, 20, 40, 10)
    assert (said["distance"], said["license"]) == ("straight line: people really walk further", "KOGL-1")
    assert client.get("/coverage.csv").content.decode("utf-8-sig").startswith("region_code,")


def tile(client, z):
    body = client.get("/tiles/coverage/{}/{}/{}.mvt".format(*tile_of(z, LAT, LON)))
    return mapbox_vector_tile.decode(body.content).get("coverage", {"features": []})["features"], body["ETag"]


def test_the_tile_layer_has_minutes_and_changes_with_a_run(client, make_run):
    before = tile(client, 12)
    assert before[0] == []
    make_run()
    features, etag = tile(client, 12)
    assert etag != before[1]
    told = sorted((one["properties"] for one in features), key=len)
    near = {"category": "clinic", "cell_m": 250, "straight": True}
    # No way is no number, and not 0; nobody is counted.
    assert told == [near, near | {"minutes": 4.3}]
    (coarse,) = tile(client, 9)[0]
    assert (coarse["properties"]["cell_m"], coarse["properties"]["minutes"]) == (1000, 4.3)
    make_run(language="vi", network="x.osm", is_sample=True)
    assert {one["properties"].get("language") for one in tile(client, 12)[0]} == {None, "vi"}


def test_the_layer_is_described_and_names_its_makers(client, make_run):
    make_run()
    body = client.get("/tiles/coverage.json").json()
    assert set(body["vector_layers"][0]["fields"]) == {
        "category", "language", "minutes", "cell_m", "straight", "is_sample",
    }  # fmt: skip
    assert body["attribution"] == "made up"
    make_run(network="x.osm")
    assert client.get("/tiles/coverage.json").json()["attribution"] == "made up · © OpenStreetMap contributors"
