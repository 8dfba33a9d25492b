"""A layer as a file: what a GIS finds in it, whose it is, and that a failure leaves the old file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import geopandas
import pytest

from geoportal.ogc.collections import COLLECTIONS
from maps import __main__ as command
from maps.export import WRITERS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def places(province, add_place):
    """One at a point, one of which only the city is known, and one with a name that a spreadsheet would work out."""
    return [
        add_place(37.24, 126.89, attributes={"languages": [{"language": "vi", "how": "in_person"}]}),
        add_place(37.25, 126.9, position="unit", category_id=5),
        add_place(37.26, 126.91, name_ko="=1+1"),
    ]


def run(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    monkeypatch.setattr("sys.argv", ["maps", "export", *map(str, words)])
    return command.main()


def test_a_geopackage_has_points_in_metres_and_the_terms_of_its_sources(places, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "places", "--lang", "en") == 0
    assert capsys.readouterr().out == "3 features in places.gpkg, with their sources and licences\n"
    found = geopandas.read_file("places.gpkg", layer="places").set_index("feature_id")
    assert found.crs.to_epsg() == 5186
    first, rough, _ = (found.loc[str(place.pk)] for place in places)
    assert (first.geometry.x, first.geometry.y) == pytest.approx((190_240, 515_670), abs=600)
    assert (first["name_ko"], first["category"]) == (places[0].name_ko, places[0].category.value)
    assert (rough["position"], rough.geometry) == ("unit", None)
    sources = geopandas.read_file("places.gpkg", layer="sources")
    assert list(sources["source"]) == [places[0].source.name]
    assert {"license", "attribution", "is_sample", "exported_on"} <= set(sources)


def test_geojson_and_csv_say_the_same(places, tmp_path, monkeypatch):
    for form in ("geojson", "csv"):
        assert run(monkeypatch, "places", "--out", tmp_path / f"p.{form}") == 0
    body = json.loads((tmp_path / "p.geojson").read_text())
    assert (body["type"], body["sources"][0]["source"]) == ("FeatureCollection", places[0].source.name)
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["id"]) for row in rows] == [one["id"] for one in body["features"]] == [one.pk for one in places]
    assert [float(rows[0]["lon"]), float(rows[0]["lat"])] == body["features"][0]["geometry"]["coordinates"]
    assert (rows[1]["lon"], body["features"][1]["geometry"]) == ("", None)
    assert rows[2]["name_ko"] == "'=1+1"
    assert body["features"][0]["properties"]["page"].startswith("http")


def test_only_what_fits_is_written(places, tmp_path, monkeypatch):
    out = tmp_path / "p.geojson"
    assert run(monkeypatch, "places", "--out", out, "--where", "position = 'unit'") == 0
    assert [one["id"] for one in json.loads(out.read_text())["features"]] == [places[1].pk]
    assert run(monkeypatch, "regions", "--out", out, "--where", "level = 'sigun'", "--on", "2026-11-30") == 0
    codes = [one["properties"]["code"] for one in json.loads(out.read_text())["features"]]
    assert len(codes) == len(set(codes)) > 0


@pytest.mark.parametrize("form", WRITERS)
def test_every_layer_can_be_written_with_nothing_in_it_too(province, tmp_path, monkeypatch, form):
    for name in COLLECTIONS:
        assert run(monkeypatch, name, "--out", tmp_path / f"{name}{form}") == 0
    assert len(list(tmp_path.iterdir())) == len(COLLECTIONS)
    if form == ".gpkg":
        assert geopandas.read_file(tmp_path / "places.gpkg", layer="places").empty
        assert set(geopandas.read_file(tmp_path / "regions.gpkg", layer="regions").geom_type) == {"MultiPolygon"}


def test_a_failure_leaves_the_old_file_and_says_why(places, tmp_path, monkeypatch, capsys):
    out = tmp_path / "p.csv"
    out.write_text("old")
    assert run(monkeypatch, "places", "--out", out, "--where", "colour = 'red'", "--lang", "en") == 1
    assert "colour" in capsys.readouterr().err
    assert (out.read_text(), list(tmp_path.iterdir())) == ("old", [out])
    for words in (["--out", "p.doc"], ["--lang", "xx"], ["--out", tmp_path]):
        with pytest.raises(SystemExit) as left:
            run(monkeypatch, "places", *words)
        assert left.value.code == 2


def test_the_command_names_what_there_is():
    assert (tuple(COLLECTIONS), tuple(WRITERS)) == (command.LAYERS, command.FORMS)
