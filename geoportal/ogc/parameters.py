"""What a request for features asks, typed and checked; whatever is not known here is an error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.translation import gettext as _

from geoportal.core.errors import InvalidInput
from geoportal.ogc import cql2
from geoportal.ogc.collections import Collection
from geoportal.ogc.conditions import Conditions
from geoportal.ogc.crs import BY_URI, CRS84, Crs
from geoportal.ogc.days import days
from geoportal.ogc.fields import Field, Kind
from geoportal.ogc.shapes import Unreadable, box_of

FORMATS = ("json", "html")
EVERYWHERE = ("f", "lang")
ITEM = (*EVERYWHERE, "crs")
ITEMS = (*ITEM, "limit", "bbox", "bbox-crs", "datetime", "filter", "filter-lang", "filter-crs", "cursor", "count")
PER_PAGE = 100
WORDS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Items:
    """One page of features: the conditions, the system they are given in, and after which key the page starts."""

    conditions: Conditions
    crs: Crs
    limit: int
    after: int
    counted: bool


class Asked:
    """The query of a request, each name once and known; errors are gathered by name."""

    def __init__(self, request: HttpRequest, *known: str) -> None:
        self.errors: dict[str, list[str]] = {}
        self.values: dict[str, str] = {}
        for name, values in request.GET.lists():
            if name not in known:
                self.errors[name[:80]] = [_("This parameter is not known here.")]
            elif len(values) > 1:
                self.errors[name] = [_("Give this parameter once.")]
            else:
                self.values[name] = values[0]
        self._among("f", FORMATS)
        self._among("lang", tuple(code for code, _name in settings.LANGUAGES))

    def _among(self, name: str, choices: tuple[str, ...]) -> None:
        if self.values.get(name, choices[0]) not in choices:
            self.errors[name] = [_("%(name)s is one of: %(words)s.") % {"name": name, "words": ", ".join(choices)}]

    def take(self, name: str, read: Any, default: Any = None) -> Any:
        """The value of a parameter as `read` reads it; what it cannot read is noted."""
        if name not in self.values:
            return default
        try:
            return read(self.values[name])
        except Unreadable as error:
            self.errors[name] = [str(error)]
            return default

    def done(self) -> None:
        """Raise InvalidInput when anything was wrong."""
        if self.errors:
            raise InvalidInput(self.errors, _("Please correct the marked fields."))


def items(request: HttpRequest, collection: Collection) -> Items:
    """What a request for a page of features asks."""
    asked = Asked(request, *ITEMS, *collection.queryables)
    conditions = Conditions(collection)
    crs = asked.take("crs", system, CRS84)
    box_crs = asked.take("bbox-crs", system, CRS84)
    box = asked.take("bbox", lambda text: box_of([number(part) for part in text.split(",")], box_crs))
    if box is not None:
        conditions.pieces.append(conditions.within(box))
    when = asked.take("datetime", days)
    if when is not None:
        conditions.during(when)
    for name, one in collection.queryables.items():
        piece = asked.take(name, lambda text, one=one: equal(conditions, one, text))
        if piece:
            conditions.pieces.append(piece)
    _filter(asked, conditions)
    found = Items(
        conditions,
        crs,
        limit=asked.take("limit", lambda text: min(positive(text), collection.most), PER_PAGE),
        after=asked.take("cursor", lambda text: opened(text, collection), 0),
        counted=asked.take("count", true_or_false, False),
    )
    asked.done()
    return found


def _filter(asked: Asked, conditions: Conditions) -> None:
    """The CQL2 filter, if there is one, as a condition."""
    language = asked.take("filter-lang", filter_language)
    crs = asked.take("filter-crs", system, CRS84)
    text = asked.values.get("filter")
    if text is None:
        return
    language = language or (cql2.JSON if text.lstrip().startswith("{") else cql2.TEXT)
    piece = asked.take("filter", lambda text: cql2.Filter(conditions, crs).sql(cql2.parsed(text, language)))
    if piece:
        conditions.pieces.append(piece)


def equal(conditions: Conditions, one: Field, text: str) -> str:
    """That a property is the value of the parameter with its name; of a list, that it holds it."""
    if one.kind is Kind.LIST:
        return conditions.holds(one, [text], every=True)
    value: Any = text
    if one.kind is Kind.INTEGER:
        value = number(text)
    elif one.kind is Kind.BOOLEAN:
        value = true_or_false(text)
    return conditions.compared(one, "=", value)


def system(uri: str) -> Crs:
    """The coordinate system with this address."""
    if uri not in BY_URI:
        raise Unreadable(_("The portal gives these coordinate systems: %(words)s.") % {"words": ", ".join(BY_URI)})
    return BY_URI[uri]


def filter_language(text: str) -> str:
    if text not in cql2.LANGUAGES:
        raise Unreadable(_("A filter is written in one of: %(words)s.") % {"words": ", ".join(cql2.LANGUAGES)})
    return text


def number(text: str) -> float:
    """A number in ordinary digits."""
    try:
        if text.isascii() and "_" not in text:
            return int(text) if text.strip().lstrip("+-").isdigit() and len(text) < 20 else float(text)
    except ValueError:
        pass
    raise Unreadable(_("Give numbers."))


def positive(text: str) -> int:
    """A whole number from 1 on."""
    if not (text.isascii() and text.isdigit()) or len(text) > 18 or int(text) < 1:
        raise Unreadable(_("Give a whole number from 1 on."))
    return int(text)


def true_or_false(text: str) -> bool:
    if text not in WORDS:
        raise Unreadable(_("Say true or false."))
    return WORDS[text]


def sealed(key: int, collection: Collection) -> str:
    """The key of a page's last feature as a cursor that only the portal makes."""
    return _signer(collection).sign_object([key])


def opened(text: str, collection: Collection) -> int:
    """The key that a cursor holds."""
    try:
        (key,) = _signer(collection).unsign_object(text[:200])
        return int(key)
    except (BadSignature, ValueError):
        raise Unreadable(_("This cursor was not made by the portal.")) from None


def _signer(collection: Collection) -> Signer:
    return Signer(salt=f"geoportal.ogc.{collection.id}")
