"""The Korea Tourism Organization's festivals, as a made-up page of their shape."""

from datetime import date
from pathlib import Path

import pytest

from etl.clean import clean
from etl.parsing import leftover
from etl.readers.api_page import read_api_page
from etl.record import EventRecord, Skip
from etl.source import read_source

PAGE = Path(__file__).resolve().parents[3] / "fixtures" / "sources" / "tour_festivals" / "20261120" / "0001.json"
SOURCE = read_source("tour_festivals")
ROW = {
    "contentid": "9990001", "title": "지은축제", "addr1": "경기도 안산시 단원구 지은로 1", "eventstartdate": "20261201",
    "eventenddate": "20261205", "mapx": "126.8104", "mapy": "37.3304",
}  # fmt: skip
OWN = "https://tong.visitkorea.or.kr/cms/resource/99/"


def page() -> list[dict[str, str]]:
    assert SOURCE.api is not None
    return read_api_page(PAGE, api=SOURCE.api)


def event(**changes: str) -> EventRecord:
    result = SOURCE.parser.parse_row(ROW | changes, SOURCE)
    assert isinstance(result, EventRecord)
    return result


def test_every_item_is_accounted_for() -> None:
    found = [SOURCE.parser.parse_row(row, SOURCE) for row in page()]
    assert [one.name_ko for one in found if isinstance(one, EventRecord)] == ["지은축제", "지은빛축제", "지은꽃축제"]
    assert [one.reason for one in found if isinstance(one, Skip)] == ["ends_before_start", "other_province"]


def test_an_item_in_full() -> None:
    row = page()[0]
    record = SOURCE.parser.parse_row(row, SOURCE)
    assert leftover(row, SOURCE.ignore) == []
    assert clean(record).result == EventRecord(
        source_key="9990001",
        category="festival",
        name_ko="지은축제",
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 5),
        lat=37.3304,
        lon=126.8104,
        venue_ko="지은문화광장",
        address_ko="경기도 안산시 단원구 지은로 1",
        phone="031-123-4567",
        name_en="Jieunchukje",
        name_en_generated=True,
        checked_on=date(2026, 11, 2),
        attributes={"image": f"{OWN}madeup_image2_1.jpg", "image_license": "공공누리 제3유형 (출처표시, 변경금지)"},
        provider="KTO",
    )


def test_trap_10_mapx_is_the_longitude() -> None:
    assert (event().lat, event().lon) == (37.3304, 126.8104)


def test_trap_17_events_at_one_point_are_all_kept() -> None:
    found = [one for row in page() if isinstance(one := SOURCE.parser.parse_row(row, SOURCE), EventRecord)]
    assert len({(one.lat, one.lon) for one in found}) == 1
    assert len({one.source_key for one in found}) == len(found) == 3


def test_trap_43_an_event_that_ends_before_it_starts_is_refused() -> None:
    assert SOURCE.parser.parse_row(ROW | {"eventenddate": "20261130"}, SOURCE) == Skip("ends_before_start")
    assert "ends_before_start" not in SOURCE.skips


def test_trap_46_markup_in_a_title_is_gone() -> None:
    done = clean(event(title="<b>지은</b> 축제<script>x</script>", tel="031-123-4567<br>031-123-4568")).result
    assert isinstance(done, EventRecord)
    assert "<" not in done.name_ko
    assert done.name_ko.startswith("지은 축제")


def test_trap_58_days_are_calendar_days_in_korea() -> None:
    assert (event().starts_on, event().ends_on) == (date(2026, 12, 1), date(2026, 12, 5))


@pytest.mark.parametrize(
    ("image", "kind", "shown"),
    [
        ("https://tong.visitkorea.or.kr/a.jpg", "Type1", {"image_license": "공공누리 제1유형 (출처표시)"}),
        ("http://tong.visitkorea.or.kr/a.jpg", "Type3", {"image_license": "공공누리 제3유형 (출처표시, 변경금지)"}),
        ("https://tong.visitkorea.or.kr/a.jpg", "", {}),
        ("https://tong.visitkorea.or.kr/a.jpg", "Type2", {}),
        ("http://other.example.kr/a.jpg", "Type1", {}),
        ("javascript:alert(1)", "Type1", {}),
        ("", "Type1", {}),
    ],
)
def test_trap_59_an_image_is_kept_with_its_licence_and_https_only(image: str, kind: str, shown: dict[str, str]) -> None:
    found = event(firstimage=image, cpyrhtDivCd=kind).attributes
    assert found == ({"image": "https://tong.visitkorea.or.kr/a.jpg"} | shown if shown else {})


def test_trap_60_only_the_korean_service_is_asked_for_ids_differ_between_languages() -> None:
    assert SOURCE.api is not None
    assert SOURCE.api.url.endswith("/KorService2/searchFestival2")
    assert SOURCE.api.id == "contentid"
    assert SOURCE.api.each == {"lDongRegnCd": ("41", "11", "28")}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"addr1": ""}, "no_address"),
        ({"addr1": "강원특별자치도 춘천시 지은로 1"}, "other_province"),
        ({"eventstartdate": ""}, "no_days"),
        ({"contentid": ""}, "no_key"),
    ],
)
def test_why_an_item_is_skipped(changes: dict[str, str], reason: str) -> None:
    assert SOURCE.parser.parse_row(ROW | changes, SOURCE) == Skip(reason)


def test_a_place_in_brackets_is_no_venue() -> None:
    assert event(addr2="(원곡동)").venue_ko == ""
