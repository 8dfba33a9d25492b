"""The standard data on schools, as a made-up file of its shape (CP949, CRLF)."""

from datetime import date
from pathlib import Path

import pytest

from etl.fetch import find_input
from etl.parsing import Parsed, parse
from etl.record import PlaceRecord
from etl.source import read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"
SOURCE = read_source("schools_standard")


def parsed_from(raw_dir: Path) -> Parsed:
    found = find_input(SOURCE, raw_dir=raw_dir)
    assert found is not None
    return parse(SOURCE, found, today=date(2026, 3, 1))


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parsed_from(FIXTURES)


def test_every_row_is_accounted_for(parsed: Parsed) -> None:
    assert parsed.read == 8
    assert len(parsed.records) == 5
    assert dict(parsed.skipped) == {"closed": 1, "other_province": 1}
    assert [(one.rule, one.raw["학교명"]) for one in parsed.refused] == [("unknown_level", "지은모름학교")]
    assert dict(parsed.leftovers) == {}


def test_levels_become_categories(parsed: Parsed) -> None:
    assert {one.name_ko: one.category for one in parsed.records} == {
        "지은초등학교": "elementary_school",
        "지은중학교": "middle_school",
        "지은고등학교": "high_school",
        "지은특수학교": "special_school",
        "뽱지은초등학교": "elementary_school",
    }


def test_a_row_in_full(parsed: Parsed) -> None:
    assert parsed.records[0] == PlaceRecord(
        source_key="B999900001",
        category="elementary_school",
        name_ko="지은초등학교",
        lat=37.3304,
        lon=126.8104,
        address_ko="경기도 안산시 단원구 지은로 1",
        unit_ko="경기도 안산시 단원구",
        name_en="Jieun Elementary School",
        name_en_generated=True,
        address_en="1, Jieun-ro, Danwon-gu, Ansan-si, Gyeonggi-do",
        checked_on=date(2026, 3, 20),
        attributes={"founding_ko": "공립", "main_or_branch_ko": "본교", "founded_on": "1980-03-01"},
    )


def test_the_lot_address_stands_in_for_a_missing_road_address(parsed: Parsed) -> None:
    assert parsed.records[2].address_ko == "경기도 화성시 반송동 2"


@pytest.mark.parametrize(("codec", "ending"), [("utf-8-sig", "\n"), ("utf-8", "\r\n"), ("cp949", ",\n")])
def test_traps_02_03_04_other_editions_give_the_same(parsed: Parsed, tmp_path: Path, codec: str, ending: str) -> None:
    """The edition of 2018 ends each line with a comma; others came as UTF-8."""
    (original,) = (FIXTURES / "schools_standard").iterdir()
    lines = original.read_text(encoding="cp949").splitlines()
    copy = tmp_path / "schools_standard" / original.name
    copy.parent.mkdir()
    copy.write_bytes("".join(line + ending for line in lines).encode(codec))
    assert parsed_from(tmp_path).records == parsed.records
