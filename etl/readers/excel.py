"""Excel workbooks: one sheet as rows of text, with the promised columns."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from etl.errors import ParseFailed
from etl.readers.columns import HEADER_ROWS, header_at, official_headers
from etl.readers.workbook import refuse_hostile_workbook

Cell = int | float | str | bool | time | date | datetime | timedelta
Row = dict[str, str]
MAX_INFLATED_BYTES = 2_000_000_000
MAX_RATIO = 200


def read_excel(
    path: Path, *, columns: Sequence[str], aliases: Mapping[str, tuple[str, ...]], sheet: str = ""
) -> Iterator[Row]:
    """The rows of one sheet by official column name, every cell as text (see `as_text`).

    The sheet named `sheet`, else the first. ParseFailed when the file is not a complete workbook,
    when a required column is missing or when there are no rows.
    """
    lines = ([as_text(cell) for cell in row] for row in read_cells(path, sheet))
    top = list(islice(lines, HEADER_ROWS))
    start = header_at(top, columns=columns, aliases=aliases)
    headers = official_headers(top[start], columns=columns, aliases=aliases)
    empty = True
    for row in chain(top[start + 1 :], lines):
        if any(row):
            empty = False
            yield {name: cell for name, cell in zip(headers, row, strict=False) if name}
    if empty:
        raise ParseFailed("There is a header and no row.")


def read_cells(path: Path, sheet: str) -> Iterator[list[Cell]]:
    """The sheet's cells, row after row; ParseFailed in plain words when the workbook cannot be opened."""
    refuse_bomb(path)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            name = sheet if sheet in workbook.sheet_names else workbook.sheet_names[0]
            yield from workbook.get_sheet_by_name(name).iter_rows()
    except (CalamineError, IndexError) as error:
        raise ParseFailed(f"The file is damaged or not an Excel workbook ({error}).") from error


def refuse_bomb(path: Path) -> None:
    """ParseFailed when an .xlsx is cut off or would inflate beyond reason."""
    if path.read_bytes()[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise ParseFailed(f"The file is cut off or damaged; fetch it again ({error}).") from error
    inflated = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if inflated > MAX_INFLATED_BYTES or inflated > MAX_RATIO * max(packed, 1) or packed > path.stat().st_size:
        raise ParseFailed(f"The file would inflate to {inflated:,} bytes; it is refused.")
    refuse_hostile_workbook(path)


def as_text(cell: Cell | None) -> str:
    """A cell as the text it would have in a CSV: 31.0 is `31`, a day is `2022-03-17`."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    return str(cell).strip()
