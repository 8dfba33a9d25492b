"""The registers of permits, as made-up files of their shape (CP949, EPSG:5174, a comma at the end of each line)."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.fetch import find_input
from etl.parsing import Parsed, leftover, parse
from etl.readers.api_page import read_api_page
from etl.record import PlaceRecord, Skip
from etl.source import Source, read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"
SOURCE = read_source("permits_hospitals")
ROW = {
    "개방자치단체코드": "9990000", "관리번호": "1", "영업상태구분코드": "01", "사업장명": "지은병원",
    "도로명전체주소": "경기도 안산시 단원구 지은로 1", "소재지전체주소": "", "업태구분명": "병원",
    "좌표정보(x)": "183126.521023", "좌표정보(y)": "425392.696066",
}  # fmt: skip
# The same institution as the API of 2026 gives it.
ITEM = {
    "OPN_ATMY_GRP_CD": "9990000", "MNG_NO": "1", "SALS_STTS_CD": "01", "SALS_STTS_NM": "영업/정상",
    "DTL_SALS_STTS_CD": "13", "DTL_SALS_STTS_NM": "영업중", "BPLC_NM": "지은병원", "LOTNO_ADDR": None,
    "ROAD_NM_ADDR": "경기도 안산시 단원구 지은로 1", "LCPMT_YMD": "2012-03-15", "CLSBIZ_YMD": None,
    "BZSTAT_SE_NM": "병원", "MDLCR_INST_BTP_NM": "병원", "TELNO": "031-123-4567", "HCWKR_CNT": 12, "SCKBD_CNT": "60",
    "CRD_INFO_X": "183126.521023", "CRD_INFO_Y": "425392.696066", "ROAD_NM_ZIP": "15200",
    "DAT_UPDT_SE": "U", "DAT_UPDT_PNT": "2026-10-02 03:11:00",
}  # fmt: skip


def parsed_from(source: Source) -> Parsed:
    found = find_input(source, raw_dir=FIXTURES)
    assert found is not None
    return parse(replace(source, geocode=False), found, today=date(2026, 3, 1))


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parsed_from(SOURCE)


def place(**changes: str) -> PlaceRecord:
    result = SOURCE.parser.parse_row(ROW | changes, SOURCE)
    assert isinstance(result, PlaceRecord)
    return result


def rows_of_page(tmp_path: Path, *items: dict[str, Any]) -> list[dict[str, str]]:
    body = {"items": {"item": list(items)}, "numOfRows": 100, "pageNo": 1, "totalCount": len(items)}
    page = {"response": {"header": {"resultCode": "0", "resultMsg": "NORMAL SERVICE"}, "body": body}}
    path = tmp_path / "0001.json"
    path.write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    assert SOURCE.api is not None
    return read_api_page(path, api=SOURCE.api)


def test_every_row_is_accounted_for(parsed: Parsed) -> None:
    assert parsed.read == 11
    assert dict(parsed.skipped) == {"other_province": 1, "no_province": 1, "no_position": 1, "deleted": 1}
    assert [(one.rule, one.raw["사업장명"]) for one in parsed.refused] == [("unknown_type", "지은모름병원")]
    assert len(parsed.records) == 6
    assert dict(parsed.leftovers) == {}


def test_a_row_in_full(parsed: Parsed) -> None:
    first = parsed.records[0]
    assert (first.lat, first.lon) == (pytest.approx(37.3304, abs=1e-5), pytest.approx(126.8104, abs=1e-5))
    assert replace(first, lat=0, lon=0) == PlaceRecord(
        source_key="9990000-PHMA1MADEUP0001",
        category="hospital",
        name_ko="지은병원",
        lat=0,
        lon=0,
        address_ko="경기도 안산시 단원구 지은로 1 (원곡동)",
        unit_ko="경기도 안산시 단원구",
        phone="031-123-4567",
        name_en="Jieun Hospital",
        name_en_generated=True,
        address_en="1, Jieun-ro, Danwon-gu, Ansan-si, Gyeonggi-do",
        checked_on=date(2026, 9, 18),
        attributes={
            "state": "open",
            "type_ko": "병원",
            "departments_ko": "내과, 정형외과",
            "licensed_on": "2012-03-15",
            "medical_staff": 12,
            "rooms": 20,
            "beds": 60,
        },
    )


@pytest.mark.parametrize(
    ("name", "count", "categories"),
    [
        ("permits_hospitals", 6, {"hospital", "oriental_clinic", "dental_clinic"}),
        ("permits_clinics", 5, {"clinic", "dental_clinic", "oriental_clinic", "public_health_center"}),
        ("permits_pharmacies", 2, {"pharmacy"}),
    ],
)
def test_each_register_whatever_its_spelling_of_the_coordinates(name: str, count: int, categories: set[str]) -> None:
    """좌표정보(x), 좌표정보(X) and 좌표정보x(epsg5174) are one column."""
    found = parsed_from(read_source(name))
    assert len(found.records) == count
    assert {one.category for one in found.records} == categories
    assert dict(found.leftovers) == {}


def test_trap_14_negative_metres_are_legal_and_the_range_is_checked_after_the_transform(parsed: Parsed) -> None:
    island = next(one for one in parsed.records if one.name_ko == "지은백령병원")
    assert (island.lat, island.lon) == (pytest.approx(37.9667, abs=1e-5), pytest.approx(124.7182, abs=1e-5))
    jeju = place(**{"좌표정보(x)": "156249.79", "좌표정보(y)": "-15000"})
    assert 33.3 < jeju.lat < 33.4


@pytest.mark.parametrize(("x", "y"), [("0", "0"), ("0.0", "0.0"), ("1", "1"), ("", ""), ("null", "null"), ("nan", "1")])
def test_trap_11_a_placeholder_is_no_position(x: str, y: str) -> None:
    """Zero, zero lies in the box around Korea once transformed: open sea."""
    found = place(**{"좌표정보(x)": x, "좌표정보(y)": y})
    assert str(found.lat) == "nan"
    assert str(found.lon) == "nan"


def test_trap_15_the_system_is_5174_and_no_other() -> None:
    found = place()
    assert (found.lat, found.lon) == (pytest.approx(37.3304, abs=1e-4), pytest.approx(126.8104, abs=1e-4))


def test_trap_23_closed_ones_are_kept_as_history_and_told_from_those_that_rest(parsed: Parsed) -> None:
    states = {one.name_ko: (one.attributes["state"], one.is_closed, one.closed_on) for one in parsed.records}
    assert states == {
        "지은병원": ("open", False, None),
        "지은요양병원": ("closed", True, date(2020, 1, 31)),
        "지은옛병원": ("closed", True, None),
        "지은쉬는한방병원": ("suspended", True, None),
        "지은치과병원": ("cancelled", True, date(2018, 3, 2)),
        "지은백령병원": ("open", False, None),
    }
    resting = next(one for one in parsed.records if one.name_ko == "지은쉬는한방병원")
    assert resting.attributes["suspended_from"] == "2026-07-01"
    assert resting.attributes["suspended_until"] == "2027-06-30"


def test_trap_24_a_closed_one_without_a_day_is_closed_on_an_unknown_day() -> None:
    assert place(영업상태구분코드="03", 폐업일자="").is_closed
    assert place(영업상태구분코드="03", 폐업일자="").closed_on is None
    assert place(영업상태구분코드="04", 인허가취소일자="20180302").closed_on == date(2018, 3, 2)


def test_trap_24_a_day_of_closing_does_not_close_one_that_is_open() -> None:
    found = place(영업상태구분코드="01", 폐업일자="20080905")
    assert not found.is_closed
    assert found.closed_on is None


def test_trap_24_a_deleted_row_of_an_update_is_named() -> None:
    assert SOURCE.parser.parse_row(ROW | {"데이터갱신구분": "D"}, SOURCE) == Skip("deleted", gone="9990000-1")


def test_trap_26_one_that_opened_anew_under_its_old_name_is_another_permit() -> None:
    old = place(관리번호="1", 영업상태구분코드="03", 폐업일자="20250630")
    new = place(관리번호="2", 인허가일자="20250701")
    assert (old.name_ko, old.is_closed, new.is_closed) == (new.name_ko, True, False)
    assert old.source_key != new.source_key


def test_trap_61_the_number_of_a_closed_business_is_not_kept() -> None:
    assert place(소재지전화="031-123-4567").phone == "031-123-4567"
    assert place(소재지전화="031-123-4567", 영업상태구분코드="03").phone == ""


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"업태구분명": "지은모름"}, "unknown_type"),
        ({"업태구분명": "", "의료기관종별명": "의사"}, "unknown_type"),
        ({"업태구분명": "", "의료기관종별명": ""}, "unknown_type"),
        ({"업태구분명": "병원", "의료기관종별명": "치과병원"}, "type_disagrees"),
        ({"영업상태구분코드": "05"}, "unknown_state"),
        ({"영업상태구분코드": ""}, "unknown_state"),
        ({"관리번호": ""}, "no_key"),
        ({"도로명전체주소": "광주광역시 북구 지은로 1"}, "other_province"),
        ({"도로명전체주소": "부산광역시해운대구 지은로 1"}, "other_province"),
        ({"도로명전체주소": "광주시 지은로 1"}, "no_province"),
        ({"도로명전체주소": ""}, "no_province"),
    ],
)
def test_why_a_row_is_skipped(changes: dict[str, str], reason: str) -> None:
    assert SOURCE.parser.parse_row(ROW | changes, SOURCE) == Skip(reason)


def test_the_type_is_not_the_profession_that_some_rows_state() -> None:
    assert place(의료기관종별명="의사").category == "hospital"
    assert place(업태구분명="", 의료기관종별명="치과병원").category == "dental_clinic"


def test_the_lot_address_stands_in_for_a_road_address_without_its_province() -> None:
    assert place(도로명전체주소="지은로 1", 소재지전체주소="경기 안산시 원곡동 1").address_ko == "경기 안산시 원곡동 1"


def test_the_api_of_2026_gives_the_same_record_under_its_new_names(tmp_path: Path) -> None:
    (row,) = rows_of_page(tmp_path, ITEM)
    found = SOURCE.parser.parse_row(row, SOURCE)
    assert isinstance(found, PlaceRecord)
    same = place(소재지전화="031-123-4567", 데이터갱신일자="2026-10-02", 의료기관종별명="병원", 인허가일자="20120315",
                 의료인수="12", 병상수="60")  # fmt: skip
    assert found == same
    assert found.attributes["licensed_on"] == "2012-03-15"
    assert leftover(row, SOURCE.ignore) == []


@pytest.mark.parametrize("day", ["20250630", "2025-06-30"])
def test_the_api_writes_days_in_two_ways(tmp_path: Path, day: str) -> None:
    (row,) = rows_of_page(tmp_path, ITEM | {"SALS_STTS_CD": "03", "CLSBIZ_YMD": day})
    assert SOURCE.parser.parse_row(row, SOURCE).closed_on == date(2025, 6, 30)


def test_increments_are_asked_for_by_the_time_of_the_update() -> None:
    for name in ("hospitals", "clinics", "pharmacies"):
        api = read_source(f"permits_{name}").api
        assert api is not None
        assert api.url == f"https://apis.data.go.kr/1741000/{name}/info"
        assert api.since == "cond[DAT_UPDT_PNT::GTE]"
        assert set(read_source(f"permits_{name}").columns) <= set(api.fields)
