"""CSV as Korean offices write it: whatever the encoding, complete, with the promised columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.errors import ParseFailed
from etl.readers.columns import header_at, official_headers

MOJIBAKE = re.compile("\ufffd|占쏙옙|ï»¿|[ìíëê][\u0080-\u00bf\u2018-\u201d\u2020-\u2122][\u0080-\u00bf\u0152-\u0178]")
MAX_BYTES = 1_000_000_000
csv.field_size_limit(1_000_000)

Row = dict[str, str]


def read_csv(path: Path, *, columns: Sequence[str], aliases: Mapping[str, tuple[str, ...]]) -> list[Row]:
    """The rows of a CSV file by official column name, values stripped; line breaks inside cells kept.

    Reads UTF-8 (with or without BOM), UTF-16, CP949 and EUC-KR by content, never by name. A phantom
    last column (comma at the end of each line) is dropped. ParseFailed when a required column is
    missing, a row has too few or too many cells, the text is garbled or the file is cut off.
    """
    lines = split(decode(path.read_bytes()))
    start = header_at(lines, columns=columns, aliases=aliases)
    headers = official_headers(lines[start], columns=columns, aliases=aliases)
    while headers and not headers[-1]:
        headers.pop()
    body = [cells for cells in lines[start + 1 :] if any(map(str.strip, cells))]
    if not body:
        raise ParseFailed("There is a header and no row.")
    return [as_row(cells, headers, number=number) for number, cells in enumerate(body, start=start + 2)]


def as_row(cells: Sequence[str], headers: Sequence[str], *, number: int) -> Row:
    """One row by header; ParseFailed when its length is not the header's."""
    if len(cells) < len(headers):
        raise ParseFailed(f"Row {number} has {len(cells)} of {len(headers)} cells: the file may be cut off.")
    if any(cell.strip() for cell in cells[len(headers) :]):
        raise ParseFailed(f"Row {number} has {len(cells)} cells, the header {len(headers)}.")
    return {name: cell.strip() for name, cell in zip(headers, cells, strict=False) if name}


def split(text: str) -> list[list[str]]:
    """All lines as cells, by the delimiter that the first line uses most."""
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ParseFailed(f"This is not a complete CSV file: {error}.") from error


def decode(content: bytes) -> str:
    """The text of a file; ParseFailed when no encoding gives clean text."""
    if not content.strip():
        raise ParseFailed("The file is empty.")
    if len(content) > MAX_BYTES:
        raise ParseFailed(f"The file has more than {MAX_BYTES:,} bytes.")
    if content.lstrip()[:1] == b"<":
        raise ParseFailed("This is a web page or XML, not a table.")
    text = decoded(content)
    garbled = MOJIBAKE.search(text)
    if garbled or "\x00" in text:
        raise ParseFailed("The text is garbled: the file was saved in the wrong encoding.")
    return text


def decoded(content: bytes) -> str:
    """The text by the first encoding that fits: UTF-16, then UTF-8, then CP949 (which holds EUC-KR)."""
    utf16 = utf16_codec(content)
    codecs = [utf16] if utf16 else ["utf-8-sig", "cp949"]
    failures = []
    for codec in codecs:
        try:
            return content.decode(codec)
        except UnicodeDecodeError as error:
            if error.start >= len(content) - 4:
                raise ParseFailed(f"The file is cut off in the middle of a letter ({codec}).") from error
            failures.append((error.start, codec))
    start, codec = max(failures)
    line = content[:start].count(b"\n") + 1
    raise ParseFailed(f"The file is in no known encoding: line {line} is not {codec}.")


def utf16_codec(content: bytes) -> str | None:
    """The UTF-16 codec when the bytes look like it: a byte order mark, or zeros beside the commas."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = content[:2000]
    if head.count(b"\x00") < len(head) // 10:
        return None
    return "utf-16-le" if head.count(b",\x00") > head.count(b"\x00,") or head[1:2] == b"\x00" else "utf-16-be"
