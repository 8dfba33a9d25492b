"""How every resource answers: one document as JSON or as a page, with validators, and problems for errors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from geoportal.core.errors import MethodNotAllowed, PortalError
from geoportal.core.http import problem
from geoportal.ogc.links import GEOJSON, HTML, JSON, OPENAPI, SCHEMA

FRESH_S = 300
STALE_S = 86_400
# What a program may ask for; each is answered with the document's own type.
PROGRAMS = [JSON, GEOJSON, SCHEMA, OPENAPI, "application/geo+json; charset=utf-8"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A document, and the template that shows it to people with `context` beside it."""

    body: Any
    template: str
    media_type: str = JSON
    context: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def resource(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
    """A view that answers GET and HEAD with a document, in the form that `f` or Accept asks for."""

    @csrf_exempt
    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method not in ("GET", "HEAD"):
                raise MethodNotAllowed(_("Only GET and HEAD are answered here."))
            response = _response(request, view(request, *args, **kwargs))
        except PortalError as error:
            response = problem(error)
            if isinstance(error, MethodNotAllowed):
                response["Allow"] = "GET, HEAD"
        # Open data, without cookies: a map on any other site may read it.
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Content-Crs, ETag, Link"
        patch_vary_headers(response, ["Accept", "Accept-Language"])
        return response

    return serve


def wants_page(request: HttpRequest) -> bool:
    """Whether a person asks, by `f` or by what the browser accepts."""
    if asked := request.GET.get("f"):
        return asked == "html"
    return request.get_preferred_type([*PROGRAMS, HTML]) == HTML


def _response(request: HttpRequest, answer: Answer) -> HttpResponse:
    if wants_page(request):
        response = render(request, answer.template, {"document": answer.body, **answer.context})
        caching = "no-cache"
    else:
        response = HttpResponse(orjson.dumps(answer.body), content_type=answer.media_type)
        caching = f"public, max-age={FRESH_S}, stale-while-revalidate={STALE_S}"
        for name, value in answer.headers.items():
            response[name] = value
    etag = quote_etag(hashlib.blake2b(response.content, digest_size=16).hexdigest())
    response["ETag"] = etag
    response["Cache-Control"] = caching
    unchanged = get_conditional_response(request, etag=etag, response=response)
    return response if unchanged is None else unchanged
