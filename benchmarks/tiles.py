"""Tiles per second beside the layer's own SQL, tipg, martin's SQL and nginx, in one run, and what must hold.

    python -m benchmarks.tiles [--places 500000] [--seconds 8] [--no-peers]

Needs the private cluster (script/database start), wrk, pgbench and nginx. Everything runs on this machine's loopback.
Each rate is measured twice, down the table and up again; CPU times are those of the database's process alone, so they
hold on a busy machine, too.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import django

from benchmarks import dataset, peers
from benchmarks.drive import CLIENTS, Rate, found, pgbench, portal, serve
from benchmarks.near import Bar, Rows, measured

PORT = 8785
ZOOMS = (10, 12, 14)
# Where the generated places are.
AREA = (126.75, 37.20, 127.25, 37.65)
TABLE = f"""
CREATE SCHEMA IF NOT EXISTS {peers.SCHEMA};
DROP TABLE IF EXISTS {peers.SCHEMA}.tile_place;
CREATE TABLE {peers.SCHEMA}.tile_place (id bigint PRIMARY KEY, name text, category text, attributes jsonb,
    geom geometry(Point, 4326));
INSERT INTO {peers.SCHEMA}.tile_place
SELECT id, name_ko, tiles_category(category_id), attributes - 'hours', point FROM places_place;
CREATE INDEX ON {peers.SCHEMA}.tile_place USING gist (geom);
VACUUM ANALYZE {peers.SCHEMA}.tile_place;
"""
# What martin sends for a table with its defaults: every column, no limit.
MARTIN = f"""
SELECT ST_AsMVT(tile, 'tile_place', 4096, 'geom') FROM (
    SELECT ST_AsMVTGeom(ST_Transform(ST_CurveToLine(geom::geometry), 3857),
        ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int), 4096, 64, true) AS geom, id, name, category, attributes
    FROM {peers.SCHEMA}.tile_place
    WHERE geom && ST_Transform(ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int, margin => 0.015625), 4326)
) AS tile
"""
NGINX = """
worker_processes 2; pid {folder}/pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on; keepalive_requests 1000000;
    types {{ application/vnd.mapbox-vector-tile mvt; }}
    server {{ listen 127.0.0.1:{port}; root {folder}; gzip_static always; gunzip off; }}
}}
"""


# Commits that are each read right after, by so many connections.
COMMITS, READERS = 200, 4
CHANGED = """
SELECT id, category_id, ST_X(point), ST_Y(point) FROM places_place
WHERE retired_at IS NULL AND same_as_id IS NULL AND position <> 'unit' ORDER BY md5(id::text) LIMIT %s
"""
CHANGE = "UPDATE places_place SET category_id = %s WHERE id = %s"
SPREAD = ((16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F), (2, 0x3333333333333333),
          (1, 0x5555555555555555))  # fmt: skip
Tile = tuple[int, int, int]


def tile_at(zoom: int, lon: float, lat: float) -> Tile:
    """The tile of a zoom that shows this point."""
    row = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return zoom, int((lon + 180) / 360 * 2**zoom), int(row * 2**zoom)


def corners(zoom: int) -> tuple[int, int, int, int]:
    """West, north, east and south tile of the generated places."""
    west, south, east, north = AREA
    return (*tile_at(zoom, west, north)[1:], *tile_at(zoom, east, south)[1:])


def tiles(zoom: int) -> list[Tile]:
    """The tiles of a zoom over the generated places."""
    west, north, east, south = corners(zoom)
    return [(zoom, x, y) for x in range(west, east + 1) for y in range(north, south + 1)]


def script(zoom: int) -> str:
    """The layer's own statement for pgbench, at random tiles of a zoom: what the portal sends, its values prepared."""
    from geoportal.core.sql import statement
    from geoportal.tiles.layers import PLACES, SPOT_BITS

    west, north, east, south = corners(zoom)
    lines = [f"\\set x random({west}, {east})", f"\\set y random({north}, {south})", "\\set a :x", "\\set b :y"]
    for bits, mask in SPREAD:
        lines += [f"\\set {name} (:{name} | (:{name} << {bits})) & {mask}" for name in "ab"]
    free = 2 * (SPOT_BITS - zoom)
    lines += [f"\\set first (:a | (:b << 1)) << {free}", f"\\set end ((:a | (:b << 1)) + 1) << {free}"]
    (name,) = PLACES.drawn_by(zoom)
    values = {"z": str(zoom), "x": ":x", "y": ":y", "first": ":first", "end": ":end"}
    return "\n".join([*lines, " ".join((statement(name) % values).split()) + ";\n"])


def cpu_ms(sql: str, asked: list[dict[str, Any]]) -> float:
    """CPU time of the database's process for one tile, in ms: the mean over these tiles, after a first round."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        times = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

        def spent() -> int:
            return int(times.read_text().split()[0])

        for values in asked[:3]:
            cursor.execute(sql, values)
        before = spent()
        for values in asked:
            cursor.execute(sql, values)
            cursor.fetchone()
        return (spent() - before) / 1e6 / len(asked)


def cpu(zoom: int) -> tuple[float, float]:
    """CPU ms a tile: of the layer's own statement, and of martin's."""
    from geoportal.core.sql import statement
    from geoportal.tiles.layers import PLACES
    from geoportal.tiles.queries import parameters

    (name,) = PLACES.drawn_by(zoom)
    picked = random.Random(7).sample(tiles(zoom), min(len(tiles(zoom)), 3 * zoom))
    own = cpu_ms(statement(name), [parameters(name, *tile) for tile in picked])
    return own, cpu_ms(MARTIN, [dict(zip("zxy", tile, strict=True)) for tile in picked])


def wrk(port: int, paths: list[str], seconds: float) -> Rate:
    """Random ones of these addresses from all clients, by gzip if it can be; any answer but 2xx stops the run."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        lua = Path(__file__).with_name("tiles.lua")
        run = ["wrk", "-t2", f"-c{CLIENTS}", f"-d{max(round(seconds), 1)}s", "--timeout", "60s", "-s", lua]
        environment = os.environ | {"PATHS": file.name}
        command = [*run, f"http://127.0.0.1:{port}"]
        output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    if found(r"BAD (\d+)", output):
        sys.exit(f"port {port}: {paths[0]} was answered with errors:\n{output}")
    return Rate(found(r"Requests/sec:\s+([\d.]+)", output), found(r"P95 ([\d.]+)", output))


def fetched(port: int, path: str) -> bytes:
    """The tile's body as it travels, compressed by gzip."""
    with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"}), timeout=60) as answer:
        body: bytes = answer.read()
    return body


def nginx(stack: ExitStack, port: int, source: int, paths: list[str]) -> None:
    """nginx with the same bytes in files."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    folder.chmod(0o755)
    for path in [*paths, "/healthz"]:
        file = folder / f"{path[1:]}.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(fetched(source, path))
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port), encoding="utf-8")
    serve(stack, ["nginx", "-c", str(config)], path="/healthz", port=port)


def tipg_address(tile: Tile) -> str:
    z, x, y = tile
    return f"/collections/{peers.SCHEMA}.tile_place/tiles/WebMercatorQuad/{z}/{x}/{y}"


def uncached_rows(with_peers: bool) -> Rows:
    rows: Rows = {}
    for zoom in ZOOMS:
        text, paths = script(zoom), addresses("places", zoom)
        peer = [tipg_address(tile) for tile in tiles(zoom)]
        rows[f"SQL, z{zoom}"] = lambda seconds, text=text: pgbench(text, seconds, dataset.NAME)
        rows[f"portal, z{zoom}"] = lambda seconds, paths=paths: wrk(PORT, paths, seconds)
        if with_peers:
            rows[f"{peers.TIPG}, z{zoom}"] = lambda seconds, peer=peer: wrk(PORT + 2, peer, seconds)
    return rows


def cached_rows() -> Rows:
    rows: Rows = {}
    for zoom in ZOOMS:
        paths = addresses("places", zoom)
        rows[f"nginx, the same bytes, z{zoom}"] = lambda seconds, paths=paths: wrk(PORT + 3, paths, seconds)
        rows[f"portal from memory, z{zoom}"] = lambda seconds, paths=paths: wrk(PORT + 1, paths, seconds)
    return rows


def addresses(layer: str, zoom: int) -> list[str]:
    return [f"/tiles/{layer}/{z}/{x}/{y}.mvt" for z, x, y in tiles(zoom)]


def bake() -> tuple[float, float, str]:
    """Seconds, megabytes and the last line of `maps tiles build` on two processes."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "map.pmtiles")
        run = [sys.executable, "-m", "maps", "tiles", "build", "--processes", "2", "--out", str(out)]
        began = time.monotonic()
        told = subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()
        return time.monotonic() - began, out.stat().st_size / 1e6, told.partition(" in ")[0]


def largest() -> tuple[int, float, int]:
    """Bytes of the largest tile of zoom 0 to 15, uncompressed; milliseconds of the slowest; places that z10 counts."""
    import mapbox_vector_tile

    from geoportal.tiles.layers import PLACES
    from geoportal.tiles.queries import draw, drawn_tiles

    most, slowest, counted = 0, 0.0, 0
    for tile in drawn_tiles(-1):
        began = time.perf_counter()
        body = draw(PLACES, *tile)
        most, slowest = max(most, len(body)), max(slowest, (time.perf_counter() - began) * 1000)
        if tile[0] == 10:
            features = mapbox_vector_tile.decode(body)["place_counts"]["features"] if body else []
            counted += sum(feature["properties"]["count"] for feature in features)
    return most, slowest, counted


def after_commits(port: int) -> tuple[int, int]:
    """Places change their category, one after the other: how many of its tiles were still old when they were read right
    after the commit, over several connections; and how many tiles of another place got another ETag."""
    from django.db import connection

    readers = [HTTPConnection("127.0.0.1", port, timeout=30) for _ in range(READERS)]

    def etags(place: tuple[float, float]) -> list[str | None]:
        found = []
        for zoom in (14, 15):
            path = "/tiles/places/{}/{}/{}.mvt".format(*tile_at(zoom, *place))
            for reader in readers:
                reader.request("GET", path)
                answer = reader.getresponse()
                answer.read()
                found.append(answer.getheader("ETag"))
        return found

    old = stirred = 0
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [COMMITS])
        places = cursor.fetchall()
        for (place, category, *spot), (_, _, *elsewhere) in zip(places, places[1:] + places[:1], strict=True):
            here, there = etags(spot), etags(elsewhere)
            is_apart = all(tile_at(zoom, *spot) != tile_at(zoom, *elsewhere) for zoom in (14, 15))
            cursor.execute(CHANGE, [category % 2 + 1, place])
            old += sum(one == other for one, other in zip(here, etags(spot), strict=True))
            stirred += sum(one != other for one, other in zip(there, etags(elsewhere), strict=True)) if is_apart else 0
            cursor.execute(CHANGE, [category, place])
    return old, stirred


def bars(rates: dict[str, Rate], spent: dict[int, tuple[float, float]], with_peers: bool) -> Iterator[Bar]:
    """What must hold of the rows that were measured."""

    def ratio(one: str, other: str, bar: float) -> Bar:
        return Bar(f"{one} / {other}", rates[one].per_second / rates[other].per_second, bar)

    for zoom, least, most in zip(ZOOMS, (0.9, 0.9, 0.55), (1 / 15, 1 / 4, 1 / 2), strict=True):
        yield ratio(f"portal, z{zoom}", f"SQL, z{zoom}", least)
        if with_peers:
            yield ratio(f"portal, z{zoom}", f"{peers.TIPG}, z{zoom}", 1)
        own, martin = spent[zoom]
        yield Bar(f"CPU of the SQL / of martin's, z{zoom}", own / martin, most, at_most=True)
        yield ratio(f"portal from memory, z{zoom}", f"nginx, the same bytes, z{zoom}", 0.45)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=500_000)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--no-peers", action="store_true")
    return parser.parse_args()


def run(options: argparse.Namespace) -> None:
    with_peers = not options.no_peers
    dataset.psql(TABLE, dataset.NAME)
    if with_peers:
        peers.install()
    with ExitStack() as stack:
        os.environ["GEOPORTAL_TILE_CACHE_MB"] = "0"
        portal(stack, PORT, dataset.NAME)
        os.environ["GEOPORTAL_TILE_CACHE_MB"] = "64"
        portal(stack, PORT + 1, dataset.NAME)
        if with_peers:
            peers.tipg(stack, PORT + 2, dataset.NAME)
        paths = [path for zoom in ZOOMS for path in addresses("places", zoom)]
        nginx(stack, PORT + 3, PORT + 1, paths)
        wrk(PORT + 1, paths, 4)
        print(f"{os.getloadavg()[0]:.1f} processes wait for the {os.cpu_count()} cores before the run", flush=True)
        spent = {zoom: cpu(zoom) for zoom in ZOOMS}
        rates = measured(uncached_rows(with_peers), options.seconds)
        rates |= measured(cached_rows(), options.seconds)
        old, stirred = after_commits(PORT + 1)
    report(options, rates, spent)
    print(Bar(f"old tiles right after {COMMITS} commits", old, 0, at_most=True))
    print(Bar("tiles elsewhere with another ETag", stirred, 0, at_most=True))


def report(options: argparse.Namespace, rates: dict[str, Rate], spent: dict[int, tuple[float, float]]) -> None:
    print(f"{options.places:,} places, {CLIENTS} clients, {os.cpu_count()} cores")
    print(f"{'':44}{'per second':>12}{'p95 ms':>9}")
    for name, rate in rates.items():
        print(f"{name:44}{rate.per_second:12.1f}{rate.p95_ms:9.1f}")
    for zoom, (own, martin) in spent.items():
        print(f"z{zoom}: CPU of the database a tile {own:.2f} ms, of martin's SQL {martin:.2f} ms")
    seconds, megabytes, told = bake()
    most, slowest, counted = largest()
    print(f"maps tiles build: {told}, {seconds:.1f} s on two processes")
    print(f"the slowest tile took {slowest:.0f} ms")
    print(f"\n{'':60}{'measured':>9}{'bar':>12}")
    for bar in bars(rates, spent, not options.no_peers):
        print(f"{bar.name:12}{'':{max(0, 48 - len(bar.name))}}{str(bar)[max(48, len(bar.name)) :]}")
    print(Bar("whole pyramid, s", seconds, 12, at_most=True))
    print(Bar("whole pyramid, MB", megabytes, 45, at_most=True))
    print(Bar("largest tile, KB", most / 1000, 500, at_most=True))
    print(Bar("places counted at z10 / places", counted / options.places, 1))


def main() -> None:
    options = arguments()
    dataset.make(dataset.NAME, options.places)
    dataset.start()
    django.setup()
    run(options)


if __name__ == "__main__":
    main()
