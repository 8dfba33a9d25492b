"""The file that `maps tiles build` wrote (PMTiles 3), read by the portal: the map without a drawing database.

It is read here rather than by the browser: the tiles keep their addresses, their ETags and the strict policy of the
page, no script is added to it, and a tile that a later change has touched is drawn anew. A CDN may stand before it.
"""

from __future__ import annotations

import gzip
import json
import mmap
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from pmtiles.tile import deserialize_directory, deserialize_header, find_tile, zxy_to_tileid

from geoportal.regions.queries import today
from geoportal.tiles import queries
from geoportal.tiles.layers import MAP
from geoportal.tiles.store import Address

DEPTH = 4


class Archive:
    """A PMTiles file in memory by mapping; each directory is read once."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.header = deserialize_header(self.bytes[:127])
        self.directory = lru_cache(maxsize=256)(self._directory)
        start, length = self.header["metadata_offset"], self.header["metadata_length"]
        self.metadata: dict[str, Any] = json.loads(gzip.decompress(self.bytes[start : start + length]))
        # What it showed when it was written, as `state` has it.
        self.shows: dict[str, Any] = self.metadata["geoportal"]

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The tile's bytes, compressed by gzip; None when it is not in the file."""
        number = zxy_to_tileid(z, x, y)
        offset, length = self.header["root_offset"], self.header["root_length"]
        for _ in range(DEPTH):
            entry = find_tile(self.directory(offset, length), number)
            if entry is None:
                return None
            if entry.run_length:
                start = self.header["tile_data_offset"] + entry.offset
                return self.bytes[start : start + entry.length]
            offset, length = self.header["leaf_directory_offset"] + entry.offset, entry.length
        return None

    def _directory(self, offset: int, length: int) -> Any:
        return deserialize_directory(self.bytes[offset : offset + length])


@cache
def opened(path: Path, changed_ns: int) -> Archive:
    """The file as of this moment; another one of the same name is opened anew."""
    return Archive(path)


def archive(path: str) -> Archive | None:
    """The file that the setting names; None when it names none, or one that is not there."""
    try:
        return opened(Path(path), Path(path).stat().st_mtime_ns) if path else None
    except FileNotFoundError:
        return None


def state() -> dict[str, Any]:
    """What a file that is written now shows: the newest change of places, those of regions, the editions in force."""
    return {"places": queries.newest_place_change(), "parts": queries.parts(MAP), "editions": queries.editions()}


def body(address: Address, version: str) -> bytes | None:
    """The tile, compressed by gzip, if the file holds it as of this version."""
    found = archive(settings.TILES_FILE) if address.layer == MAP.name else None
    if found is None:
        return None
    touched, _, rest = version.partition("-")
    parts = rest.removesuffix(str(today())).removesuffix("-")
    shown = {"places": max(int(touched), found.shows["places"]), "parts": parts, "editions": queries.editions()}
    return found.tile(*address[1:]) if shown == found.shows else None
