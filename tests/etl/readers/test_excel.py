"""Excel workbooks: cells as the text a CSV would have, or refused with the reason."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from etl.errors import ParseFailed
from etl.readers.excel import read_excel
from etl.readers.table import read_table

COLUMNS = ("이름", "코드")


def workbook(path: Path, rows: list[list[object]], sheet: str = "목록") -> Path:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "표지"
    page = book.create_sheet(sheet, 0)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def read(path: Path, sheet: str = "") -> list[dict[str, str]]:
    return list(read_table(path, columns=COLUMNS, aliases={}, sheet=sheet))


def test_trap_05_cells_are_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["이름", "코드", "날", "때", "경도", "번호"],
            [" 가 ", 31.0, date(2022, 3, 17), datetime(2022, 3, 17, 9, 30), 126.9599347, "01"],
        ],
    )
    assert read(path) == [
        {
            "이름": "가",
            "코드": "31",
            "날": "2022-03-17",
            "때": "2022-03-17T09:30:00",
            "경도": "126.9599347",
            "번호": "01",
        }
    ]


def test_trap_06_the_named_sheet_else_the_first(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["이름", "코드"], ["가", "1"]], sheet="hospBasisList")
    assert read(path, "hospBasisList") == read(path, "another") == [{"이름": "가", "코드": "1"}]


def test_titles_above_the_header(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["전국 현황"], [], ["이름", "코드"], ["가", 1], [None, None]])
    assert read(path) == [{"이름": "가", "코드": "1"}]


def test_the_name_is_not_trusted(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["이름", "코드"], ["가", 1]])
    assert read(path.rename(tmp_path / "a.csv")) == [{"이름": "가", "코드": "1"}]


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_truncated_workbook_is_refused_in_plain_words(tmp_path: Path, kept: float) -> None:
    path = workbook(tmp_path / "a.xlsx", [["이름", "코드"], ["가", 1]])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(ParseFailed, match=r"^a\.xlsx: The file is cut off or damaged; fetch it again"):
        read(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(ParseFailed, match="Missing columns: 코드"):
        read(workbook(tmp_path / "a.xlsx", [["이름", "딴것"], ["가", 1]]))


def test_what_only_looks_like_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(ParseFailed, match="not an Excel workbook"):
        list(read_excel(path, columns=COLUMNS, aliases={}))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(ParseFailed, match="would inflate to"):
        list(read_excel(path, columns=COLUMNS, aliases={}))
