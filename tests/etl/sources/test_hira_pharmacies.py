"""HIRA's pharmacy list, as a made-up file of its shape."""

import csv
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.fetch import find_input
from etl.parsing import Parsed, parse
from etl.record import PlaceRecord, Skip
from etl.source import read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"
SOURCE = read_source("hira_pharmacies")
ROW = {
    "암호화요양기호": "JDQ4" + "x" * 76, "요양기관명": "지은약국", "종별코드": "81", "종별코드명": "약국",
    "시도코드명": "경기", "시군구코드명": "수원팔달구", "주소": "경기도 수원시 팔달구 지은로 1",
    "전화번호": "031-123-4567", "개설일자": "2012-03-15", "좌표(X)": "127.0", "좌표(Y)": "37.27",
}  # fmt: skip


def read(raw_dir: Path) -> Parsed:
    found = find_input(SOURCE, raw_dir=raw_dir)
    assert found is not None
    return parse(SOURCE, found, today=date(2026, 3, 1))


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return read(FIXTURES)


def parse_row(**changes: str) -> PlaceRecord | Skip:
    result = SOURCE.parser.parse_row(ROW | changes, SOURCE)
    assert isinstance(result, (PlaceRecord, Skip))
    return result


def test_every_row_is_accounted_for(parsed: Parsed) -> None:
    assert parsed.read == 7
    assert dict(parsed.skipped) == {"other_province": 1}
    assert [(one.rule, one.line, one.raw["요양기관명"]) for one in parsed.refused] == [("unknown_type", 8, "지은의원")]
    assert dict(parsed.leftovers) == {}
    assert [(one.name_ko, one.category) for one in parsed.records] == [
        ("지은온누리약국", "pharmacy"),
        ("지은1약국", "pharmacy"),
        ("지은약국", "pharmacy"),
        ("지은지은약국", "pharmacy"),
        ("지은바다약국", "pharmacy"),
    ]


def test_a_row_in_full(parsed: Parsed) -> None:
    assert parsed.records[0] == PlaceRecord(
        source_key="MADEUPP1".ljust(79, "x") + "A",
        category="pharmacy",
        name_ko="지은온누리약국",
        lat=37.3306,
        lon=126.8106,
        address_ko="경기도 안산시 단원구 지은로 14, 1층 (원곡동)",
        unit_ko="경기도 안산시 단원구",
        phone="031-123-4567",
        name_en="Jieunonnuri Pharmacy",
        name_en_generated=True,
        address_en="14, Jieun-ro, Danwon-gu, Ansan-si, Gyeonggi-do",
        checked_on=date(2025, 12, 31),
        attributes={"opened_on": "2012-03-15"},
    )


def test_trap_05_a_day_however_it_was_written(parsed: Parsed) -> None:
    """Excel's day, day with a time, 1900-01-01 for unknown, a number, and text."""
    assert [one.attributes.get("opened_on") for one in parsed.records] == [
        "2012-03-15", "1990-01-02", None, "2020-01-01", "2019-07-01",
    ]  # fmt: skip


def test_a_csv_gives_what_the_workbook_gives(parsed: Parsed, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(next((FIXTURES / SOURCE.name).glob("*.xlsx")))[SOURCE.sheet]
    path = tmp_path / SOURCE.name / "2.약국정보서비스 2025.12..csv"
    path.parent.mkdir()
    with path.open("w", encoding="cp949", newline="") as opened:
        csv.writer(opened).writerows(sheet.values)
    assert read(tmp_path).records == parsed.records


def test_the_archive_as_it_was_downloaded(parsed: Parsed, tmp_path: Path) -> None:
    path = tmp_path / SOURCE.name / "전국 병의원 및 약국 현황_20260131.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.병원정보서비스(2025.12.).csv", "another list")
        table = next((FIXTURES / SOURCE.name).glob("*.xlsx"))
        archive.write(table, table.name)
    assert read(tmp_path).records == parsed.records


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"종별코드": "31"}, "unknown_type"),
        ({"종별코드": ""}, "unknown_type"),
        ({"시도코드명": "강원"}, "other_province"),
        ({"시도코드명": ""}, "other_province"),
        ({"암호화요양기호": ""}, "no_key"),
    ],
)
def test_why_a_row_is_skipped(changes: dict[str, str], reason: str) -> None:
    assert parse_row(**changes) == Skip(reason)


def test_without_an_opening_day_or_an_address() -> None:
    row = {name: value for name, value in ROW.items() if name != "개설일자"} | {"주소": ""}
    place = SOURCE.parser.parse_row(row, SOURCE)
    assert (place.unit_ko, place.attributes) == ("경기 수원팔달구", {})


def test_only_the_sample_pharmacies_give_way() -> None:
    assert SOURCE.replaces == ("sample_pharmacies",)
    assert "pharmacy" not in read_source("sample_hospitals").parser.TOTALS
