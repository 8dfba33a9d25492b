"""Tiles: current at every read, drawn once, answered before Django."""

from __future__ import annotations

import gzip
import itertools
import random
import threading
from types import SimpleNamespace

import brotli
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geoportal.places.models import Place
from geoportal.tiles import cache, queries, store
from geoportal.tiles.front import UNDRAWN, TilesFirst
from geoportal.tiles.layers import LAYERS, is_covered, is_tile
from geoportal.tiles.store import Address
from tests.geoportal.tiles.test_views import tile_of

SPOTS = [(37.21 + 0.008 * n, 126.81 + 0.017 * n) for n in range(10)]


def etags(client, tiles):
    return {tile: client.get("/tiles/places/{}/{}/{}.mvt".format(*tile))["ETag"] for tile in tiles}


def test_a_change_to_n_rows_changes_the_etag_of_exactly_their_tiles(client, add_place):
    places = [add_place(*spot) for spot in SPOTS]
    tiles = {tile_of(z, *spot) for z in range(8, 16) for spot in SPOTS}
    before = etags(client, tiles)
    assert etags(client, tiles) == before
    moved = places[2:4]
    Place.objects.filter(pk__in=[place.pk for place in moved]).update(category_id=5)
    touched = {tile_of(z, *SPOTS[n]) for z in range(8, 16) for n in (2, 3)}
    after = etags(client, tiles)
    # Where there are but counts, another commonest category of a cell shows, too: every touched tile looks different.
    assert {tile for tile in tiles if after[tile] != before[tile]} == touched
    assert len(tiles) > len(touched)


def test_a_look_at_the_epoch_holds_only_while_requests_come_without_a_pause(monkeypatch):
    clock, looks = [100.0], itertools.count()
    monkeypatch.setattr(cache, "MOST_UNSEEN_S", 0.02)
    monkeypatch.setattr(cache, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    monkeypatch.setattr(queries, "epoch", lambda: next(looks))
    memory = cache.Memory()
    first = memory.now()
    for _ in range(4):
        clock[0] += cache.PAUSE_S * 0.9
        assert memory.now() == first
    clock[0] += cache.PAUSE_S * 0.9
    second = memory.now()  # however dense they are, it holds for 2 ms
    assert second != first
    clock[0] += cache.PAUSE_S * 1.1
    assert memory.now() != second


def test_a_name_changes_only_tiles_that_have_names(client, add_place):
    places = [add_place(*spot) for spot in SPOTS]
    tiles = {tile_of(z, *spot) for z in range(8, 16) for spot in SPOTS}
    before = etags(client, tiles)
    Place.objects.filter(pk=places[0].pk).update(name_ko="새 이름")
    after = etags(client, tiles)
    assert {tile for tile in tiles if after[tile] != before[tile]} == {tile_of(15, *SPOTS[0])}


def test_a_change_at_an_edge_touches_the_neighbour_whose_margin_shows_it(client, add_place):
    z, x, y = tile_of(15, 37.24, 126.89)
    west = x / 2**z * 360 - 180
    beside = (z, x - 1, y)
    before = etags(client, [beside])
    add_place(37.24, west + 0.00001)
    assert etags(client, [beside]) != before


def test_an_unchanged_tile_is_304_and_draws_nothing(client, add_place, monkeypatch):
    add_place(37.24, 126.89)
    address = "/tiles/places/{}/{}/{}.mvt".format(*tile_of(12, 37.24, 126.89))
    first = client.get(address)
    monkeypatch.setattr(queries, "draw", lambda *tile: pytest.fail("drawn again"))
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(address).content == first.content


def test_codings_are_those_the_reader_takes(client, add_place):
    add_place(37.24, 126.89)
    address = "/tiles/places/{}/{}/{}.mvt".format(*tile_of(12, 37.24, 126.89))
    plain = client.get(address)
    assert not plain.has_header("Content-Encoding")
    for coding, decode in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        answer = client.get(address, headers={"accept-encoding": coding})
        assert answer["Content-Encoding"] == coding
        assert "Accept-Encoding" in answer["Vary"]
        assert decode(answer.content) == plain.content
        assert answer["ETag"] == plain["ETag"]


def asked_before_django(path, **headers):
    """Status, headers and body as the front answers, or the environment with which it goes on to Django."""
    told = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "QUERY_STRING": "", "wsgi.url_scheme": "http"} | headers
    body = TilesFirst(lambda *request: [b"django"])(environ, lambda *answer: told.extend(answer))
    return (told[0], dict(told[1]), b"".join(body)) if told else environ


@pytest.mark.parametrize("kept_mb", [0, 8])
def test_the_front_answers_tiles_as_django_does_and_nothing_else(client, add_place, settings, kept_mb):
    settings.TILE_CACHE_MB = kept_mb
    place = add_place(37.24, 126.89)
    address = "/tiles/places/{}/{}/{}.mvt".format(*tile_of(12, 37.24, 126.89))
    status, headers, body = asked_before_django(address)
    told = client.get(address)
    assert (status, headers["ETag"], body) == ("200 OK", told["ETag"], told.content)
    for name in ("X-Content-Type-Options", "Cache-Control", "Content-Type", "Content-Length"):
        assert headers[name] == told[name], name
    status, headers, body = asked_before_django(address, HTTP_IF_NONE_MATCH=told["ETag"])
    assert (status, body, "Content-Length" in headers) == ("304 Not Modified", b"", False)
    assert client.get(address, headers={"if-none-match": told["ETag"]}).status_code == 304
    assert asked_before_django(address, QUERY_STRING="a=b")[0].startswith("200")
    assert asked_before_django(address, REQUEST_METHOD="POST")["REQUEST_METHOD"] == "POST"
    for elsewhere in ("/tiles/places/10/0/0.mvt", "/tiles/castles/0/0/0.mvt", "/tiles/places/3/8/0.mvt", "/"):
        assert asked_before_django(elsewhere)["PATH_INFO"] == elsewhere
    Place.objects.filter(pk=place.pk).update(category_id=7)
    assert asked_before_django(address)[1]["ETag"] != told["ETag"]


def test_2000_fuzzed_tiles_never_fail_and_invalid_ones_ask_nothing(client, db):
    rng = random.Random(11)
    odd = ["-1", "1.5", "٣", "²", "1e3", "0x1", "", " ", "%00", str(2**31), str(2**63), str(2**64), "9" * 400]

    def number(top):
        return rng.choice([str(rng.randrange(top)), str(rng.randrange(2**17)), rng.choice(odd)])

    for _ in range(2000):
        layer = rng.choice([*LAYERS, "castles"])
        z, x, y = str(rng.choice([*range(20), rng.choice(odd)])), number(2**12), number(2**12)
        with CaptureQueriesContext(connection) as asked:
            status = client.get(f"/tiles/{layer}/{z}/{x}/{y}.mvt").status_code
        valid = all(part.isascii() and part.isdigit() and len(part) < 20 for part in (z, x, y))
        valid = valid and layer in LAYERS and is_tile(int(z), int(x), int(y))
        if not valid:
            assert (status, len(asked)) == (404, 0), (layer, z, x, y)
        elif not is_covered(int(z), int(x), int(y)):
            assert (status, len(asked)) == (204, 0), (layer, z, x, y)
        else:
            assert status == 200, (layer, z, x, y)


def test_workers_share_through_djangos_cache_where_one_is_named(client, add_place, settings, monkeypatch):
    settings.CACHES = settings.CACHES | {"tiles": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tiles_drawn")
    add_place(37.24, 126.89)
    address = Address("places", *tile_of(12, 37.24, 126.89))
    drawn = cache.tile(address).drawn
    assert store.find(address, drawn.version) == drawn
    cache.memory.clear()
    monkeypatch.setattr(queries, "draw", lambda *tile: pytest.fail("drawn again"))
    assert cache.tile(address).drawn == drawn
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tiles_drawn")
        assert cursor.fetchone() == (0,)


def test_an_old_tile_is_better_than_none(client, add_place, monkeypatch):
    from django.db import OperationalError

    add_place(37.24, 126.89)
    address = "/tiles/places/{}/{}/{}.mvt".format(*tile_of(12, 37.24, 126.89))
    first = client.get(address)

    def unreachable():
        raise OperationalError("no answer")

    monkeypatch.setattr(queries, "epoch", unreachable)
    assert client.get(address).content == first.content
    cold = "/tiles/places/{}/{}/{}.mvt".format(*tile_of(13, 37.24, 126.89))
    assert client.get(cold).status_code == 503
    # The front goes on to Django, which doesn't ask the database once more.
    assert asked_before_django(cold)[UNDRAWN]
    monkeypatch.setattr(cache, "tile", lambda address: pytest.fail("asked again"))
    assert client.get(cold, **{UNDRAWN: True}).status_code == 503


@pytest.mark.django_db(transaction=True)
def test_200_cold_requests_at_once_are_one_drawing(province, add_place, monkeypatch):
    """Threads here, each with its own connection and its own memory, as worker processes have."""
    add_place(37.24, 126.89)
    address = Address("places", *tile_of(12, 37.24, 126.89))
    drawings, bodies, failed = [], [], []
    really, start, places = queries.draw, threading.Barrier(20), threading.Lock()

    def draw(*tile):
        with places:
            drawings.append(tile)
        return really(*tile)

    monkeypatch.setattr(queries, "draw", draw)

    def reader():
        try:
            start.wait()
            for _ in range(10):
                bodies.append(cache.drawn_once(address).gzipped)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=reader) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failed, len(bodies), len(set(bodies)), len(drawings)) == ([], 200, 1, 1)
