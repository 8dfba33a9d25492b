"""Filters in CQL2 (OGC 21-065), as text or JSON, become conditions; the parser is the library `cql2`'s."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import cql2
import orjson
from django.utils.translation import gettext as _

from geoportal.ogc.conditions import COMPARISONS, Conditions, column
from geoportal.ogc.crs import Crs
from geoportal.ogc.fields import Field, Kind
from geoportal.ogc.shapes import Unreadable, box_of, shape_of

TEXT, JSON = "cql2-text", "cql2-json"
LANGUAGES = (TEXT, JSON)
MOST_CHARACTERS = 4000
MOST_DEEP, MOST_NODES, MOST_VALUES = 20, 200, 200
# The parser is recursive and ends the whole process when its stack is full, which some 190 brackets in each other or
# 700 operators do in a thread's megabyte; so neither is let through to it.
MOST_CHAINED = 150
CHAINED = re.compile(r"[-+*/^%=<>]|\b(?:not|like|is|between|in|div|casei|accenti)\b", re.IGNORECASE)
GEOMETRY = "geometry"
MIRRORED = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def parsed(text: str, language: str) -> Any:
    """The filter as CQL2's JSON; Unreadable when it is not in the language, or too long or nested."""
    if len(text) > MOST_CHARACTERS or "\0" in text or most_open(text) > MOST_DEEP or most_chained(text) > MOST_CHAINED:
        raise Unreadable(_("This filter is too long or too deeply nested."))
    try:
        return orjson.loads(text) if language == JSON else cql2.parse_text(text).to_json()
    except (cql2.ParseError, orjson.JSONDecodeError) as error:
        where = str(error).splitlines()[0].strip()
        raise Unreadable(
            _("This filter is not %(language)s. %(where)s") % {"language": language, "where": where}
        ) from None


def most_chained(text: str) -> int:
    """How many operators could stand one inside the other."""
    return len(CHAINED.findall(text))


def most_open(text: str) -> int:
    """How many brackets are open at the same time, at most."""
    most = now = 0
    for character in text:
        now += (character in "([{") - (character in ")]}")
        most = max(most, now)
    return most


class Filter:
    """One filter on its way to SQL."""

    def __init__(self, conditions: Conditions, crs: Crs) -> None:
        self.conditions, self.crs = conditions, crs
        self.fields = conditions.collection.queryables
        self.nodes = 0

    def sql(self, node: Any, deep: int = 0) -> str:
        """The piece for a node that is true or false; Unreadable when it is anything else."""
        self.nodes += 1
        if deep > MOST_DEEP or self.nodes > MOST_NODES:
            raise Unreadable(_("This filter is too long or too deeply nested."))
        if isinstance(node, bool):
            return "true" if node else "false"
        if isinstance(node, dict) and "property" in node:
            one = self.field(node)
            if one.kind is not Kind.BOOLEAN:
                raise Unreadable(_("%(name)s is not true or false.") % {"name": one.name})
            return column(one)
        operator, args = self.operation(node)
        if operator in ("and", "or"):
            if len(args) < 2:
                raise Unreadable(_("This filter cannot be read."))
            return "(" + f" {operator.upper()} ".join(self.sql(one, deep + 1) for one in args) + ")"
        if operator == "not":
            (one,) = exactly(args, 1)
            return f"(NOT {self.sql(one, deep + 1)})"
        if operator in COMPARISONS:
            return self.comparison(operator, args)
        if operator not in LEAVES:
            raise Unreadable(_("The operator %(name)s is not known here.") % {"name": operator[:40]})
        return LEAVES[operator](self, args)

    def operation(self, node: Any) -> tuple[str, list[Any]]:
        if not (isinstance(node, dict) and isinstance(node.get("op"), str) and isinstance(node.get("args"), list)):
            raise Unreadable(_("This filter cannot be read."))
        return node["op"], node["args"]

    def field(self, node: Any) -> Field:
        """The property that a node names."""
        name = node.get("property") if isinstance(node, dict) else None
        if not isinstance(name, str):
            raise Unreadable(_("A property is compared with a value: name the property."))
        if name not in self.fields:
            raise Unreadable(_("Nothing can be filtered by %(name)s here.") % {"name": name[:80]})
        return self.fields[name]

    def operand(self, node: Any) -> tuple[Field, bool]:
        """A property, and whether letters of both cases are alike (CASEI)."""
        if isinstance(node, dict) and node.get("op") == "casei":
            (inner,) = exactly(self.operation(node)[1], 1)
            return self.field(inner), True
        return self.field(node), False

    def comparison(self, operator: str, args: list[Any]) -> str:
        left, right = exactly(args, 2)
        if is_literal(left):
            left, right, operator = right, left, MIRRORED[operator]
        one, folded = self.operand(left)
        return self.conditions.compared(one, operator, literal(right), folded=folded)

    def like(self, args: list[Any]) -> str:
        left, right = exactly(args, 2)
        one, folded = self.operand(left)
        if one.kind is not Kind.TEXT:
            raise Unreadable(_("%(name)s is no text.") % {"name": one.name})
        pattern = literal(right)
        if not isinstance(pattern, str) or len(pattern) > 100 or pattern.endswith("\\"):
            raise Unreadable(_("A pattern is a text of at most 100 characters."))
        text = self.conditions.bound(pattern, "text")
        return f"{column(one, folded=folded)} LIKE " + (f"lower({text})" if folded else text)

    def between(self, args: list[Any]) -> str:
        left, least, most = exactly(args, 3)
        one, _folded = self.operand(left)
        pieces = (
            self.conditions.compared(one, ">=", literal(least)),
            self.conditions.compared(one, "<=", literal(most)),
        )
        return "(" + " AND ".join(pieces) + ")"

    def listed(self, args: list[Any]) -> str:
        left, values = exactly(args, 2)
        one, folded = self.operand(left)
        return self.conditions.one_of(one, literals(values), folded=folded)

    def null(self, args: list[Any]) -> str:
        (left,) = exactly(args, 1)
        return f"f.{self.field(left).column} IS NULL"

    def intersects(self, args: list[Any]) -> str:
        left, right = exactly(args, 2)
        if not (isinstance(left, dict) and left.get("property") == GEOMETRY):
            left, right = right, left
        if not (isinstance(left, dict) and left.get("property") == GEOMETRY and isinstance(right, dict)):
            raise Unreadable(_("S_INTERSECTS compares the property geometry with a geometry."))
        if "bbox" in right:
            return self.conditions.within(box_of(numbers(right["bbox"]), self.crs))
        return self.conditions.within(shape_of(right, self.crs))

    def contains(self, args: list[Any]) -> str:
        left, values = exactly(args, 2)
        return self.conditions.holds(self.field(left), literals(values), every=True)

    def overlaps(self, args: list[Any]) -> str:
        left, values = exactly(args, 2)
        return self.conditions.holds(self.field(left), literals(values), every=False)


LEAVES: dict[str, Callable[[Filter, list[Any]], str]] = {
    "like": Filter.like,
    "between": Filter.between,
    "in": Filter.listed,
    "isNull": Filter.null,
    "s_intersects": Filter.intersects,
    "a_contains": Filter.contains,
    "a_overlaps": Filter.overlaps,
}


def exactly(args: list[Any], number: int) -> list[Any]:
    if len(args) != number:
        raise Unreadable(_("This filter cannot be read."))
    return args


def is_literal(node: Any) -> bool:
    """Whether a node is a value and names no property."""
    return not isinstance(node, dict) or "date" in node or "timestamp" in node


def literal(node: Any) -> Any:
    """The value that a node holds; a day as its text."""
    if isinstance(node, dict) and node.get("op") == "casei":
        args = node.get("args")
        return literal(args[0]) if isinstance(args, list) and len(args) == 1 else None
    if isinstance(node, dict) and isinstance(node.get("date"), str):
        return node["date"]
    if isinstance(node, str | int | float):
        return node
    raise Unreadable(_("A property is compared with a value: a text, a number, true, false or a day."))


def literals(node: Any) -> list[Any]:
    if not isinstance(node, list) or not 1 <= len(node) <= MOST_VALUES:
        raise Unreadable(_("Give a list of one to %(most)s values.") % {"most": MOST_VALUES})
    return [literal(one) for one in node]


def numbers(node: Any) -> list[float]:
    if not isinstance(node, list) or not all(isinstance(one, int | float) for one in node):
        raise Unreadable(_("Give four numbers, or six with heights."))
    return [float(one) for one in node]
