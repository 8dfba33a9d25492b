"""HIRA's hours and emergency rooms join the hospital with the same key; everything else is counted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from etl.errors import ParseFailed
from etl.fetch import find_input
from etl.parsing import Parsed, parse
from etl.report import as_text, parse_report
from etl.source import from_mapping, read_source

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "sources"
SOURCE = read_source("hira_hospitals")
LIST = "1.병원정보서비스(2025.12.).xlsx"
NAME = "4.의료기관별상세정보서비스_02_세부정보(2025.12.).xlsx"
HEADER = [
    "암호화요양기호", "요양기관명", "응급실_주간_운영여부", "응급실_야간_운영여부", "점심시간_평일", "휴진안내_일요일",
    "진료시작시간_월요일", "진료종료시간_월요일", "주차_가능대수",
]  # fmt: skip
Put = Callable[..., None]


def key(number: int) -> str:
    """The code of the fixture's row: 1 to 6 are kept, 7 (a midwife), 8 (Busan) and 9 (an unknown type) are not."""
    return f"MADEUP{number:02}".ljust(79, "x") + "A"


def row(number: int, **changes: object) -> list[object]:
    values: dict[str, object] = {
        "암호화요양기호": key(number), "요양기관명": "지은내과의원", "응급실_주간_운영여부": "Y",
        "점심시간_평일": "없음", "휴진안내_일요일": "휴진", "진료시작시간_월요일": 900.0, "진료종료시간_월요일": 1830.0,
    }  # fmt: skip
    return [(values | changes).get(name) for name in HEADER]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """A function that puts the fixture's list and a made-up table of details into the raw folder."""

    def put(*rows: list[object], name: str = NAME, zipped: bool = False) -> None:
        folder = tmp_path / "hira_hospitals"
        folder.mkdir(exist_ok=True)
        book = openpyxl.Workbook()
        for cells in [HEADER, *rows]:
            book.active.append(cells)
        book.save(folder / name)
        (folder / LIST).write_bytes((FIXTURES / "hira_hospitals" / LIST).read_bytes())
        if zipped:
            with ZipFile(folder / "전국 병의원 및 약국 현황 2025.12.zip", "w", ZIP_DEFLATED) as archive:
                for file in (folder / LIST, folder / name):
                    archive.write(file, file.name)
                    file.unlink()

    return put


def read(raw_dir: Path) -> Parsed:
    found = find_input(SOURCE, raw_dir=raw_dir)
    assert found is not None
    return parse(SOURCE, found, today=date(2026, 3, 1))


@pytest.mark.parametrize("zipped", [False, True])
def test_details_join_the_row_of_their_key_loose_or_in_the_archive(put: Put, tmp_path: Path, zipped: bool) -> None:
    put(row(2, 응급실_야간_운영여부="N"), row(1, 응급실_주간_운영여부=None), zipped=zipped)
    parsed = read(tmp_path)
    attributes = {record.source_key: record.attributes for record in parsed.records}
    assert attributes[key(2)]["hours"]["mon"] == [["09:00", "18:30"]]
    assert attributes[key(2)]["hours"]["sun"] == []
    assert attributes[key(2)]["hours"]["tue"] is None
    assert (attributes[key(2)]["emergency_by_day"], attributes[key(2)]["emergency_by_night"]) == (True, False)
    assert attributes[key(2)]["type_ko"] == "종합병원"
    assert "emergency_by_day" not in attributes[key(1)]
    assert "hours" not in attributes[key(3)]
    assert dict(parsed.details) == {"rows": 2, "joined": 2, "with hours": 2}


def test_every_row_of_details_is_accounted_for(put: Put, tmp_path: Path) -> None:
    put(
        row(1), row(1, 진료시작시간_월요일=1000.0), row(8), row(99), row(4, 주차_가능대수=12),
        row(3, 진료시작시간_월요일=None, 진료종료시간_월요일=None, 휴진안내_일요일=None),
    )  # fmt: skip
    parsed = read(tmp_path)
    assert dict(parsed.details) == {
        "rows": 6, "joined": 3, "with hours": 2, "key twice": 1, "of rows left out": 1, "of nothing we know": 1,
    }  # fmt: skip
    assert dict(parsed.leftovers) == {"주차_가능대수": 1}
    first = next(record for record in parsed.records if record.source_key == key(1))
    assert first.attributes["hours"]["mon"] == [["09:00", "18:30"]]
    assert (parsed.read, len(parsed.records)) == (9, 6)
    lines = as_text("hira_hospitals", parse_report(parsed, {}))
    assert "rows of details: rows 6, joined 3, with hours 2, key twice 1" in lines


def test_details_of_another_quarter_are_another_delivery(put: Put, tmp_path: Path) -> None:
    put(row(1), name="4.의료기관별상세정보서비스_02_세부정보(2026.3.).xlsx")
    parsed = read(tmp_path)
    assert (len(parsed.records), dict(parsed.details)) == (6, {})
    assert "hours" not in parsed.records[0].attributes


def test_a_list_without_details_is_read_as_ever(put: Put, tmp_path: Path) -> None:
    put(row(1))
    (tmp_path / "hira_hospitals" / NAME).unlink()
    assert dict(read(tmp_path).details) == {}


def test_details_of_which_none_is_ours_refuse_the_delivery(put: Put, tmp_path: Path) -> None:
    put(row(98), row(99))
    with pytest.raises(ParseFailed, match="none of 2 details has the key of one of our rows"):
        read(tmp_path)


def test_details_without_their_key_are_refused(put: Put, tmp_path: Path) -> None:
    put()
    path = tmp_path / "hira_hospitals" / NAME
    book = openpyxl.Workbook()
    book.active.append(["기호", "요양기관명"])
    book.active.append([key(1), "지은내과의원"])
    book.save(path)
    with pytest.raises(ParseFailed, match=r"세부정보.*None of the columns is there \(암호화요양기호\)"):
        read(tmp_path)


def test_the_fingerprint_covers_the_details(put: Put, tmp_path: Path) -> None:
    put(row(1))
    first = find_input(SOURCE, raw_dir=tmp_path)
    put(row(1), row(2))
    second = find_input(SOURCE, raw_dir=tmp_path)
    assert first is not None
    assert second is not None
    assert first.sha256 != second.sha256
    assert [path.name for path in first.files] == [LIST, NAME]


def test_a_key_that_is_not_known_in_the_yaml_is_an_error() -> None:
    stated = {"name": "x", "kind": "places", "format": "table", "details": {"pattern": "*"}}
    with pytest.raises(ValueError, match="unknown key: pattern"):
        from_mapping(stated)
