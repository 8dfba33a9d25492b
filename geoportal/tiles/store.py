"""Where the worker processes share drawn tiles: a table, or Django's cache when the operator names one."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches

from geoportal.core.sql import rows, run

ALIAS = "tiles"
KEEP_S = 7 * 86_400


class Address(NamedTuple):
    """One tile of one layer."""

    layer: str
    z: int
    x: int
    y: int

    def __str__(self) -> str:
        return f"{self.layer}/{self.z}/{self.x}/{self.y}"


class Drawn(NamedTuple):
    """A tile as it is answered: the version of what it shows, its ETag, and its body compressed by gzip."""

    version: str
    etag: str
    gzipped: bytes


def find(address: Address, version: str) -> Drawn | None:
    """The tile as some worker has drawn it from this version."""
    if ALIAS in settings.CACHES:
        kept = caches[ALIAS].get(f"tile:{address}")
        return Drawn(*kept) if kept and kept[0] == version else None
    found = rows("tiles/drawn", {**address._asdict(), "version": version}, binary=True)
    return Drawn(version, found[0][0], bytes(found[0][1])) if found else None


def keep(address: Address, drawn: Drawn) -> None:
    """Let the other workers find the tile."""
    if ALIAS in settings.CACHES:
        caches[ALIAS].set(f"tile:{address}", tuple(drawn), KEEP_S)
        return
    run("tiles/keep_drawn", {**address._asdict(), "version": drawn.version, "etag": drawn.etag, "body": drawn.gzipped})
