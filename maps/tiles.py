"""The map of the province as one PMTiles file, drawn by several processes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

MOST_ZOOM = 15
# Neighbours in the file are drawn by one process: they show the same rows.
AT_ONCE = 64


class TilesError(Exception):
    """The file cannot be written now."""


class Built(NamedTuple):
    """How many tiles the file holds, and its size."""

    tiles: int
    bytes: int


def build_tiles(out: Path, *, processes: int) -> Built:
    """Write the layer `map` to `out`, zoom 0 to 15, compressed; an old file stands until the new one is whole.

    TilesError when the regions changed meanwhile; places wait.
    """
    from django.db import transaction

    from geoportal.core.sql import run
    from geoportal.tiles import baked, queries
    from geoportal.tiles.layers import REGIONS

    with drawers(processes) as drawn, transaction.atomic():
        run("provenance/begin_load", {})
        queries.hold_places()
        shows = baked.state()
        wanted = queries.drawn_tiles(REGIONS.max_zoom)
        by_number = sorted((zxy_to_tileid(*tile), tile) for tile in wanted)
        chunks = [by_number[start : start + AT_ONCE] for start in range(0, len(by_number), AT_ONCE)]
        temporary = out.with_name(f"{out.name}.new")
        with temporary.open("wb") as file:
            writer, count = Writer(file), 0
            for number, body in chain.from_iterable(drawn(chunks)):
                writer.write_tile(number, body)
                count += 1
            if baked.state() != shows:
                raise TilesError("The regions changed while the map was drawn; start again.")
            writer.finalize(header(), metadata(shows))
    temporary.replace(out)
    return Built(count, out.stat().st_size)


Chunk = list[tuple[int, tuple[int, int, int]]]


@contextlib.contextmanager
def drawers(processes: int) -> Iterator[Callable[[list[Chunk]], Iterator[list[tuple[int, bytes]]]]]:
    """What draws chunks, in their order: this process, or others that are made before it opens a connection."""
    if processes == 1:
        yield lambda chunks: map(draw_chunk, chunks)
        return
    from django.db import connection

    connection.close()
    with get_context("fork").Pool(processes) as pool:
        yield lambda chunks: pool.imap(draw_chunk, chunks)


def draw_chunk(chunk: Chunk) -> list[tuple[int, bytes]]:
    """Number and compressed body of each tile that shows anything."""
    from geoportal.tiles.cache import gzipped
    from geoportal.tiles.layers import MAP
    from geoportal.tiles.queries import draw

    drawn = ((number, draw(MAP, *tile)) for number, tile in chunk)
    return [(number, gzipped(body)) for number, body in drawn if body]


def header() -> dict[str, object]:
    """What a PMTiles file says of its tiles."""
    from geoportal.tiles.layers import BOUNDS, CENTER

    west, south, east, north = (round(degrees * 10_000_000) for degrees in BOUNDS)
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_zoom": 0,
        "max_zoom": MOST_ZOOM,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": CENTER[2],
        "center_lon_e7": round(CENTER[0] * 10_000_000),
        "center_lat_e7": round(CENTER[1] * 10_000_000),
    }


def metadata(shows: dict[str, object]) -> dict[str, object]:
    """The layers, and by `geoportal` which data the file shows."""
    from geoportal.tiles.attribution import asked
    from geoportal.tiles.layers import MAP

    layers = [{"id": name, "fields": fields} for name, fields in MAP.fields.items()]
    return {"name": MAP.title, "attribution": asked()[MAP.name], "vector_layers": layers, "geoportal": shows}
