"""Whom the map names: the makers of outlines and of what stands on it, each once, with no query for a tile."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from geoportal.places.models import Place
from geoportal.provenance.models import Source
from geoportal.tiles import attribution as naming
from geoportal.tiles import queries
from geoportal.tiles.layers import CENSUS, LAYERS, MAP

OSM = "© OpenStreetMap contributors"


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(naming, "_known", ("", {}))


def source(name, stated, *, rank=40, is_sample=False):
    return Source.objects.create(
        name=name, kind="places", title_ko=name, title_en=name, publisher=f"{name}의 기관", publisher_en=name,
        license="ODbL-1.0", attribution=stated, rank=rank, is_sample=is_sample,
    )  # fmt: skip


@pytest.fixture
def osm(add_place):
    made = source("osm", f"{OSM} (오픈스트리트맵 기여자), ODbL 1.0", rank=90)
    add_place(37.24, 126.89, source=made)
    return made


def said(client, layer):
    return client.get(f"/tiles/{layer}.json").json()["attribution"]


def test_osm_is_named_wherever_its_places_are_drawn(client, province, osm):
    assert said(client, "places") == OSM
    assert OSM in said(client, "map")
    assert said(client, "map").startswith(CENSUS)
    assert said(client, "regions") == CENSUS
    assert OSM not in said(client, "events")
    sources = client.get("/tiles/style.json").json()["sources"]
    assert sources["regions"]["attribution"] == CENSUS
    assert OSM in sources["places"]["attribution"]


def test_the_file_of_the_map_names_them_too(osm, settings):
    from maps.tiles import metadata

    assert metadata({})["attribution"] == f"{CENSUS} · {OSM}"


def test_makers_stand_in_short_once_and_samples_not(client, province, add_place):
    stated = {"a": "만든이, 병원 목록", "b": "만든이, 약국 목록", "c": "", "d": "<b>기관</b> (목록)"}
    for name, attribution in stated.items():
        add_place(37.24, 126.89, source=source(name, attribution))
    add_place(37.24, 126.89, source=source("e", "견본", is_sample=True))
    source("f", "아무것도 없는 곳")
    assert said(client, "places") == "만든이 · c의 기관 · &lt;b&gt;기관&lt;/b&gt;"


def test_a_source_whose_places_are_gone_is_named_no_longer(client, osm):
    assert OSM in said(client, "places")
    Place.objects.filter(source=osm).update(retired_at=timezone.now())
    assert OSM not in said(client, "places")


def test_it_is_asked_once_and_for_no_tile(client, osm, monkeypatch):
    asked = []
    monkeypatch.setattr(naming, "asked", lambda: asked.append(1) or dict.fromkeys(LAYERS, "x"))
    for _ in range(3):
        assert said(client, "places") == "x"
    assert client.get("/tiles/map/10/873/396.mvt").status_code == 200
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as found:
        client.get("/tiles/map/10/873/396.mvt")
    assert not [query for query in found if "attribution" in query["sql"]]


def test_the_last_known_stands_while_the_database_does_not_answer(client, osm, monkeypatch):
    def silent():
        raise OperationalError

    before = said(client, "map")
    monkeypatch.setattr(queries, "epoch", silent)
    assert OSM in before
    assert said(client, "map") == before
    monkeypatch.setattr(naming, "_known", ("", {}))
    assert naming.attribution(MAP) == CENSUS
