"""JSON for programs inside a page: a data block, which no browser runs and the content security policy lets stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class DataBlock(str):
    """The text of JSON that no text inside can end, so templates take it as it is (`__html__`)."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def data_block(value: Mapping[str, Any]) -> DataBlock:
    """The value as a data block: every letter with a meaning in HTML is escaped as JSON does it."""
    return DataBlock(orjson.dumps(value).decode().translate(ESCAPES))


def linked(kind: str, **members: Any) -> DataBlock:
    """A schema.org object of its known members."""
    known = {name: value for name, value in members.items() if value not in (None, "", [], {})}
    return data_block({"@context": "https://schema.org", "@type": kind, **known})
