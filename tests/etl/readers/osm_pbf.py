"""Writes small .osm.pbf files by hand, for tests: https://wiki.openstreetmap.org/wiki/PBF_Format"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

GRANULARITY = 100
Tags = Mapping[str, str]
Node = tuple[int, float, float, Tags]
Way = tuple[int, Sequence[int], Tags]


def pbf(nodes: Sequence[Node], ways: Sequence[Way], *, timestamp: int | None = None) -> bytes:
    """A whole file: a header, true at `timestamp` (seconds since 1970), and one block."""
    header = text_field(4, "OsmSchema-V0.6") + text_field(16, "made up by hand")
    if timestamp is not None:
        header += number_field(32, timestamp)
    return frame("OSMHeader", header) + frame("OSMData", block(nodes, ways))


def block(nodes: Sequence[Node], ways: Sequence[Way]) -> bytes:
    words = [""]
    body = b"".join(field(1, node_message(node, words)) for node in nodes)
    body_ways = b"".join(field(3, way_message(way, words)) for way in ways)
    table = b"".join(text_field(1, word) for word in words)
    return field(1, table) + field(2, body) + field(2, body_ways) + number_field(17, GRANULARITY)


def node_message(node: Node, words: list[str]) -> bytes:
    number, lat, lon, tags = node
    places = [round(degrees * 1e9 / GRANULARITY) for degrees in (lat, lon)]
    return (
        number_field(1, zigzag(number))
        + tag_fields(tags, words)
        + number_field(8, zigzag(places[0]))
        + number_field(9, zigzag(places[1]))
    )


def way_message(way: Way, words: list[str]) -> bytes:
    number, refs, tags = way
    steps = [ref - before for ref, before in zip(refs, [0, *refs], strict=False)]
    packed = b"".join(varint(zigzag(step)) for step in steps)
    return number_field(1, number) + tag_fields(tags, words) + field(8, packed)


def tag_fields(tags: Tags, words: list[str]) -> bytes:
    if not tags:
        return b""
    return field(2, indexes(tags.keys(), words)) + field(3, indexes(tags.values(), words))


def indexes(texts: object, words: list[str]) -> bytes:
    packed = b""
    for text in map(str, texts):  # type: ignore[call-overload]
        if text not in words:
            words.append(text)
        packed += varint(words.index(text))
    return packed


def frame(kind: str, content: bytes) -> bytes:
    blob = number_field(2, len(content)) + field(3, zlib.compress(content))
    header = text_field(1, kind) + number_field(3, len(blob))
    return len(header).to_bytes(4, "big") + header + blob


def field(number: int, content: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(content)) + content


def text_field(number: int, text: str) -> bytes:
    return field(number, text.encode())


def number_field(number: int, value: int) -> bytes:
    return varint(number << 3) + varint(value)


def zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])
