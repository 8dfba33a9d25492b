"""Tiles in memory answered before Django: no session, form or page has to do with them.

Such an answer has no line in the request log, and none of the headers that restrict documents, for a tile is none.
Everything else, and every tile that must be drawn, goes on to Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from geoportal.tiles import cache
from geoportal.tiles.headers import FRESH, MEDIA_TYPE, is_same
from geoportal.tiles.layers import LAYERS
from geoportal.tiles.store import Address

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
TILE = re.compile(rf"/tiles/({'|'.join(LAYERS)})/([0-9]{{1,2}})/([0-9]{{1,5}})/([0-9]{{1,5}})\.mvt", re.ASCII)


class TilesFirst:
    """A WSGI application that answers tiles from memory and leaves the rest to another."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.common = [("X-Content-Type-Options", "nosniff"), ("Content-Type", MEDIA_TYPE), *FRESH.items()]
        if settings.HTTPS:
            self.common.append(("Strict-Transport-Security", HSTS))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        kept = in_memory(environ)
        if kept is None:
            return self.application(environ, start_response)
        etag = ("ETag", f'W/"{kept.drawn.etag}"')
        if is_same(environ.get("HTTP_IF_NONE_MATCH", ""), kept.drawn.etag):
            start_response("304 Not Modified", [*self.common, etag])
            return ()
        coding, body = kept.encoded(environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers = [*self.common, etag, ("Content-Length", str(len(body)))]
        start_response("200 OK", [*headers, ("Content-Encoding", coding)] if coding else headers)
        return (body,)


HSTS = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"


def in_memory(environ: dict[str, Any]) -> cache.Kept | None:
    """The tile that is asked for, if it is here and current, and Django would answer with it, too."""
    path = environ.get("PATH_INFO", "")
    if not path.startswith("/tiles/") or environ["REQUEST_METHOD"] != "GET" or not is_secure(environ):
        return None
    address = address_of(path)
    try:
        return cache.confirmed(address) if address else None
    except DatabaseError:
        connection.close_if_unusable_or_obsolete()
        return None


@lru_cache(maxsize=20_000)
def address_of(path: str) -> Address | None:
    """The tile that a path names; a query after it changes nothing."""
    found = TILE.fullmatch(path)
    if found is None:
        return None
    layer, z, x, y = found.groups()
    return Address(layer, int(z), int(x), int(y))


def is_secure(environ: dict[str, Any]) -> bool:
    """Whether Django would not send the request on to HTTPS."""
    proxied = settings.BEHIND_PROXY and environ.get("HTTP_X_FORWARDED_PROTO") == "https"
    return not settings.HTTPS or proxied or environ.get("wsgi.url_scheme") == "https"
