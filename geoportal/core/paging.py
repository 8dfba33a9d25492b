"""Pages of a listing as GeoJSON with links; nothing is counted."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.serializers import BaseSerializer

PER_PAGE = 100


def feature_page(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    serializer: type[BaseSerializer[Any]],
    page: int | None,
    limit: int | None,
) -> dict[str, Any]:
    """One page as a FeatureCollection with `next` and `prev` addresses (RFC 8288 names), or None."""
    page, limit = page or 1, limit or PER_PAGE
    start = (page - 1) * limit
    found = list(rows[start : start + limit + 1])
    collection: dict[str, Any] = dict(serializer(found[:limit], many=True, context={"request": request}).data)
    collection["links"] = {
        "next": _address(request, page + 1) if len(found) > limit else None,
        "prev": _address(request, page - 1) if page > 1 else None,
    }
    return collection


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
