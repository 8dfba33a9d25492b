"""Registered foreigners: every sum comes out, what is hidden stays unknown, and regions are found by name or code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.errors import ParseFailed
from etl.fetch import find_input
from etl.parsing import Parsed, parse
from etl.readers.api_page import read_api_page
from etl.record import RegisteredRecord, Skip
from etl.source import read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
SOURCE = read_source("registered_foreigners")
HEAD = ["시도", "시군구", "총계", "중국", "베트남", "지은나라"]
Cells = list[object]
Book = Callable[..., Parsed]


def read(raw_dir: Path) -> Parsed:
    found = find_input(SOURCE, raw_dir=raw_dir)
    assert found is not None
    return parse(SOURCE, found, today=date(2026, 11, 22))


def of(parsed: Parsed) -> dict[tuple[str, str], int]:
    return {(one.region_code, one.nationality_ko): one.persons for one in parsed.records}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A function that reads a made-up matrix: book(rows, name=...)."""

    def book(*rows: Cells, name: str = "등록외국인(2026.10.).xlsx", head: Cells = HEAD) -> Parsed:
        folder = tmp_path / SOURCE.name
        folder.mkdir(exist_ok=True)
        made = openpyxl.Workbook()
        for cells in (["지어낸 자료"], ["(단위: 명)"], head, *rows):
            made.active.append(cells)
        made.save(folder / name)
        return read(tmp_path)

    return book


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return read(FIXTURES / "sources")


def test_every_row_is_accounted_for(parsed: Parsed) -> None:
    assert (parsed.read, parsed.refused) == (14, [])
    assert dict(parsed.skipped) == {"other_province": 2, "total_of_all": 1, "note": 1}
    assert sum(one.persons for one in parsed.records) == 1540


def test_trap_39_a_si_counts_by_its_gu_and_never_beside_them(parsed: Parsed) -> None:
    codes = {one.region_code for one in parsed.records}
    assert codes == {"41111", "41113", "41115", "41117", "41271", "41273", "41830"}


def test_rows_in_full_with_zeros_that_their_total_proves(parsed: Parsed) -> None:
    of_yangpyeong = [one for one in parsed.records if one.region_code == "41830"]
    month = date(2026, 10, 31)
    assert of_yangpyeong == [
        RegisteredRecord("41830", month, "CN", "중국", 5),
        RegisteredRecord("41830", month, "CN", "한국계중국인", 25),
        RegisteredRecord("41830", month, "VN", "베트남", 0),
        RegisteredRecord("41830", month, "UZ", "우즈베키스탄", 0),
        RegisteredRecord("41830", month, "", "지은나라", 10),
    ]


def test_a_nationality_without_a_code_keeps_its_name(parsed: Parsed) -> None:
    assert {one.nationality for one in parsed.records if one.nationality_ko == "지은나라"} == {""}


def test_trap_37_spellings_of_one_gu(parsed: Parsed) -> None:
    assert of(parsed)["41115", "중국"] == 150


@pytest.mark.parametrize("hidden", ["X", "*", "…"])
def test_what_is_hidden_is_in_no_record(book: Book, hidden: str) -> None:
    parsed = book(["경기도", "소계", 30, 20, 10, "-"], ["경기도", "양평군", 10, 8, hidden, "-"],
                  ["경기도", "가평군", 20, 12, 8, "-"])  # fmt: skip
    assert of(parsed) == {("41830", "중국"): 8, ("41820", "중국"): 12, ("41820", "베트남"): 8, ("41820", "지은나라"): 0}


def test_a_blank_that_the_total_does_not_prove_is_unknown(book: Book) -> None:
    parsed = book(["경기도", "양평군", 10, 8, "-", "-"])
    assert of(parsed) == {("41830", "중국"): 8}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["경기도", "양평군", 11, 8, 2, 0]], "Line 2: the nationalities make 10, the total is 11"),
        ([["경기도", "양평군", 9, 8, 2, "X"]], "the nationalities make 10, the total is 9"),
        (
            [["경기도", "안산시", 11, 9, 2, 0], ["", "안산시 상록구", 5, 4, 1, 0], ["", "안산시 단원구", 5, 4, 1, 0]],
            "안산시, 총계: its parts make 10, it states 11",
        ),
        (
            [["경기도", "안산시", 10, 9, 1, 0], ["", "안산시 상록구", 5, 4, 1, 0], ["", "안산시 단원구", 5, 4, 1, 0]],
            "안산시, 중국: its parts make 8, it states 9",
        ),
        (
            [["경기도", "소계", 11, 9, 2, 0], ["", "양평군", 10, 8, 2, 0]],
            "경기도, 총계: its parts make 10, it states 11",
        ),
        ([["경기도", "양평군", 10, 8, 2, 0], ["", "양평군", 10, 8, 2, 0]], "41830 comes twice in 2026-10"),
        ([["경기도", "없는군", 10, 8, 2, 0]], "경기도 has no 없는군"),
        ([["경기도", "양평군", 10, "여덟", 2, 0]], "중국: '여덟' is no number of persons"),
        ([["경기도", "양평군", 10, 8.5, 1.5, 0]], "중국: '8.5' is no number of persons"),
    ],
)
def test_what_does_not_add_up_or_is_not_understood_is_refused(book: Book, rows: list[Cells], said: str) -> None:
    with pytest.raises(ParseFailed, match=said):
        book(*rows)


def test_a_file_without_a_month_is_refused(book: Book) -> None:
    with pytest.raises(ParseFailed, match="must say the month"):
        book(["경기도", "양평군", 10, 8, 2, 0], name="등록외국인.xlsx")


def test_thousands_are_set_apart(book: Book) -> None:
    assert of(book(["경기", "양평군", "1,010", "1,008", 2, 0]))["41830", "중국"] == 1008


def test_trap_38_another_provinces_gwangju_is_not_ours(book: Book) -> None:
    parsed = book(["광주광역시", "소계", 5, 5, 0, 0], ["경기도", "광주시", 10, 8, 2, 0])
    assert {one.region_code for one in parsed.records} == {"41610"}


def page() -> list[tuple[int, dict[str, str]]]:
    assert SOURCE.api is not None
    rows = read_api_page(FIXTURES / "api" / SOURCE.name / "0001.json", api=SOURCE.api)
    return list(enumerate(rows, start=2))


def test_kosis_gives_the_same_records() -> None:
    found = list(SOURCE.parser.parse_table(page(), SOURCE))
    records = [one for _, one in found if isinstance(one, RegisteredRecord)]
    assert [one.reason for _, one in found if isinstance(one, Skip)] == ["total_of_all", "other_province"]
    assert {one.region_code for one in records} == {"41111", "41113", "41830"}
    assert {one.month for one in records} == {date(2025, 12, 31)}
    assert sum(one.persons for one in records) == 340
    assert records[1] == RegisteredRecord("41111", date(2025, 12, 31), "CN", "한국계중국인", 30)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("국적", "", "no nationality in its second dimension"),
        ("지역", "없는구", "The code 41111 of 없는구 is not that of the code table"),
        ("시점", "25", "'25' is no year and no month"),
        ("인원", "41", "the nationalities make"),
    ],
)
def test_kosis_rows_that_are_not_understood_are_refused(column: str, value: str, said: str) -> None:
    rows = page()
    at = next(at for at, (_, row) in enumerate(rows) if (row["지역코드"], row["국적"]) == ("41111", "중국"))
    rows[at][1][column] = value
    with pytest.raises(ParseFailed, match=said):
        list(SOURCE.parser.parse_table(rows, SOURCE))


def test_one_more_dimension_is_refused() -> None:
    with pytest.raises(ParseFailed, match="comes twice; the table has one more dimension"):
        list(SOURCE.parser.parse_table([*page(), *page()], SOURCE))
