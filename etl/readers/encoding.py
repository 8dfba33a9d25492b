"""Which encoding a text file is in, told by all of its content and never by its name."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from etl.errors import ParseFailed
from etl.readers.letters import GARBLED

MAX_BYTES = 1_000_000_000
CHUNK_BYTES = 1 << 20
# Longer than any sign of mojibake, so that none hides at the border of two chunks.
OVERLAP = 8


def encoding_of(path: Path) -> str:
    """The codec that gives clean text for the whole file: UTF-16, then UTF-8, then CP949 (which holds EUC-KR).

    ParseFailed when the file is empty, too large, a web page, cut off in the middle of a letter,
    garbled, or in no known encoding. Holds one chunk of the file in memory.
    """
    size = path.stat().st_size
    with path.open("rb") as opened:
        head = opened.read(4096)
    if not head.strip():
        raise ParseFailed("The file is empty.")
    if size > MAX_BYTES:
        raise ParseFailed(f"The file has more than {MAX_BYTES:,} bytes.")
    if head.lstrip()[:1] == b"<":
        raise ParseFailed("This is a web page or XML, not a table.")
    utf16 = utf16_codec(head)
    failures = []
    for codec in [utf16] if utf16 else ["utf-8-sig", "cp949"]:
        broken_at = first_fault(path, codec)
        if broken_at is None:
            return codec
        if broken_at >= size - 4:
            raise ParseFailed(f"The file is cut off in the middle of a letter ({codec}).")
        failures.append((broken_at, codec))
    broken_at, codec = max(failures)
    raise ParseFailed(f"The file is in no known encoding: line {line_at(path, broken_at)} is not {codec}.")


def first_fault(path: Path, codec: str) -> int | None:
    """The byte at which the file stops being this codec's; None when it never does. ParseFailed when
    what it decodes to is garbled."""
    decoder = codecs.getincrementaldecoder(codec)()
    read, tail = 0, ""
    for chunk in ended(path):
        kept = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            return read - kept + error.start
        read += len(chunk)
        if GARBLED.search(tail + text):
            raise ParseFailed("The text is garbled: the file was saved in the wrong encoding.")
        tail = text[-OVERLAP:]
    return None


def ended(path: Path) -> Iterator[bytes]:
    """The file's chunks and an empty one at its end."""
    yield from chunks(path)
    yield b""


def chunks(path: Path) -> Iterator[bytes]:
    """The file's bytes, one chunk after the other."""
    with path.open("rb") as opened:
        while chunk := opened.read(CHUNK_BYTES):
            yield chunk


def line_at(path: Path, position: int) -> int:
    """The line in which a byte stands."""
    with path.open("rb") as opened:
        return opened.read(position).count(b"\n") + 1


def utf16_codec(head: bytes) -> str | None:
    """The UTF-16 codec when the first bytes look like it: a byte order mark, or zeros beside the commas."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = head[:2000]
    if head.count(b"\x00") < len(head) // 10:
        return None
    return "utf-16-le" if head.count(b",\x00") > head.count(b"\x00,") or head[1:2] == b"\x00" else "utf-16-be"
