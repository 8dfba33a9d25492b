"""Tiles answered before Django: no session, form or page has to do with them.

Such an answer has no line in the request log, and none of the headers that restrict documents, for a tile is none.
Everything else, and every tile that is refused or cannot be drawn, goes on to Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection

from geoportal.tiles.answers import Answer, Headers, answer
from geoportal.tiles.layers import LAYERS, is_covered, is_tile
from geoportal.tiles.store import Address

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
TILE = re.compile(rf"/tiles/({'|'.join(LAYERS)})/([0-9]{{1,2}})/([0-9]{{1,5}})/([0-9]{{1,5}})\.mvt", re.ASCII)
# In a request's environment: the database has just not drawn its tile, and is not to be asked again.
UNDRAWN = "geoportal.tiles.undrawn"
STATUS = {int(status): f"{status.value} {status.phrase}" for status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)}


class TilesFirst:
    """A WSGI application that answers tiles and leaves the rest to another."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.common: Headers = [("X-Content-Type-Options", "nosniff")]
        if settings.HTTPS:
            self.common.append(("Strict-Transport-Security", HSTS))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = tile_asked(environ)
        if found is None:
            return self.application(environ, start_response)
        start_response(STATUS[found.status], self.common + found.headers)
        # A list is sent at once by granian; what is none goes out as a stream.
        return [found.body]


HSTS = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"


def tile_asked(environ: dict[str, Any]) -> Answer | None:
    """The answer with the tile that is asked for, if Django would answer with it, too."""
    path = environ.get("PATH_INFO", "")
    if not path.startswith("/tiles/") or environ["REQUEST_METHOD"] != "GET" or not is_secure(environ):
        return None
    address = address_of(path)
    if address is None:
        return None
    same, accepted = environ.get("HTTP_IF_NONE_MATCH", ""), environ.get("HTTP_ACCEPT_ENCODING", "")
    try:
        return answer(address, if_none_match=same, accepted=accepted)
    except DatabaseError as error:
        connection.close_if_unusable_or_obsolete()
        environ[UNDRAWN] = isinstance(error, OperationalError)
        return None


@lru_cache(maxsize=20_000)
def address_of(path: str) -> Address | None:
    """The tile that a path names, if there is one and it is not outside the provinces."""
    found = TILE.fullmatch(path)
    if found is None:
        return None
    layer, *numbers = found.groups()
    z, x, y = map(int, numbers)
    return Address(layer, z, x, y) if is_tile(z, x, y) and is_covered(z, x, y) else None


def is_secure(environ: dict[str, Any]) -> bool:
    """Whether Django would not send the request on to HTTPS."""
    proxied = settings.BEHIND_PROXY and environ.get("HTTP_X_FORWARDED_PROTO") == "https"
    return not settings.HTTPS or proxied or environ.get("wsgi.url_scheme") == "https"
