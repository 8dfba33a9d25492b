"""The Korea Tourism Organization's festivals, as a made-up page of their shape."""

from datetime import date
from pathlib import Path

import pytest

from etl.clean import clean
from etl.fetch import find_input
from etl.parsing import leftover, parse
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
        name_en="Jieun Festival",
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


def whole() -> dict[str, EventRecord]:
    """The records of the whole delivery, with what completes them, by their keys."""
    found = find_input(SOURCE, raw_dir=PAGE.parents[2])
    assert found is not None
    return {one.source_key: one for one in parse(SOURCE, found, today=date(2026, 11, 22)).records}


def test_trap_60_ids_differ_between_languages_so_names_join_by_days_and_point() -> None:
    flower = whole()["9990003"]
    assert (flower.name_en, flower.name_en_generated) == ("Jieun Flower Festival", False)
    assert flower.attributes["names"] == {
        "en": "Jieun Flower Festival", "zh-Hans": "智恩花节", "ja": "チウン花祭り", "ru": "Фестиваль цветов Чиын",
    }  # fmt: skip


def test_trap_60_a_name_that_fits_two_events_goes_to_neither() -> None:
    found = whole()
    assert [found[key].name_en for key in ("9990001", "9990002")] == ["Jieun Festival", "Jieun Light Festival"]
    assert all(found[key].name_en_generated and "names" not in found[key].attributes for key in ("9990001", "9990002"))


def test_what_the_answer_for_one_event_adds() -> None:
    flower = whole()["9990003"]
    assert (flower.venue_ko, flower.phone) == ("지은문화광장", "031-123-4567")
    assert flower.homepage == "https://flower.example.kr/"
    assert {name: flower.attributes[name] for name in ("fee_ko", "age_ko", "host_ko", "organizer_ko")} == {
        "fee_ko": "무료", "age_ko": "연령제한 없음", "host_ko": "지은시", "organizer_ko": "지은문화재단",
    }  # fmt: skip
    assert flower.attributes["times_ko"] == "10:00~18:00 월요일 쉼"
    assert "booking_ko" not in flower.attributes


def test_what_only_the_answer_for_one_event_says() -> None:
    found = event(
        addr2="", tel="", 행사장소="지은공원", 주최자연락처="031-123-4000", 행사홈페이지="www.flower.example.kr"
    )
    assert (found.venue_ko, found.phone, found.homepage) == ("지은공원", "031-123-4000", "www.flower.example.kr")


def test_the_services_that_are_asked() -> None:
    api = SOURCE.api
    assert api is not None
    assert api.url.endswith("/KorService2/searchFestival2")
    assert api.id == "contentid"
    assert api.each == {"lDongRegnCd": ("41", "11", "28")}
    assert {name: one.url.split("/")[-2] for name, one in api.companions.items()} == {
        "en": "EngService2", "zh-Hans": "ChsService2", "ja": "JpnService2", "ru": "RusService2", "intro": "KorService2",
    }  # fmt: skip


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
