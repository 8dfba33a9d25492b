"""Answers every part shares: JSON, GeoJSON, and RFC 9457 problem details."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from geoportal.core.errors import InvalidInput, PortalError, TooLarge, TooManyRequests

PROBLEM_BASE = "/problems/"
# Programs' addresses have no language in their path.
PROGRAMS = ("/api/", "/hsds/", "/tiles/", "/ogc/", "/places.", "/changes.", "/coverage.")


def json_response(body: Any, *, status: int = 200, media_type: str = "application/json") -> HttpResponse:
    """`body` as JSON; numbers, text, lists, dicts, dates and orjson fragments."""
    return HttpResponse(orjson.dumps(body), status=status, content_type=media_type)


def problem_body(error: PortalError) -> dict[str, object]:
    """The members of RFC 9457: type, title, status, detail, and `errors` per field."""
    body: dict[str, object] = {
        "type": f"{PROBLEM_BASE}{error.slug}",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": str(error.detail) or HTTPStatus(error.status).description,
    }
    if isinstance(error, InvalidInput):
        body["errors"] = {name: [str(message) for message in messages] for name, messages in error.errors.items()}
    return body


def problem(error: PortalError) -> HttpResponse:
    """The one shape of every error of the API."""
    response = json_response(problem_body(error), status=error.status, media_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    if isinstance(error, TooManyRequests):
        response["Retry-After"] = str(error.wait_s)
    return response


def json_object(request: HttpRequest) -> dict[str, Any]:
    """The request's body as a JSON object; InvalidInput when it is anything else, TooLarge past the server's limit."""
    try:
        body = orjson.loads(request.body)
    except RequestDataTooBig:
        raise TooLarge(_("More was sent than is accepted.")) from None
    except orjson.JSONDecodeError:
        said = _("The body is not valid JSON.")
        raise InvalidInput({"body": [said]}, said) from None
    if not isinstance(body, dict):
        said = _("The body must be a JSON object.")
        raise InvalidInput({"body": [said]}, said)
    return body


def moved(request: HttpRequest, address: str) -> HttpResponse:
    """301 to another of our addresses, the query kept; asked for anew each time, for a later load may part the two."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response["Cache-Control"] = "no-cache"
    return response
