"""Drawn tiles in this process' memory, known to be current, and drawn once for all processes when they are not there.

A tile in memory is current while nothing on the map has changed (`queries.epoch`, asked again after some milliseconds);
after a change, it is if its own version is the same. A tile's ETag is that of its bytes: only tiles that look different
get another.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

import brotli
import structlog
from django.conf import settings
from django.db import OperationalError, connection, transaction
from isal import isal_zlib

from geoportal.core.sql import rows
from geoportal.regions.queries import today
from geoportal.tiles import baked, queries, store
from geoportal.tiles.layers import LAYERS
from geoportal.tiles.store import Address, Drawn

log = structlog.get_logger("geoportal.tiles")
# ISA-L's level 3 packs like zlib's 3 in a fifth of its time: most of what a tile of zoom 12 cost beside its SQL.
GZIP_LEVEL, GZIP_FORMAT, BROTLI_QUALITY = 3, 31, 5
# For how long a look at the epoch holds while requests come without a pause: at least so long, then 20 times as long as
# the look itself took, so that it hardly costs more than a twentieth of the time, never longer than the last. After a
# pause each request looks: who commits a change and then asks for its tile has made one, if nobody else asks meanwhile.
UNSEEN_S, LOOKS, MOST_UNSEEN_S, PAUSE_S = 0.002, 20, 0.02, 0.0005


@dataclass(slots=True)
class Kept:
    """A tile in memory; `epoch` is the last one in which it was known to be current."""

    drawn: Drawn
    epoch: str
    brotli: bytes | None = None

    def encoded(self, accepted: str) -> tuple[str, bytes]:
        """The content coding, empty for none, and the body, for an Accept-Encoding header."""
        if "br" in accepted:
            if self.brotli is None:
                self.brotli = brotli.compress(plain(self.drawn.gzipped), quality=BROTLI_QUALITY)
            return "br", self.brotli
        if "gzip" in accepted:
            return "gzip", self.drawn.gzipped
        return "", plain(self.drawn.gzipped)


class Memory:
    """The tiles of this process, the least lately used go first; and the epoch as it last saw it."""

    def __init__(self) -> None:
        self.tiles: OrderedDict[Address, Kept] = OrderedDict()
        self.bytes = 0
        self.epoch, self.holds_until, self.asked_at = "", 0.0, 0.0
        self.lock = threading.Lock()

    def now(self) -> str:
        """The epoch and the day, as of some milliseconds ago at most (see `UNSEEN_S`)."""
        asked_at = time.monotonic()
        if asked_at >= self.holds_until or asked_at - self.asked_at > PAUSE_S:
            self.epoch = f"{queries.epoch()} {today()}"
            took_s = time.monotonic() - asked_at
            self.holds_until = asked_at + min(max(UNSEEN_S, LOOKS * took_s), MOST_UNSEEN_S)
            asked_at += took_s
        self.asked_at = asked_at
        return self.epoch

    def get(self, address: Address) -> Kept | None:
        with self.lock:
            kept = self.tiles.get(address)
            if kept:
                self.tiles.move_to_end(address)
        return kept

    def put(self, address: Address, kept: Kept) -> None:
        with self.lock:
            self._drop(address)
            self.tiles[address] = kept
            self.bytes += weight(kept)
            while self.bytes > settings.TILE_CACHE_MB * 1_000_000:
                self._drop(next(iter(self.tiles)))

    def clear(self) -> None:
        with self.lock:
            self.tiles.clear()
            self.bytes, self.holds_until = 0, 0.0

    def _drop(self, address: Address) -> None:
        kept = self.tiles.pop(address, None)
        if kept:
            self.bytes -= weight(kept)


def weight(kept: Kept) -> int:
    """About what a tile takes in memory, room for its other coding included."""
    return 2 * len(kept.drawn.gzipped) + 600


memory = Memory()


def tile(address: Address) -> Kept:
    """The tile as the data stand now; the last known one, if any, while the database does not answer."""
    kept = memory.get(address)
    try:
        epoch = memory.now()
        if kept is None or (kept.epoch != epoch and kept.drawn.version != version(address, epoch)):
            return remember(address, drawn_once(address), epoch)
        kept.epoch = epoch
    except OperationalError:
        if kept is None:
            raise
        log.warning("an old tile was answered: the database does not answer", tile=str(address))
        connection.close_if_unusable_or_obsolete()
    return kept


_versions: dict[str, tuple[str, str]] = {}


def version(address: Address, epoch: str) -> str:
    """The tile's version; that of a layer whose tiles have none of their own is asked once an epoch."""
    layer = LAYERS[address.layer]
    if layer.places:
        return queries.version(layer, *address[1:])
    known = _versions.get(layer.name)
    if known is None or known[0] != epoch:
        known = (epoch, queries.version(layer, *address[1:]))
        _versions[layer.name] = known
    return known[1]


def remember(address: Address, drawn: Drawn, epoch: str) -> Kept:
    """Keep a tile that was found current after the epoch was asked for."""
    kept = Kept(drawn, epoch)
    memory.put(address, kept)
    return kept


def drawn_once(address: Address) -> Drawn:
    """The tile as some process has drawn it, or drawn here, while all who want the same one wait."""
    current = queries.version(LAYERS[address.layer], *address[1:])
    found = store.find(address, current)
    if found:
        return found
    try:
        with transaction.atomic():
            rows("tiles/hold_tile", {"tile": str(address)})
            current = queries.version(LAYERS[address.layer], *address[1:])
            drawn = store.find(address, current)
            if drawn is None:
                drawn = drawn_now(address, current)
                store.keep(address, drawn)
            return drawn
    except OperationalError:
        # Waited for longer than the database lets a statement wait: draw it here, too.
        connection.close_if_unusable_or_obsolete()
        return drawn_now(address, current)


def drawn_now(address: Address, current: str) -> Drawn:
    """The tile from the file that `maps tiles build` wrote while it shows this version, else drawn by the database."""
    ready = baked.body(address, current)
    body = plain(ready) if ready is not None else queries.draw(LAYERS[address.layer], *address[1:])
    return Drawn(current, etag_of(body), ready if ready is not None else gzipped(body))


def etag_of(body: bytes) -> str:
    """Two checksums and the length: a fifteenth of the time of SHA-1, and tiles are nobody's secret."""
    return f"{isal_zlib.crc32(body):08x}{isal_zlib.adler32(body):08x}{len(body):x}"


def gzipped(body: bytes) -> bytes:
    """The same bytes for the same body, whenever it is compressed."""
    return isal_zlib.compress(body, GZIP_LEVEL, wbits=GZIP_FORMAT)


def plain(gzipped: bytes) -> bytes:
    return isal_zlib.decompress(gzipped, wbits=GZIP_FORMAT)
