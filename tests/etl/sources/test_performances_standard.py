"""The standard data on performances, as a made-up file of its shape (CP949, CRLF)."""

from datetime import date
from pathlib import Path

import pytest

from etl.fetch import find_input
from etl.parsing import Parsed, parse
from etl.record import EventRecord
from etl.source import read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"
SOURCE = read_source("performances_standard")


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    found = find_input(SOURCE, raw_dir=FIXTURES)
    assert found is not None
    return parse(SOURCE, found, today=date(2026, 11, 16))


def test_every_row_is_accounted_for(parsed: Parsed) -> None:
    assert parsed.read == 7
    assert len(parsed.records) == 3
    assert dict(parsed.skipped) == {"other_province": 1, "no_position": 1, "duplicate_key": 1}
    assert [(one.rule, one.raw["행사명"]) for one in parsed.refused] == [("ends_before_start", "지은뒤집힌공연")]
    assert dict(parsed.leftovers) == {}


def test_a_row_in_full(parsed: Parsed) -> None:
    assert parsed.records[0] == EventRecord(
        source_key="a5a5de7e05b8985238701b973f5809a9",
        category="performance",
        name_ko="지은필하모닉 송년음악회",
        name_en="Jieunpilhamonik Songnyeon Concert",
        name_en_generated=True,
        starts_on=date(2026, 12, 12),
        ends_on=date(2026, 12, 12),
        lat=37.3304,
        lon=126.8104,
        venue_ko="지은아트홀 대공연장",
        address_ko="경기도 안산시 단원구 지은로 1",
        phone="031-000-5678",
        homepage="https://example.kr/hall",
        checked_on=date(2026, 10, 31),
        attributes={
            "description_ko": "연주회",
            "starts_at_ko": "14:00+17:00",
            "ends_at_ko": "16:00~19:00",
            "fee_kind_ko": "유료+무료",
            "fee_ko": "R석 30,000원, S석 20,000원",
            "organizer_ko": "지은문화재단",
            "host_ko": "지은시청",
            "sponsor_ko": "지은문화원",
            "seats_ko": "800",
            "age_ko": "8세 이상",
            "discount_ko": "지은시민 10%",
            "notice_ko": "음식물 반입 금지",
            "booking_ko": "인터넷 예매",
            "parking_ko": "Y",
        },
        provider="경기도 안산시",
    )


def test_traps_17_20_two_showings_of_one_day_are_two_events_at_one_point(parsed: Parsed) -> None:
    showings = [one for one in parsed.records if one.name_ko == "뽱! 지은인형극"]
    assert [one.attributes["starts_at_ko"] for one in showings] == ["11:00", "15:00"]
    assert {(one.lat, one.lon) for one in parsed.records} == {(37.3304, 126.8104)}


def test_trap_42_hours_and_fees_stay_the_text_that_they_are(parsed: Parsed) -> None:
    first = parsed.records[0].attributes
    assert (first["starts_at_ko"], first["ends_at_ko"]) == ("14:00+17:00", "16:00~19:00")
    assert (first["fee_kind_ko"], first["fee_ko"]) == ("유료+무료", "R석 30,000원, S석 20,000원")


def test_trap_01_the_file_is_cp949_and_not_euc_kr() -> None:
    (file,) = (FIXTURES / "performances_standard").iterdir()
    assert b"\x96\xed" in file.read_bytes()
    with pytest.raises(UnicodeDecodeError):
        file.read_bytes().decode("euc_kr")
