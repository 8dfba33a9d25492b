"""The administrative code table of the Ministry of the Interior and Safety (MOIS), file KIKmix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, load_workbook

from etl.errors import ParseFailed

PROVINCES = {"경기도": "41", "서울특별시": "11", "인천광역시": "28"}
COLUMNS = ("행정동코드", "시도명", "시군구명", "읍면동명", "생성일자")
BRANCH_OFFICE = "출장소"


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One unit of the table; `unit_ko` is a 시군구명 such as `수원시 팔달구`, empty for a province;
    `dong_ko` is empty for whatever stands above a dong."""

    code: str
    province_ko: str
    unit_ko: str
    dong_ko: str
    created_on: date


@dataclass(frozen=True, slots=True)
class CodeTable:
    """Units by (province, 시군구명), dongs by (5-digit unit code, name); see `spellings`."""

    units: Mapping[tuple[str, str], CodeRow]
    dongs: Mapping[tuple[str, str], CodeRow]


def read_code_table(path: Path) -> CodeTable:
    """Our three provinces of one edition of KIKmix (xlsx, first sheet, header in its first row).

    Branch offices (출장소) share their dong's area and are left out. Raises ParseFailed when the
    file is no workbook or lacks a column.
    """
    try:
        rows = load_workbook(path).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError) as broken:
        raise ParseFailed(f"{path.name} is not a readable code table: {broken}") from broken
    return code_table(_code_rows(rows))


def code_table(rows: Iterable[CodeRow]) -> CodeTable:
    """Index rows; the same code on many lines (one per legal dong) counts once."""
    units: dict[tuple[str, str], CodeRow] = {}
    dongs: dict[tuple[str, str], CodeRow] = {}
    for row in rows:
        if row.dong_ko:
            dongs |= {(row.code[:5], name): row for name in spellings(row.dong_ko)}
        else:
            units[row.province_ko, row.unit_ko] = row
    return CodeTable(units=units, dongs=dongs)


def spellings(dong_ko: str) -> set[str]:
    """How the census office may write the name: 창신제1동 as 창신1동, 상계3.4동 as 상계3·4동."""
    name = dong_ko.replace(".", "·")
    return {name, re.sub(r"(?<=.)제(?=\d)", "", name)}


def _code_rows(rows: Sequence[Sequence[object]]) -> Iterable[CodeRow]:
    header = [str(cell) for cell in rows[0]] if rows else []
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise ParseFailed(f"the code table lacks the columns {', '.join(missing)}")
    places = [header.index(column) for column in COLUMNS]
    for cells in rows[1:]:
        code, province, unit, dong, created = (cells[place] for place in places)
        if province in PROVINCES and not f"{unit}{dong}".endswith(BRANCH_OFFICE):
            yield CodeRow(_digits(code, 10), str(province), str(unit), str(dong), _day(created))


def _digits(cell: object, length: int) -> str:
    """Codes and dates come as floats (4111000000.0) or text."""
    text = str(int(cell)) if isinstance(cell, float) else str(cell).strip()
    if not (text.isdigit() and len(text) == length):
        raise ParseFailed(f"expected {length} digits in the code table, found {cell!r}")
    return text


def _day(cell: object) -> date:
    return datetime.strptime(_digits(cell, 8), "%Y%m%d").date()
