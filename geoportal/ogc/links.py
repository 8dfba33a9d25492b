"""Links between the documents (RFC 8288), absolute, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from geoportal.core.languages import current_code
from geoportal.core.openapi import GEOJSON

JSON = "application/json"
HTML = "text/html"
SCHEMA = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"
__all__ = ["GEOJSON", "HTML", "JSON", "OPENAPI", "REL", "SCHEMA", "absolute", "itself", "link"]


def link(href: str, rel: str, *, type: str = JSON, title: Any = "") -> dict[str, Any]:  # noqa: A002 (its name in the standard)
    """One link object; a title is said to be in the active language."""
    made = {"href": href, "rel": rel, "type": type}
    return made | {"title": str(title), "hreflang": current_code()} if title else made


def absolute(request: HttpRequest, name: str, *args: str, **query: str) -> str:
    """The whole address of one of the portal's views."""
    address = request.build_absolute_uri(reverse(name, args=args))
    if asked := request.GET.get("lang"):
        query = query | {"lang": asked}
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else address


def itself(request: HttpRequest, *, type: str = JSON) -> list[dict[str, Any]]:  # noqa: A002 (as above)
    """The document's own address, and that of its page for people."""
    return [
        link(changed(request, f="json"), "self", type=type),
        link(changed(request, f="html"), "alternate", type=HTML),
    ]


def changed(request: HttpRequest, **query: str) -> str:
    """This address with some parameters changed."""
    asked = request.GET.copy()
    for name, value in query.items():
        asked[name] = value
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode(safe=':/')}")
