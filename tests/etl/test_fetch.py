"""The input of a source: the newest that fits, and a fingerprint that changes when the result would."""

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from etl.errors import FetchFailed
from etl.fetch import find_input
from etl.file_names import stated_date
from etl.source import read_source

HOSPITALS = read_source("hira_hospitals")


def put(raw_dir: Path, name: str, content: str = "x", *, age_s: int = 0) -> Path:
    path = raw_dir / "hira_hospitals" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    os.utime(path, (path.stat().st_mtime - age_s,) * 2)
    return path


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("1.병원정보서비스(2025.12.).xlsx", date(2025, 12, 31)),
        ("1.병원정보서비스 2024.12.xlsx", date(2024, 12, 31)),
        ("1.병원정보서비스(2025.9.).xlsx", date(2025, 9, 30)),
        ("1.병원정보서비스 2022.10..csv", date(2022, 10, 31)),
        ("전국초중등학교위치표준데이터_20250325.csv", date(2025, 3, 25)),
        ("전국초중등학교위치표준데이터-2018-09-17.csv", date(2018, 9, 17)),
        ("20250325/schools.csv", date(2025, 3, 25)),
        ("schools.csv", None),
        ("B090027.csv", None),
    ],
)
def test_trap_06_the_date_in_a_name(tmp_path: Path, name: str, day: date | None) -> None:
    assert stated_date(tmp_path / name, tmp_path) == day


def test_no_folder_or_an_empty_one_is_no_input(tmp_path: Path) -> None:
    assert find_input(HOSPITALS, raw_dir=tmp_path) is None
    (tmp_path / "hira_hospitals").mkdir()
    assert find_input(HOSPITALS, raw_dir=tmp_path) is None


def test_the_newest_by_its_stated_date(tmp_path: Path) -> None:
    put(tmp_path, "1.병원정보서비스(2025.12.).xlsx", age_s=1000)
    put(tmp_path, "1.병원정보서비스(2025.9.).xlsx")
    put(tmp_path, "1.병원정보서비스 2024.12.xlsx")
    found = find_input(HOSPITALS, raw_dir=tmp_path)
    assert found is not None
    assert [path.name for path in found.files] == ["1.병원정보서비스(2025.12.).xlsx"]
    assert found.reference_date == date(2025, 12, 31)


def test_trap_51_pages_that_are_not_all_there_are_no_input(tmp_path: Path) -> None:
    """Rows that a broken-off fetch did not bring must not be taken for rows that are gone."""
    for day, complete in (("2026-11-20", "true"), ("2026-11-22", "false")):
        put(tmp_path, f"{day}/0001.json")
        put(tmp_path, f"{day}/manifest.json", f'{{"complete": {complete}}}')
    found = find_input(HOSPITALS, raw_dir=tmp_path)
    assert found is not None
    assert (found.name, found.partial) == ("2026-11-20: 1 pages", False)
    put(tmp_path, "2026-11-20/manifest.json", '{"complete": false}')
    assert find_input(HOSPITALS, raw_dir=tmp_path) is None


def test_several_files_of_one_date_belong_together(tmp_path: Path) -> None:
    put(tmp_path, "경기_병원정보(2025.12.).xlsx")
    put(tmp_path, "서울_병원정보(2025.12.).xlsx")
    found = find_input(HOSPITALS, raw_dir=tmp_path)
    assert found is not None
    assert len(found.files) == 2


def test_hangul_composed_the_other_way_fits_too(tmp_path: Path) -> None:
    put(tmp_path, unicodedata.normalize("NFD", "1.병원정보서비스.csv"))
    assert find_input(HOSPITALS, raw_dir=tmp_path) is not None


def test_files_that_do_not_fit_are_named(tmp_path: Path) -> None:
    put(tmp_path, "hospitals.txt")
    with pytest.raises(FetchFailed, match=r"No file like .* \(there is: hospitals.txt\)"):
        find_input(HOSPITALS, raw_dir=tmp_path)


def test_the_fingerprint_follows_the_content_not_the_name_or_time(tmp_path: Path) -> None:
    path = put(tmp_path, "병원정보.csv", "a", age_s=500)
    first = find_input(HOSPITALS, raw_dir=tmp_path)
    os.utime(path)
    again = find_input(HOSPITALS, raw_dir=tmp_path)
    put(tmp_path, "병원정보.csv", "b")
    changed = find_input(HOSPITALS, raw_dir=tmp_path)
    assert first is not None and again is not None and changed is not None
    assert first.sha256 == again.sha256 != changed.sha256


def test_the_fingerprint_follows_what_sources_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "병원정보.csv")
    monkeypatch.setattr("etl.source.FOLDER", tmp_path / "sources")
    HOSPITALS.folder.mkdir(parents=True)
    prints = []
    for text in ("A = 1", "A = 2"):
        (tmp_path / "sources" / "hira.py").write_text(text)
        found = find_input(HOSPITALS, raw_dir=tmp_path)
        assert found is not None
        prints.append(found.sha256)
    assert prints[0] != prints[1]


def test_a_samples_fingerprint_follows_its_salt(tmp_path: Path) -> None:
    sample = read_source("sample_events")
    weeks = [find_input(sample, raw_dir=tmp_path, salt=salt) for salt in ("2026-47", "2026-47", "2026-48")]
    prints = [found.sha256 for found in weeks if found]
    assert prints[0] == prints[1] != prints[2]
