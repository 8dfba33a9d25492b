"""Rows as CSV that a spreadsheet opens without taking any cell for a formula (RFC 4180, UTF-8 with BOM)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: object) -> object:
    """The value as it may stand in a cell: text that could be a formula gets a `'` before it, numbers stay numbers."""
    if isinstance(value, str) and (value.startswith(FORMULA) or value.lstrip().startswith(FORMULA)):
        return f"'{value}"
    return value


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table with a header."""
    file = io.StringIO()
    write_csv(file, columns, rows)
    return file.getvalue()


def write_csv(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write the table with a header into a file opened with `newline=""`."""
    file.write(BOM)
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
