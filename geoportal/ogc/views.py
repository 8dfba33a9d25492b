"""The resources of the OGC API."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext as _

from geoportal.core.errors import NotFound, TooManyRequests
from geoportal.core.languages import SOURCE, current_code
from geoportal.core.throttle import Limit, take
from geoportal.ogc import documents, openapi, queries
from geoportal.ogc.answers import Answer, resource, wants_page
from geoportal.ogc.collections import COLLECTIONS, Collection
from geoportal.ogc.crs import CRS84, Crs
from geoportal.ogc.links import GEOJSON, OPENAPI, SCHEMA, absolute, changed, itself, link
from geoportal.ogc.pages import facts, frame, table, to_collection, to_collections
from geoportal.ogc.parameters import EVERYWHERE, ITEM, Asked, items, sealed, system

# Five pages a second of up to 5,000 features: a whole collection is fetched in minutes.
FEATURES = Limit("ogc-features", times=300, window_s=60)


@resource
def landing(request: HttpRequest) -> Answer:
    """Where everything is."""
    Asked(request, *EVERYWHERE).done()
    body = documents.landing(request)
    context = {"collections": COLLECTIONS.values(), "address": request.build_absolute_uri(request.path)}
    return Answer(body, "ogc/landing.html", context=context | frame(request, body["title"]))


@resource
def api(request: HttpRequest) -> Answer:
    """The description of the API."""
    Asked(request, *EVERYWHERE).done()
    context = frame(request, _("Description of the API"))
    return Answer(openapi.description(request), "ogc/api.html", OPENAPI, context)


@resource
def conformance(request: HttpRequest) -> Answer:
    """The standards that are followed."""
    Asked(request, *EVERYWHERE).done()
    context = frame(request, _("Standards that it follows"))
    return Answer(documents.conformance(request), "ogc/conformance.html", context=context)


@resource
def collections(request: HttpRequest) -> Answer:
    """Every collection."""
    Asked(request, *EVERYWHERE).done()
    context = frame(request, _("Collections"))
    return Answer(documents.collections(request), "ogc/collections.html", context=context)


@resource
def collection(request: HttpRequest, name: str) -> Answer:
    """One collection."""
    found = _collection(name)
    Asked(request, *EVERYWHERE).done()
    context = {"collection": found, "sources": queries.whole(found).sources}
    context |= frame(request, found.title, to_collections())
    return Answer(documents.collection(request, found), "ogc/collection.html", context=context)


@resource
def queryables(request: HttpRequest, name: str) -> Answer:
    """What the features of a collection can be filtered by."""
    found = _collection(name)
    Asked(request, *EVERYWHERE).done()
    context = frame(request, _("What to filter by"), to_collections(), to_collection(found))
    context["fields"] = found.queryables.values()
    return Answer(documents.queryables(request, found), "ogc/queryables.html", SCHEMA, context)


@resource
def tilesets(request: HttpRequest, name: str) -> Answer:
    """The map tiles of a collection."""
    found = _collection(name)
    Asked(request, *EVERYWHERE).done()
    body = documents.tilesets(request, found)
    context = frame(request, _("Map tiles"), to_collections(), to_collection(found))
    return Answer(body, "ogc/tiles.html", context=context | {"sets": body["tilesets"]})


@resource
def tileset(request: HttpRequest, name: str) -> Answer:
    """The one set of them."""
    found = _collection(name)
    Asked(request, *EVERYWHERE).done()
    body = documents.tileset(request, found)
    context = frame(request, _("Map tiles"), to_collections(), to_collection(found))
    return Answer(body, "ogc/tiles.html", context=context | {"sets": [body]})


@resource
def item_list(request: HttpRequest, name: str) -> Answer:
    """A page of features."""
    found = _collection(name)
    asked = items(request, found)
    _count_request(request)
    base = _pages(request)
    rows = queries.page(asked.conditions, crs=asked.crs, after=asked.after, limit=asked.limit + 1, base=base)
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    links = [*itself(request, type=GEOJSON), link(absolute(request, "ogc:collection", name), "collection")]
    body: dict[str, Any] = {"type": "FeatureCollection", "numberReturned": len(rows), "links": links}
    if more:
        cursor = sealed(rows[-1].key, found)
        links.append(link(changed(request, cursor=cursor), "next", type=GEOJSON, title=_("Next page")))
    if asked.counted:
        body["numberMatched"] = queries.count(asked.conditions, base=base)
    elif not more and not asked.after:
        body["numberMatched"] = len(rows)
    context: dict[str, Any] = {}
    if wants_page(request):
        context = frame(request, _("Features"), to_collections(), to_collection(found))
        context |= {
            "table": table(request, found, [orjson.loads(row.text) for row in rows]),
            "filters": _filters(request),
        }
        context["next"] = changed(request, cursor=cursor) if more else None
    body["features"] = [orjson.Fragment(row.text) for row in rows]
    return Answer(body, "ogc/items.html", GEOJSON, context, _crs_header(asked.crs))


@resource
def item(request: HttpRequest, name: str, feature: str) -> Answer:
    """One feature."""
    found = _collection(name)
    asked = Asked(request, *ITEM)
    crs = asked.take("crs", system, CRS84)
    asked.done()
    _count_request(request)
    row = queries.one(found, feature, crs=crs, base=_pages(request))
    if row is None:
        raise NotFound(_("There is no feature with this id."))
    body = orjson.loads(row.text)
    body["links"] = [
        *itself(request, type=GEOJSON),
        link(absolute(request, "ogc:collection", name), "collection", title=found.title),
    ]
    above = (to_collections(), to_collection(found), ("ogc:items", _("Features"), (name,)))
    context = frame(request, body["properties"].get("name") or body["id"], *above)
    context |= {"feature": body, "table": facts(found, body)}
    return Answer(body, "ogc/item.html", GEOJSON, context, _crs_header(crs))


@resource
def nothing(request: HttpRequest, **_rest: str) -> Answer:
    """Any other address below."""
    raise NotFound(_("There is nothing at this address."))


def _collection(name: str) -> Collection:
    if name not in COLLECTIONS:
        raise NotFound(_("There is no such collection."))
    return COLLECTIONS[name]


def _count_request(request: HttpRequest) -> None:
    if wait_s := take(request, FEATURES):
        raise TooManyRequests(wait_s, _("Too many requests. Please wait a little."))


def _crs_header(crs: Crs) -> dict[str, str]:
    return {"Content-Crs": f"<{crs.uri}>"}


def _pages(request: HttpRequest) -> str:
    """How the addresses of the portal's pages begin in the reader's language."""
    base, language = request.build_absolute_uri("/").rstrip("/"), current_code()
    return base if language in (None, SOURCE.django_code) else f"{base}/{language}"


def _filters(request: HttpRequest) -> list[tuple[str, str]]:
    """What a page of features was asked by, to be shown."""
    return [(name, str(value)) for name, value in request.GET.items() if name not in (*EVERYWHERE, "cursor")]
