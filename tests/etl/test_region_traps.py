"""Regions go by the names a row states and by MOIS codes, never by a publisher's own numbers or a bare name."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from etl.clean.provinces import OURS, province_of
from etl.record import PlaceRecord
from etl.source import read_source
from etl.sources.foreign_residents.counts import Count, read_counts
from etl.units import Unit, Units

UNITS = Units(
    [
        Unit("41110", "수원시", "경기도"),
        Unit("41115", "팔달구", "경기도", parent_code="41110", parent_ko="수원시"),
        Unit("41190", "부천시", "경기도"),
        Unit("41192", "원미구", "경기도", parent_code="41190", parent_ko="부천시"),
        Unit("41590", "화성시", "경기도"),
        Unit("41597", "동탄구", "경기도", parent_code="41590", parent_ko="화성시"),
    ]
)
HOSPITAL = {
    "암호화요양기호": "JDQ4" + "x" * 76, "요양기관명": "지은의원", "종별코드": "31", "종별코드명": "의원",
    "시도코드": "310000", "시도코드명": "경기", "시군구코드": "310603", "시군구코드명": "수원팔달구", "주소": "",
    "전화번호": "", "좌표(X)": "127.0", "좌표(Y)": "37.27",
}  # fmt: skip


def hospital(**changes: str) -> PlaceRecord:
    source = read_source("hira_hospitals")
    record = source.parser.parse_row(HOSPITAL | changes, source)
    assert isinstance(record, PlaceRecord)
    return record


@pytest.mark.parametrize("code", ["310603", "31", "41115", "310000", "J10", ""])
def test_trap_35_the_publishers_own_region_codes_are_not_read(code: str) -> None:
    record = hospital(시군구코드=code, 시도코드=code)
    assert record.unit_ko == "경기 수원팔달구"
    assert UNITS.code_of(record.unit_ko) == "41115"


def test_trap_25_the_encrypted_key_is_kept_whole_and_by_letter_case() -> None:
    key = "aB" * 40
    assert hospital(암호화요양기호=key).source_key == key
    assert hospital(암호화요양기호=key.swapcase()).source_key != key


@pytest.mark.parametrize(
    ("stated", "code", "sigun"),
    [
        ("경기도 부천시 원미구 길주로", "41192", "41190"),
        ("경기도 부천시 길주로", "41190", "41190"),
        ("경기도 화성시 동탄대로", "41590", "41590"),
        ("경기도 화성시 동탄구 동탄대로", "41597", "41590"),
    ],
)
def test_traps_30_31_39_a_si_with_or_without_its_gu_is_the_same_si(stated: str, code: str, sigun: str) -> None:
    assert UNITS.code_of(stated) == code
    assert UNITS.sigun_of(code) == sigun
    assert UNITS.holds(sigun, code)


def test_trap_30_a_gu_code_that_was_abolished_is_no_unit() -> None:
    assert UNITS.name_of("41195") == ""
    assert UNITS.sigun_of("41195") == "41195"


@pytest.mark.parametrize("address", ["인천광역시 영종구 지은로 1", "인천 검단구 지은로 1"])
def test_trap_34_a_gu_younger_than_the_code_table_is_ours_and_no_unit_yet(address: str) -> None:
    """Such a row is loaded where its point lies, with the doubt `unit_not_known`."""
    assert province_of(address, read_source("festivals_standard").mappings["provinces"]) == OURS
    assert UNITS.code_of(address) is None


def census(tmp_path: Path, codes: list[float]) -> Path:
    """A census table of made-up counts; in the real one some names of dongs are null."""
    path = tmp_path / "census.parquet"
    pd.DataFrame(
        {
            "year": 2025.0, "adm1_code": 31, "adm2_code": 31010.0, "class1": "foreign population", "class2": "total",
            "value": 7.0, "adm3_code": codes, "adm3_name": None,
        }
    ).to_parquet(path)  # fmt: skip
    return path


def test_trap_36_census_codes_of_seven_and_eight_digits_come_as_floats(tmp_path: Path) -> None:
    counts = read_counts(census(tmp_path, [3109276.0, 31092760.0]), province=31)
    assert counts == [Count(2025, "3109276", 7), Count(2025, "31092760", 7)]


def test_trap_40_a_dong_without_a_name_is_counted_by_its_code(tmp_path: Path) -> None:
    counts = read_counts(census(tmp_path, [31092760.0]), province=31)
    assert counts == [Count(2025, "31092760", 7)]


def test_trap_29_a_school_is_the_same_whoever_provides_its_row() -> None:
    source = read_source("schools_standard")
    row = {
        "학교ID": "B000099999", "학교명": "지은초등학교", "학교급구분": "초등학교", "운영상태": "운영",
        "소재지지번주소": "", "소재지도로명주소": "경기도 수원시 팔달구 지은로 1", "위도": "37.27", "경도": "127.0",
        "데이터기준일자": "2025-03-25", "제공기관코드": "B555223", "제공기관명": "지은연구재단",
    }  # fmt: skip
    one = source.parser.parse_row(dict(row), source)
    other = source.parser.parse_row(dict(row) | {"제공기관코드": "B554398", "제공기관명": "해담연구재단"}, source)
    assert isinstance(one, PlaceRecord)
    assert replace(one) == other
