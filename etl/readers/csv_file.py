"""CSV as Korean offices write it: whatever the encoding, complete, with the promised columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

from etl.errors import ParseFailed
from etl.readers.columns import HEADER_ROWS, header_at, official_headers
from etl.readers.encoding import encoding_of

csv.field_size_limit(1_000_000)

Row = dict[str, str]


def read_csv(path: Path, *, columns: Sequence[str], aliases: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    """The rows of a CSV file by official column name, values stripped; line breaks inside cells kept.

    Reads UTF-8 (with or without BOM), UTF-16, CP949 and EUC-KR by content, never by name, row after
    row. A phantom last column (comma at the end of each line) is dropped. ParseFailed when a required
    column is missing, a row has too few or too many cells, the text is garbled or the file is cut off.
    """
    lines = split(path, encoding_of(path))
    top = list(islice(lines, HEADER_ROWS))
    start = header_at(top, columns=columns, aliases=aliases)
    headers = official_headers(top[start], columns=columns, aliases=aliases)
    while headers and not headers[-1]:
        headers.pop()
    number = start + 1
    empty = True
    for cells in chain(top[start + 1 :], lines):
        if any(map(str.strip, cells)):
            number += 1
            empty = False
            yield as_row(cells, headers, number=number)
    if empty:
        raise ParseFailed("There is a header and no row.")


def as_row(cells: Sequence[str], headers: Sequence[str], *, number: int) -> Row:
    """One row by header; ParseFailed when its length is not the header's."""
    if len(cells) < len(headers):
        raise ParseFailed(f"Row {number} has {len(cells)} of {len(headers)} cells: the file may be cut off.")
    if any(cell.strip() for cell in cells[len(headers) :]):
        raise ParseFailed(f"Row {number} has {len(cells)} cells, the header {len(headers)}.")
    return {name: cell.strip() for name, cell in zip(headers, cells, strict=False) if name}


def split(path: Path, codec: str) -> Iterator[list[str]]:
    """All lines as cells, by the delimiter that the first line uses most."""
    with path.open(encoding=codec, newline="") as opened:
        first = opened.readline()
        delimiter = max(",\t;", key=first.count)
        opened.seek(0)
        try:
            yield from csv.reader(opened, delimiter=delimiter, strict=True)
        except csv.Error as error:
            raise ParseFailed(f"This is not a complete CSV file: {error}.") from error
