"""A table in whatever file it came: Excel or CSV, told by its first bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.readers.csv_file import Row, read_csv
from etl.readers.excel import read_excel

EXCEL_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_table(
    path: Path, *, columns: Sequence[str], aliases: Mapping[str, tuple[str, ...]], sheet: str = ""
) -> list[Row]:
    """The rows of a table file by official column name, as text; ParseFailed says what is wrong with it."""
    with path.open("rb") as opened:
        mark = opened.read(4)
    if mark in EXCEL_MARKS or (path.suffix.lower() in (".xlsx", ".xls") and mark[:2] == b"PK"):
        return read_excel(path, columns=columns, aliases=aliases, sheet=sheet)
    return read_csv(path, columns=columns, aliases=aliases)
