"""Houses of refuge are never loaded; other shelters and counselling offices are."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from etl.clean import clean, secret
from etl.parsing import Line, Parsed, taken
from etl.record import EventRecord, PlaceRecord, Skip
from etl.source import read_source

SECRET = [
    ("이주여성쉼터", ""),
    ("지은시 폭력피해 이주여성 쉼터", ""),
    ("폭력피해이주여성그룹홈", ""),
    ("가정폭력 피해자 보호시설", ""),
    ("지은 성폭력피해자보호시설 (단기)", ""),
    ("성매매피해자 지원시설", ""),
    ("성매매피해청소년쉼터", ""),
    ("학대피해아동쉼터", ""),
    ("학대피해 노인 전용 쉼터", ""),
    ("피해장애인쉼터", ""),
    ("인신매매 피해자 보호시설", ""),
    ("여성의 쉼터", ""),
    ("여성긴급쉼터", ""),
    ("모자일시보호시설", ""),
    ("지은의 집", "가정폭력피해자보호시설"),
    ("사랑의집", "폭력피해 이주여성 보호시설"),
    ("Jieun Migrant Women's Shelter", ""),
    ("Shelter for Victims of Domestic Violence", ""),
]
OPEN = [
    ("무더위쉼터 (지은경로당)", ""),
    ("한파쉼터", ""),
    ("경기이동노동자쉼터 지은", ""),
    ("지은 청소년쉼터", ""),
    ("외국인노동자쉼터", ""),
    ("졸음쉼터", ""),
    ("여성 이동노동자쉼터", ""),
    ("폭력피해이주여성상담소", ""),
    ("가정폭력상담소", ""),
    ("성폭력피해자통합지원센터", ""),
    ("해바라기센터", ""),
    ("이주여성인권센터", ""),
    ("지은여성병원", ""),
    ("지은여자중학교", ""),
    ("여성새로일하기센터", ""),
    ("안산시 외국인주민지원본부", "지원기관"),
    ("Migrant Women Human Rights Center", ""),
    ("Jieun Bus Shelter", ""),
]


def place(**fields: object) -> PlaceRecord:
    values = {"source_key": "1", "category": "support_center", "name_ko": "하나", "lat": 37.3, "lon": 126.8} | fields
    return PlaceRecord(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "kind"), SECRET)
def test_trap_61_a_house_of_refuge_is_secret(name: str, kind: str) -> None:
    assert secret.is_secret(name, kind)


@pytest.mark.parametrize(("name", "kind"), OPEN)
def test_trap_61_other_shelters_and_counselling_offices_are_not(name: str, kind: str) -> None:
    assert not secret.is_secret(name, kind)


def test_trap_61_decomposed_letters_hide_nothing() -> None:
    assert secret.is_secret(unicodedata.normalize("NFD", "이주여성쉼터"))


@pytest.mark.parametrize(
    "record",
    [
        place(name_ko="이주여성쉼터"),
        place(name_en="Women's shelter"),
        place(name_ko="지은의 집", attributes={"kind": "가정폭력피해자보호시설", "beds": 12}),
        EventRecord("1", "festival", "바자회", date(2026, 5, 1), date(2026, 5, 1), 37.3, 126.8, venue_ko="여성쉼터"),
    ],
)
def test_trap_61_no_secret_record_gets_through_the_steps(record: PlaceRecord | EventRecord) -> None:
    assert clean(record).result == Skip("secret_address")


def test_trap_61_a_long_text_about_what_a_place_does_makes_it_no_refuge() -> None:
    work = "가족 상담과 통역, 가정폭력 피해자를 쉼터로 잇는 일, 법률과 의료를 돕는 일, 한국어교실"
    assert secret.clean(place(attributes={"work": work})) == place(attributes={"work": work})


def test_trap_61_a_secret_row_is_counted_and_kept_nowhere() -> None:
    parsed = Parsed()
    raw = {"이름": "이주여성쉼터", "주소": "경기도 지은시 1"}
    source, line = read_source("offices"), Line("a.csv", 2, raw)
    assert taken(place(name_ko=raw["이름"]), line, source=source, parsed=parsed, place=None) is None
    assert (parsed.refused, dict(parsed.skipped)) == ([], {"secret_address": 1})


def test_trap_61_the_project_carries_no_address_of_a_refuge() -> None:
    reference = Path(secret.__file__).resolve().parents[2] / "data" / "reference"
    lines = [line for file in reference.glob("*.csv") for line in file.read_text(encoding="utf-8").splitlines()]
    assert lines
    assert [line for line in lines if secret.is_secret(line)] == []
