"""Which administrative dongs a legal dong lies in, from the code table of the Ministry of the Interior and Safety."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, load_workbook

from etl.errors import ParseFailed
from etl.readers.package_data import newest_package_file
from etl.sources.boundaries.codes import PROVINCES

COLUMNS = ("시도명", "행정동코드", "읍면동명", "동리명")


class LegalDong(NamedTuple):
    """A legal dong, the 5-digit code of the unit it is in, and one administrative dong that has a part of it."""

    unit_code: str
    name_ko: str
    dong_ko: str


def installed_legal_dongs() -> list[LegalDong]:
    """Those of the newest KIKmix table of the installed package addresskr."""
    return read_legal_dongs(newest_package_file("addresskr", "addresskr/KIKmix.*.xlsx"))


def read_legal_dongs(path: Path) -> list[LegalDong]:
    """Our three provinces of one edition of KIKmix (xlsx, first sheet, header in its first row), without ri.

    Raises ParseFailed when the file is no workbook or lacks a column.
    """
    try:
        header, *rows = load_workbook(path).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError, ValueError) as broken:
        raise ParseFailed(f"{path.name} is not a readable code table: {broken}") from broken
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise ParseFailed(f"the code table lacks the columns {', '.join(missing)}")
    return sorted(set(_legal_dongs(rows, [header.index(column) for column in COLUMNS])))


def _legal_dongs(rows: Sequence[Sequence[object]], places: Sequence[int]) -> Iterator[LegalDong]:
    for cells in rows:
        province, code, dong, legal = (cells[place] for place in places)
        if province in PROVINCES and dong and not str(legal).endswith("리"):
            yield LegalDong(f"{int(float(str(code))):010d}"[:5], str(legal), str(dong))
