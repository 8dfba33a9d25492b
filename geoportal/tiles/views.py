"""Map tiles, their TileJSON, and the map style."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geoportal.core.errors import NotFound, PortalError, Unavailable
from geoportal.core.http import json_response, problem
from geoportal.core.languages import language_of
from geoportal.tiles.answers import answer
from geoportal.tiles.attribution import attribution
from geoportal.tiles.front import UNDRAWN
from geoportal.tiles.headers import FRESH_S, STALE_S
from geoportal.tiles.layers import BOUNDS, CENTER, LAYERS, Layer, is_covered, is_tile
from geoportal.tiles.store import Address
from geoportal.tiles.style import style
from geoportal.tiles.themes import THEMES, Theme


def _layer(name: str) -> Layer:
    if name not in LAYERS:
        raise NotFound(_("There is no such map layer."))
    return LAYERS[name]


@require_safe
def tile_view(request: HttpRequest, layer: str, z: int, x: int, y: int) -> HttpResponse:
    """One tile; an address that cannot exist is refused before the database is asked."""
    try:
        _layer(layer)
        if not is_tile(z, x, y):
            raise NotFound(_("There is no such tile."))
        if not is_covered(z, x, y):
            return HttpResponse(status=204, headers={"Cache-Control": f"public, max-age={STALE_S}"})
        if request.META.get(UNDRAWN):
            raise OperationalError("the database has just not drawn it")
        same, accepted = request.headers.get("If-None-Match", ""), request.headers.get("Accept-Encoding", "")
        found = answer(Address(layer, z, x, y), if_none_match=same, accepted=accepted)
        return HttpResponse(found.body, status=found.status, headers=dict(found.headers))
    except OperationalError:
        return problem(Unavailable(_("The map cannot be drawn now.")))
    except PortalError as error:
        return problem(error)


def _document(request: HttpRequest, body: object) -> HttpResponse:
    """A JSON document whose ETag is that of its text."""
    response = json_response(body)
    response["ETag"] = quote_etag(hashlib.md5(response.content, usedforsecurity=False).hexdigest())
    response["Cache-Control"] = f"public, max-age={FRESH_S}, stale-while-revalidate={STALE_S}"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@require_safe
def tilejson(request: HttpRequest, layer: str) -> HttpResponse:
    """TileJSON 3 of one layer."""
    try:
        found = _layer(layer)
    except PortalError as error:
        return problem(error)
    base = request.build_absolute_uri("/").rstrip("/")
    body = {
        "tilejson": "3.0.0",
        "name": found.title,
        "tiles": [f"{base}/tiles/{found.name}/{{z}}/{{x}}/{{y}}.mvt"],
        "minzoom": found.min_zoom,
        "maxzoom": found.max_zoom,
        "bounds": BOUNDS,
        "center": CENTER,
        "attribution": attribution(found),
        "vector_layers": [{"id": name, "fields": fields} for name, fields in found.fields.items()],
    }
    return _document(request, body)


@require_safe
def style_view(request: HttpRequest) -> HttpResponse:
    """The MapLibre style with labels in the language of `lang`, in the colours of `theme`."""
    language = request.GET.get("lang", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        return problem(NotFound(_("There is no style in this language.")))
    theme = request.GET.get("theme", Theme.LIGHT)
    if theme not in THEMES:
        return problem(NotFound(_("There is no such map theme.")))
    language = language_of(language).django_code
    return _document(request, style(language, request.build_absolute_uri("/").rstrip("/"), THEMES[Theme(theme)]))


@require_safe
def nothing(request: HttpRequest) -> HttpResponse:
    """Whatever else is asked for: refused without a page, which would ask the database."""
    return problem(NotFound(_("There is no such tile.")))
