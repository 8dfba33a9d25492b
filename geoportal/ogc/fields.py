"""A property of a collection: what it is called, what it holds, and by which column it is filtered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

URI = "uri-reference"


class Kind(StrEnum):
    """What a property holds. A CODE is a word of a fixed list, kept as numbers; a LIST holds several of them."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    CODE = "code"
    LIST = "list"


SCHEMAS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.CODE: {"type": "string"},
    Kind.LIST: {"type": "array", "items": {"type": "string"}},
}


@dataclass(frozen=True, slots=True)
class Field:
    """One property; `column` is that of the collection's statement, empty when nothing is filtered by it.

    `choices` are the words that a filter may name. `numbers` are what the column holds in place of each.
    """

    name: str
    title: Promise
    kind: Kind = Kind.TEXT
    column: str = ""
    choices: Sequence[str] = ()
    numbers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    format: str = ""

    @property
    def words(self) -> Sequence[str]:
        """The words of the list, if there is one."""
        return self.choices or tuple(self.numbers)

    def schema(self) -> dict[str, Any]:
        """As JSON Schema, with the title in the active language."""
        schema: dict[str, Any] = {"title": str(self.title), **SCHEMAS[self.kind]}
        if self.format:
            schema["format"] = self.format
        if self.words and self.kind is Kind.LIST:
            schema["items"] = {"type": "string", "enum": list(self.words)}
        elif self.words:
            schema["enum"] = list(self.words)
        return schema
