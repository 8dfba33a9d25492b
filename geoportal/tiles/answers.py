"""The answer to whoever asks for a tile: one for the server's front and for Django's view."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings

from geoportal.tiles import cache
from geoportal.tiles.headers import FRESH, MEDIA_TYPE, is_same
from geoportal.tiles.layers import LAYERS
from geoportal.tiles.queries import draw
from geoportal.tiles.store import Address

Headers = list[tuple[str, str]]


class Answer(NamedTuple):
    """Status, headers and body."""

    status: int
    headers: Headers
    body: bytes


def answer(address: Address, *, if_none_match: str, accepted: str) -> Answer:
    """The tile, or 304 to one who has it; `accepted` is an Accept-Encoding header.

    django.db.OperationalError when it is not in memory and the database does not draw it.
    """
    etag, coding, body = encoded(address, accepted)
    headers = [("ETag", f'W/"{etag}"'), *FRESH.items()]
    if is_same(if_none_match, etag):
        return Answer(304, headers, b"")
    headers += [("Content-Type", MEDIA_TYPE), ("Content-Length", str(len(body)))]
    if coding:
        headers.append(("Content-Encoding", coding))
    return Answer(200, headers, body)


def encoded(address: Address, accepted: str) -> tuple[str, str, bytes]:
    """ETag, content coding (empty for none) and body; just drawn, where nothing is kept, for a proxy to compress."""
    if settings.TILE_CACHE_MB:
        kept = cache.tile(address)
        return kept.drawn.etag, *kept.encoded(accepted)
    body = draw(LAYERS[address.layer], *address[1:])
    return cache.etag_of(body), "", body
