"""A table in whatever file it came: Excel or CSV, told by its first bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from etl.errors import ParseFailed
from etl.readers.csv_file import Row, read_csv
from etl.readers.excel import read_excel

EXCEL_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_table(
    path: Path, *, columns: Sequence[str], aliases: Mapping[str, tuple[str, ...]], sheet: str = ""
) -> Iterator[Row]:
    """The rows of a table file by official column name, as text; ParseFailed names the file and its fault."""
    try:
        if is_excel(path):
            yield from read_excel(path, columns=columns, aliases=aliases, sheet=sheet)
        else:
            yield from read_csv(path, columns=columns, aliases=aliases)
    except ParseFailed as error:
        raise ParseFailed(f"{path.name}: {error}") from error


def is_excel(path: Path) -> bool:
    """Whether the first bytes are those of an Excel workbook, new or old."""
    with path.open("rb") as opened:
        return opened.read(4) in EXCEL_MARKS
