"""OpenStreetMap's binary form (.osm.pbf), looked through before GDAL opens it: whole, and of which day.

Only the frames, their check sums and the header's date are read here: https://wiki.openstreetmap.org/wiki/PBF_Format
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from etl.errors import ParseFailed

LENGTH_BYTES = 4
MAX_HEADER_BYTES = 64 * 1024
MAX_BLOB_BYTES = 32 * 1024 * 1024
# Numbers of fields in the format's messages.
BLOB_TYPE, BLOB_SIZE = 1, 3
RAW, ZLIB_DATA = 1, 3
REPLICATION_TIMESTAMP = 32
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5

Field = tuple[int, int | bytes]


def check_pbf(path: Path) -> str:
    """The day for which the file is true, as ISO text, or `` when it does not say.

    ParseFailed when the file is cut off or its frames are not those of the format.
    """
    with path.open("rb") as opened:
        try:
            kind, header = next_frame(opened) or ("", b"")
            if kind != "OSMHeader":
                raise ParseFailed("This is no .osm.pbf file.")
            while next_frame(opened):
                pass
            return day_of(header)
        except (IndexError, zlib.error, OverflowError, ValueError) as error:
            raise ParseFailed(f"The file is damaged: {error}.") from error


def next_frame(opened: BinaryIO) -> tuple[str, bytes] | None:
    """The kind and the inflated bytes of the next blob, whose check sum is right; None at the end of the file.

    GDAL stops at a damaged blob as if the file ended there.
    """
    start = opened.read(LENGTH_BYTES)
    if not start:
        return None
    fields = dict(fields_of(exactly(opened, int.from_bytes(start, "big"), most=MAX_HEADER_BYTES)))
    kind, size = fields.get(BLOB_TYPE), fields.get(BLOB_SIZE)
    if kind not in (b"OSMHeader", b"OSMData") or not isinstance(kind, bytes) or not isinstance(size, int):
        raise ParseFailed("The file is damaged: a frame of no known kind.")
    return kind.decode(), inflated(exactly(opened, size, most=MAX_BLOB_BYTES))


def inflated(blob: bytes) -> bytes:
    """The bytes of a blob; ParseFailed when they are more than the format allows or packed in a rare way."""
    fields = dict(fields_of(blob))
    packed, raw = fields.get(ZLIB_DATA), fields.get(RAW)
    if isinstance(raw, bytes):
        return raw
    if not isinstance(packed, bytes):
        raise ParseFailed("The file is packed in a way that GDAL can't read; write it again with zlib.")
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, MAX_BLOB_BYTES)
    if not unpacking.eof:
        raise ParseFailed(f"The file is damaged: a blob is cut off or inflates to more than {MAX_BLOB_BYTES:,} bytes.")
    return content


def exactly(opened: BinaryIO, size: int, *, most: int) -> bytes:
    """So many bytes; ParseFailed when they are not all there or more than the format allows."""
    if size > most:
        raise ParseFailed(f"The file is damaged: a frame of {size:,} bytes.")
    content = opened.read(size)
    if len(content) < size:
        raise ParseFailed("The file is cut off.")
    return content


def day_of(header: bytes) -> str:
    """The day of the last change in the extract, from the header; `` when that is not stated."""
    seconds = dict(fields_of(header)).get(REPLICATION_TIMESTAMP)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if isinstance(seconds, int) else ""


def fields_of(message: bytes) -> Iterator[Field]:
    """Number and value of each field of a protocol buffer message."""
    at = 0
    while at < len(message):
        tag, at = varint(message, at)
        value: int | bytes
        if tag & 7 == VARINT:
            value, at = varint(message, at)
        elif tag & 7 == BYTES:
            size, at = varint(message, at)
            value, at = message[at : at + size], at + size
        elif tag & 7 in (FIXED64, FIXED32):
            size = 8 if tag & 7 == FIXED64 else 4
            value, at = message[at : at + size], at + size
        else:
            raise ParseFailed("The file is damaged: a field of no known kind.")
        yield tag >> 3, value


def varint(message: bytes, at: int) -> tuple[int, int]:
    """A number in base 128, low digits first, and where it ends; IndexError when it does not."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
