"""Lists of centres for foreign residents: the province's (CP949) and one written by hand, both made up."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.fetch import find_input
from etl.parsing import Parsed, parse
from etl.readers.api_page import read_api_page
from etl.record import LanguageRecord, PhoneRecord, PlaceRecord, Skip
from etl.source import read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"
SOURCE = read_source("support_centers")
ROW = {"기관명": "지은 상담센터", "소재지도로명주소": "경기도 안산시 단원구 지은로 1"}


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    found = find_input(SOURCE, raw_dir=FIXTURES)
    assert found is not None
    return parse(replace(SOURCE, geocode=False), found, today=date(2026, 11, 20))


def place(**changes: str) -> PlaceRecord:
    result = SOURCE.parser.parse_row(ROW | changes, SOURCE)
    assert isinstance(result, PlaceRecord)
    return result


def test_every_row_is_accounted_for(parsed: Parsed) -> None:
    assert parsed.read == 6
    assert [one.name_ko for one in parsed.records] == ["지은시외국인주민지원센터", "지은시지구촌문화원"]
    # The row that is left without a position is placed by its address when the source is run.
    assert dict(parsed.skipped) == {"no_position": 1, "no_address": 1, "secret_address": 1, "other_province": 1}
    assert parsed.refused == []
    assert dict(parsed.leftovers) == {}


def test_a_row_of_the_provinces_list_in_full(parsed: Parsed) -> None:
    assert replace(parsed.records[0], source_key="") == PlaceRecord(
        source_key="",
        category="support_center",
        name_ko="지은시외국인주민지원센터",
        lat=37.3304,
        lon=126.8104,
        address_ko="경기도 안산시 단원구 지은로 1",
        unit_ko="경기도 안산시 단원구",
        phone="031-123-4567",
        name_en="Jieun-si Foreign Residents' Support Center",
        name_en_generated=True,
        address_en="1, Jieun-ro, Danwon-gu, Ansan-si, Gyeonggi-do",
        checked_on=date(2026, 11, 1),
    )


def test_trap_04_line_breaks_inside_cells_become_spaces() -> None:
    found = place(
        기관명="지은 무료\n법률상담",
        소재지도로명주소="경기도 안산시 단원구 지은로 3,\n지은빌딩 2층",
        이용시간="평일 09:00~18:00\n(점심 제외)",
    )
    assert found.name_ko == "지은 무료 법률상담"
    assert found.address_ko == "경기도 안산시 단원구 지은로 3, 지은빌딩 2층"
    assert found.attributes == {"hours_ko": "평일 09:00~18:00 (점심 제외)", "listed_by": "operator"}


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("031-123-4567(대표, 팩스 031-123-4568)\n상담: 1661-0000", "031-123-4567"),
        ("본회 대표 02-123-4567", "02-123-4567"),
        ("1345 (국번없이)\n해외: +82-1345", "1345"),
        ("국번없이 132", "132"),
        ("왼쪽 설명 참고", ""),
        ("-", ""),
    ],
)
def test_trap_41_the_first_number_of_a_text(text: str, phone: str) -> None:
    assert place(연락처=text).phone == phone


@pytest.mark.parametrize(
    ("text", "homepage"),
    [
        ("www.a.or.kr\na@a.or.kr", "www.a.or.kr"),
        ("a@a.or.kr\nwww.a.or.kr", "www.a.or.kr"),
        ("www.a.or.kr(본회)\nb.a.or.kr", "www.a.or.kr"),
        ("https://a.or.kr/x?y=1", "https://a.or.kr/x?y=1"),
        ("a@a.or.kr", ""),
        ("-", ""),
    ],
)
def test_trap_45_the_first_web_address_of_a_text(text: str, homepage: str) -> None:
    assert place(홈페이지=text).homepage == homepage


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("지은시 외국인복지센터", "support_center"),
        ("지은시다문화가족지원센터", "support_center"),
        ("지은시 외국인주민상담지원센터", "support_center"),
        ("지은 외국인근로자 상담센터", "counselling"),
        ("지은변호사회 무료법률상담", "counselling"),
        ("지은지방고용노동청", "labour_office"),
        ("지은출입국·외국인청", "immigration_office"),
        ("지은시청 이주민정책과", "local_office"),
        ("지은 콜센터", "shelter_helpline"),
    ],
)
def test_what_a_place_of_a_list_written_by_hand_is(name: str, category: str) -> None:
    assert place(기관명=name).category == category


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"기관명": "지은모름"}, "unknown_type"),
        ({"기관명": "지은지방노동위원회"}, "no_category"),
        ({"소재지도로명주소": "온라인 포털"}, "no_address"),
        ({"소재지도로명주소": "울산광역시 중구 지은로 1"}, "other_province"),
    ],
)
def test_why_a_row_is_skipped(changes: dict[str, str], reason: str) -> None:
    assert SOURCE.parser.parse_row(ROW | changes, SOURCE) == Skip(reason)


@pytest.mark.parametrize("name", ["지은 이주여성 쉼터", "폭력피해이주여성보호센터", "지은보호시설"])
def test_trap_61_a_secret_address_is_neither_loaded_nor_kept_in_quarantine(name: str) -> None:
    assert SOURCE.parser.parse_row(ROW | {"기관명": name, "시군명": "안산시"}, SOURCE) == Skip("secret_address")
    assert "secret_address" in SOURCE.skips


def test_the_key_is_the_name_and_the_city_whatever_the_street() -> None:
    assert place().source_key == place(소재지도로명주소="경기도 안산시 상록구 지은로 99").source_key
    assert place().source_key != place(소재지도로명주소="경기도 시흥시 지은로 1").source_key


def test_trap_10_the_provinces_api_calls_the_longitude_logt(tmp_path: Path) -> None:
    row = {
        "SIGUN_NM": "안산시", "SIGUN_CD": "41270", "INST_NM": "지은시외국인주민지원센터", "TELNO": "031-123-4567",
        "REFINE_ROADNM_ADDR": "경기도 안산시 단원구 지은로 1", "REFINE_LOTNO_ADDR": None, "REFINE_ZIP_CD": "15200",
        "REFINE_WGS84_LAT": "37.3304", "REFINE_WGS84_LOGT": "126.8104",
    }  # fmt: skip
    head = [{"list_total_count": 1}, {"RESULT": {"CODE": "INFO-000", "MESSAGE": "정상"}}, {"api_version": "1.0"}]
    path = tmp_path / "0001.json"
    path.write_text(json.dumps({"Service": [{"head": head}, {"row": [row]}]}), encoding="utf-8")
    assert SOURCE.api is not None
    (found,) = read_api_page(path, api=SOURCE.api)
    record = SOURCE.parser.parse_row(found, SOURCE)
    assert (record.category, record.lat, record.lon) == ("support_center", 37.3304, 126.8104)
    assert "listed_by" not in record.attributes


def test_services_and_costs_that_the_text_names() -> None:
    found = place(기관명="지은 무료 법률상담", 설명="통역을 두고 변호사가 하는 상담")
    assert [(one.kind, one.cost) for one in found.services] == [
        ("legal_aid", "free"), ("interpreting", "free"), ("counselling", "free"),
    ]  # fmt: skip
    assert [(one.kind, one.cost) for one in place().services] == [("counselling", "unknown")]


def test_languages_that_the_text_names_and_those_with_a_number_of_their_own() -> None:
    found = place(연락처="031-123-4567(대표)\n중국어 031-123-4568", 설명="중국어·베트남어 모국어 상담")
    assert found.languages == (LanguageRecord("zh", "phone"), LanguageRecord("vi"))
    assert found.services[0].phones == (PhoneRecord("031-123-4568", ("zh",)),)
    assert found.phone == "031-123-4567"


def test_whom_a_centre_is_for_is_no_language_spoken_there() -> None:
    assert place(대상="베트남어·중국어권 노동자").languages is None
