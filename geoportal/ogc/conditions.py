"""Conditions of one request: constant pieces of SQL over `f`, a collection's statement, and their bound values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.utils.translation import gettext as _

from geoportal.ogc.collections import Collection
from geoportal.ogc.days import Days
from geoportal.ogc.fields import Field, Kind
from geoportal.ogc.shapes import Unreadable

MOST_CHARACTERS = 300
MOST_INTEGER = 2**63 - 1
CASTS = {Kind.TEXT: "text", Kind.INTEGER: "bigint", Kind.BOOLEAN: "boolean", Kind.DATE: "date"}
COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")


@dataclass(slots=True)
class Conditions:
    """Pieces to be joined by AND; whatever a person wrote is in `params` only."""

    collection: Collection
    pieces: list[str] = field(default_factory=list)
    params: dict[str, Any] = field(default_factory=dict)

    def bind(self, value: Any) -> str:
        """The name of a new parameter that holds the value."""
        name = f"asked_{len(self.params)}"
        self.params[name] = value
        return name

    def bound(self, value: Any, cast: str) -> str:
        return f"%({self.bind(value)})s::{cast}"

    def within(self, shape: GEOSGeometry) -> str:
        """That a feature touches a WGS84 geometry; never, when it is empty."""
        if shape.empty:
            return "false"
        is_box = shape.geom_type == "Polygon" and shape.equals(shape.envelope)
        return f"({self.collection.within(self.bind(shape.hexewkb.decode()), is_box)})"

    def during(self, when: Days) -> None:
        """That a feature's days meet these; one without days always does, as the standard wants it."""
        if when.first:
            self.pieces.append(f"(f.last_day IS NULL OR f.last_day >= {self.bound(when.first, 'date')})")
        if when.last:
            self.pieces.append(f"(f.first_day IS NULL OR f.first_day <= {self.bound(when.last, 'date')})")

    def compared(self, one: Field, operator: str, value: Any, *, folded: bool = False) -> str:
        """One of `COMPARISONS` of a property with a value; `folded` compares letters of both cases alike."""
        if operator not in COMPARISONS:
            raise Unreadable(_("This operator is not known here."))
        if one.kind is Kind.LIST:
            raise Unreadable(_("%(name)s holds a list: ask with A_CONTAINS or A_OVERLAPS.") % {"name": one.name})
        if one.kind is Kind.CODE:
            return self.one_of(one, [value], negated=self._negated(one, operator))
        if one.words:
            self._negated(one, operator)
        return f"{column(one, folded=folded)} {operator} {self._value(one, value, folded=folded)}"

    def one_of(self, one: Field, values: Sequence[Any], *, negated: bool = False, folded: bool = False) -> str:
        """That a property is one of the values."""
        if one.kind is Kind.LIST:
            raise Unreadable(_("%(name)s holds a list: ask with A_CONTAINS or A_OVERLAPS.") % {"name": one.name})
        if one.kind is not Kind.CODE:
            choices = ", ".join(self._value(one, value, folded=folded) for value in values)
            return f"{column(one, folded=folded)} IN ({choices})"
        numbers = [number for value in values for number in numbers_of(one, value)]
        piece = f"f.{one.column} = ANY ({self.bound(numbers, 'int[]')})"
        return f"NOT ({piece})" if negated else piece

    def holds(self, one: Field, values: Sequence[Any], *, every: bool) -> str:
        """That a list holds every one, or any one, of the words."""
        if one.kind is not Kind.LIST:
            raise Unreadable(_("%(name)s holds no list.") % {"name": one.name})
        pieces = [f"f.{one.column} && {self.bound(numbers_of(one, value), 'smallint[]')}" for value in values]
        return "(" + (" AND " if every else " OR ").join(pieces) + ")"

    def _negated(self, one: Field, operator: str) -> bool:
        if operator not in ("=", "<>"):
            raise Unreadable(_("%(name)s has no order: ask with = or <>.") % {"name": one.name})
        return operator == "<>"

    def _value(self, one: Field, value: Any, *, folded: bool) -> str:
        text = self.bound(checked_value(one, value), CASTS[one.kind])
        return f"lower({text})" if folded else text


def column(one: Field, *, folded: bool = False) -> str:
    """The property as SQL; its name is a constant of the collection."""
    if folded and one.kind is not Kind.TEXT:
        raise Unreadable(_("%(name)s is no text.") % {"name": one.name})
    return f"lower(f.{one.column})" if folded else f"f.{one.column}"


def numbers_of(one: Field, value: Any) -> list[int]:
    """The numbers that the column holds for a word."""
    if not isinstance(value, str) or value not in one.numbers:
        words = ", ".join(one.numbers)
        raise Unreadable(_("%(name)s is one of: %(words)s.") % {"name": one.name, "words": words})
    return list(one.numbers[value])


def checked_value(one: Field, value: Any) -> Any:
    """The value as the property's kind; Unreadable when it is of another."""
    wrong = Unreadable(_("%(name)s wants a value of the kind %(kind)s.") % {"name": one.name, "kind": one.kind.value})
    match one.kind:
        case Kind.BOOLEAN if isinstance(value, bool):
            return value
        case Kind.INTEGER if isinstance(value, int | float) and not isinstance(value, bool):
            if not math.isfinite(value) or value != int(value) or abs(value) > MOST_INTEGER:
                raise wrong
            return int(value)
        case Kind.DATE if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise wrong from None
        case Kind.TEXT if isinstance(value, str) and len(value) <= MOST_CHARACTERS and "\0" not in value:
            if one.choices and value not in one.choices:
                words = ", ".join(one.choices)
                raise Unreadable(_("%(name)s is one of: %(words)s.") % {"name": one.name, "words": words})
            return value
    raise wrong
