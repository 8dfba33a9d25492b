"""Map tiles, their TileJSON, and the map style."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geoportal.core.errors import NotFound, PortalError
from geoportal.core.http import json_response, problem
from geoportal.provenance.models import data_version
from geoportal.regions.queries import today
from geoportal.tiles.layers import BOUNDS, CENTER, LAYERS, Layer, is_covered, is_tile
from geoportal.tiles.queries import tile
from geoportal.tiles.style import style

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
FRESH_S = 300
STALE_S = 86_400


def _layer(name: str) -> Layer:
    if name not in LAYERS:
        raise NotFound(_("There is no such map layer."))
    return LAYERS[name]


def _cached(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FRESH_S}, stale-while-revalidate={STALE_S}"
    return response


def _conditional(request: HttpRequest, key: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """304 when the reader's copy is of the same data, without drawing anything."""
    digest = hashlib.md5(f"{key}:{data_version()}:{today()}".encode(), usedforsecurity=False).hexdigest()
    etag = quote_etag(digest)
    unchanged = get_conditional_response(request, etag=etag)
    return _cached(unchanged if unchanged is not None else make(), etag)


@require_safe
def tile_view(request: HttpRequest, layer: str, z: int, x: int, y: int) -> HttpResponse:
    """One tile; an address that cannot exist is refused before the database is asked."""
    try:
        found = _layer(layer)
        if not is_tile(z, x, y):
            raise NotFound(_("There is no such tile."))
    except PortalError as error:
        return problem(error)
    if not is_covered(z, x, y):
        response = HttpResponse(status=204)
        response["Cache-Control"] = f"public, max-age={STALE_S}"
        return response
    return _conditional(
        request, f"{layer}/{z}/{x}/{y}", lambda: HttpResponse(tile(found, z, x, y), content_type=MEDIA_TYPE)
    )


@require_safe
def tilejson(request: HttpRequest, layer: str) -> HttpResponse:
    """TileJSON 3 of one layer."""
    try:
        found = _layer(layer)
    except PortalError as error:
        return problem(error)
    body = {
        "tilejson": "3.0.0",
        "name": found.title,
        "tiles": [
            request.build_absolute_uri(f"/tiles/{found.name}/{{z}}/{{x}}/{{y}}.mvt")
            .replace("%7B", "{")
            .replace("%7D", "}")
        ],
        "minzoom": found.min_zoom,
        "maxzoom": found.max_zoom,
        "bounds": BOUNDS,
        "center": CENTER,
        "attribution": "통계청 SGIS 2020 (KOGL-1)",
        "vector_layers": [{"id": name, "fields": fields} for name, fields in found.fields.items()],
    }
    return _conditional(request, f"{layer}.json:{request.get_host()}", lambda: json_response(body))


@require_safe
def style_view(request: HttpRequest) -> HttpResponse:
    """The MapLibre style with labels in the language of `lang`."""
    language = request.GET.get("lang", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        return problem(NotFound(_("There is no style in this language.")))
    base = request.build_absolute_uri("/").rstrip("/")
    return _conditional(request, f"style:{language}:{base}", lambda: json_response(style(language, base)))
