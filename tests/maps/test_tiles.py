"""The map as one file: what it holds, and that the portal serves it until the data change."""

from __future__ import annotations

import gzip
import sys

import mapbox_vector_tile
import pytest
from pmtiles.reader import MmapSource, Reader

from geoportal.places.models import Place
from geoportal.tiles import cache, queries
from geoportal.tiles.layers import LAYERS
from maps.__main__ import main
from maps.tiles import build_tiles
from tests.geoportal.tiles.test_views import tile_of


@pytest.fixture
def file(tmp_path, province, add_place, settings):
    """A built map of two places; the setting names it."""
    cache.memory.clear()
    add_place(37.24, 126.89)
    add_place(37.28, 126.98)
    path = tmp_path / "map.pmtiles"
    build_tiles(path, processes=1)
    settings.TILES_FILE = str(path)
    return path


def test_the_file_holds_every_tile_as_the_database_draws_it(file):
    with file.open("rb") as opened:
        reader = Reader(MmapSource(opened))
        assert reader.header()["max_zoom"] == 15
        assert {layer["id"] for layer in reader.metadata()["vector_layers"]} >= {"regions", "places", "place_counts"}
        wanted = queries.drawn_tiles(LAYERS["regions"].max_zoom)
        assert len(wanted) > 30
        for tile in wanted:
            body = reader.get(*tile)
            assert (gzip.decompress(body) if body else b"") == queries.draw(LAYERS["map"], *tile), tile


def test_the_portal_serves_it_until_a_place_changes(client, file, monkeypatch):
    drawn = []
    really = queries.draw
    monkeypatch.setattr(queries, "draw", lambda *tile: drawn.append(tile) or really(*tile))
    near, far = (
        "/tiles/map/{}/{}/{}.mvt".format(*tile_of(12, lat, lon)) for lat, lon in ((37.24, 126.89), (37.28, 126.98))
    )
    assert near != far
    layers = mapbox_vector_tile.decode(client.get(near).content)
    assert (set(layers), drawn) == ({"regions", "region_labels", "places"}, [])
    first = client.get(far)
    cache.memory.clear()
    Place.objects.filter(name_ko="지은 의원").order_by("pk").first().delete()
    assert "places" not in mapbox_vector_tile.decode(client.get(near).content)
    assert len(drawn) == 1
    assert client.get(far)["ETag"] == first["ETag"]
    assert len(drawn) == 1


def test_the_style_takes_both_layers_from_it(client, file):
    sources = client.get("/tiles/style.json").json()["sources"]
    assert {name: source["maxzoom"] for name, source in sources.items()} == {"regions": 13, "places": 15}
    assert {tuple(source["tiles"]) for source in sources.values()} == {("http://testserver/tiles/map/{z}/{x}/{y}.mvt",)}


def test_the_command_says_what_it_wrote(province, tmp_path, monkeypatch, capsys):
    out = tmp_path / "map.pmtiles"
    monkeypatch.setattr(sys, "argv", ["maps", "tiles", "build", "--processes", "1", "--out", str(out)])
    assert main() == 0
    assert f"tiles, 0.0 MB in {out}" in capsys.readouterr().out
    assert out.read_bytes().startswith(b"PMTiles")


@pytest.mark.parametrize(
    ("subject", "out"), [("tiles", "missing/map.pmtiles"), ("tiles", "."), ("atlas", "taken/atlas")]
)
def test_what_cannot_be_written_is_said_before_any_work(subject, out, tmp_path, monkeypatch, capsys):
    (tmp_path / "taken").touch()
    monkeypatch.setattr(sys, "argv", ["maps", subject, "build", "--out", str(tmp_path / out)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "cannot be written" in capsys.readouterr().err
