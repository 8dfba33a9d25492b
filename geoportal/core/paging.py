"""Pages of a listing as GeoJSON with links; nothing is counted, and no deep page is reached by skipping rows."""

from __future__ import annotations

import base64
import binascii
import struct
from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.serializers import BaseSerializer

from geoportal.core.errors import InvalidInput

PER_PAGE = 100
# A page's number skips the rows before it, which costs a second at 400,000 of them. Further pages come by cursor.
MOST_SKIPPED = 10_000


class Cursor(NamedTuple):
    """Where a page starts: after the row of this id, or with `backward` the page that ends before it."""

    id: int
    backward: bool = False

    def encoded(self) -> str:
        """As it stands in an address."""
        return base64.urlsafe_b64encode(struct.pack(">?q", self.backward, self.id)).decode()


class CursorField(forms.CharField):
    """A cursor of a listing, as a link of one of its pages has it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, **kwargs)

    def clean(self, value: Any) -> Cursor | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            backward, row_id = struct.unpack(">?q", base64.b64decode(text, altchars="-_", validate=True))
        except (ValueError, binascii.Error, struct.error):
            message = gettext_lazy("This cursor was not made by the portal.")
            raise forms.ValidationError(message, code="invalid") from None
        return Cursor(row_id, backward)


def feature_page(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    serializer: type[BaseSerializer[Any]],
    page: int | None,
    limit: int | None,
) -> dict[str, Any]:
    """One page by its number as a FeatureCollection with `next` and `prev` addresses (RFC 8288 names), or None."""
    page, limit = page or 1, limit or PER_PAGE
    found = _numbered(rows, page, limit)
    following = _address(request, page=page + 1) if len(found) > limit else None
    preceding = _address(request, page=page - 1) if page > 1 else None
    return _collection(request, found[:limit], serializer=serializer, following=following, preceding=preceding)


def keyset_page(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    serializer: type[BaseSerializer[Any]],
    cursor: Cursor | None,
    page: int | None,
    limit: int | None,
) -> dict[str, Any]:
    """As `feature_page`, of rows in the order of their ids; its links hold cursors, so each page costs the same."""
    limit = limit or PER_PAGE
    if cursor is None:
        found = _numbered(rows, page or 1, limit)
        more_after, more_before = len(found) > limit, (page or 1) > 1
        found = found[:limit]
    elif cursor.backward:
        found = list(rows.filter(pk__lt=cursor.id).order_by("-pk")[: limit + 1])
        more_after, more_before = True, len(found) > limit
        found = found[:limit][::-1]
    else:
        found = list(rows.filter(pk__gt=cursor.id).order_by("pk")[: limit + 1])
        more_after, more_before = len(found) > limit, True
        found = found[:limit]
    following = _address(request, cursor=Cursor(found[-1].pk).encoded()) if found and more_after else None
    preceding = _address(request, cursor=Cursor(found[0].pk, True).encoded()) if found and more_before else None
    return _collection(request, found, serializer=serializer, following=following, preceding=preceding)


def _numbered(rows: QuerySet[Any], page: int, limit: int) -> list[Any]:
    """The rows of a page and one more, if there is one; InvalidInput when too many stand before it."""
    start = (page - 1) * limit
    if start > MOST_SKIPPED:
        raise InvalidInput({"page": [_("Pages this deep are reached only by following the links named next.")]})
    return list(rows[start : start + limit + 1])


def _collection(
    request: HttpRequest,
    found: list[Any],
    *,
    serializer: type[BaseSerializer[Any]],
    following: str | None,
    preceding: str | None,
) -> dict[str, Any]:
    collection: dict[str, Any] = dict(serializer(found, many=True, context={"request": request}).data)
    collection["links"] = {"next": following, "prev": preceding}
    return collection


def _address(request: HttpRequest, **changed: int | str) -> str:
    """This address for another page."""
    query = request.GET.copy()
    for name in ("page", "cursor"):
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = str(value)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
