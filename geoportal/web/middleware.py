"""What every request passes: a log line without its query, and the browser features we ask for."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from functools import cache

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.urls import resolve, reverse
from django.utils import translation

from geoportal.core.http import PROGRAMS
from geoportal.tiles.front import TILE
from geoportal.tiles.views import tile_view

Handler = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger("geoportal.request")


def request_log(get_response: Handler) -> Handler:
    """One JSON line a request: method, path, status, time. Never the query, the body or the address."""

    def handle(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request_id = uuid.uuid4().hex[:16]
        structlog.contextvars.bind_contextvars(request_id=request_id)
        response = get_response(request)
        took_ms = round((time.perf_counter() - started) * 1000, 1)
        log.info("request", method=request.method, path=request.path, status=response.status_code, took_ms=took_ms)
        structlog.contextvars.clear_contextvars()
        response["X-Request-ID"] = request_id
        return response

    return handle


def response_headers(get_response: Handler) -> Handler:
    """The content security policy and the browser features we ask for, the same on every answer."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(settings.CMS_PATH):
            response.headers["Content-Security-Policy"] = settings.CMS_CONTENT_SECURITY_POLICY
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        for name, value in settings.RESPONSE_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return handle


# The addresses that are asked most; each is a view made by `core.hot.hot_view`.
HOT = ("api:near", "api:containing")


@cache
def hot_views() -> dict[str, Handler]:
    """The hot views by their paths."""
    return {path: resolve(path).func for path in map(reverse, HOT)}


def hot_path(get_response: Handler) -> Handler:
    """Answer the hot addresses here: they take no cookies, so that all that comes after this, made for pages with
    sessions and forms, has nothing to do for them."""

    def handle(request: HttpRequest) -> HttpResponse:
        view = hot_views().get(request.path_info)
        if view:
            return view(request)
        tile = TILE.fullmatch(request.path_info)
        if tile:
            layer, z, x, y = tile.groups()
            return tile_view(request, layer, int(z), int(x), int(y))
        return get_response(request)

    return handle


class Locale(LocaleMiddleware):
    """The language of the address for pages; of `lang` or Accept-Language for programs' addresses."""

    def process_request(self, request: HttpRequest) -> None:
        if not request.path_info.startswith(PROGRAMS):
            super().process_request(request)
            return
        asked = request.GET.get("lang")
        known = asked in dict(settings.LANGUAGES)
        language = asked if asked and known else translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
