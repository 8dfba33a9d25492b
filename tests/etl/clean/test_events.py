"""Days and keys of events."""

from datetime import date

from etl.clean.events import MAX_VENUE, Columns, days_of, event, key_of
from etl.record import EventRecord, Skip
from etl.source import read_source

COLUMNS = Columns(name="축제명", venue="개최장소", starts_on="축제시작일자", ends_on="축제종료일자")


def test_days() -> None:
    assert days_of("2026-12-05", "2026-12-05") == (date(2026, 12, 5), date(2026, 12, 5))
    assert days_of("2026-12-05", "2026-12-04") == Skip("ends_before_start")
    assert days_of("2026-12-05", "") == Skip("no_days")


def test_a_key_is_stable_whatever_the_spelling() -> None:
    key = key_of("지은 축제", "2026-12-05", "DMZ 광장", "9990001")
    assert key == "b229b36ae9d116d45cdd508437b324f4"
    assert key == key_of("지은축제", "2026-12-05", "dmz광장 ", "9990001")
    assert key != key_of("지은 축제", "2026-12-06", "DMZ 광장", "9990001")
    assert key_of("가", "나다") != key_of("가나", "다")


def test_a_long_venue_is_cut_to_what_the_portal_holds() -> None:
    row = {
        "축제명": "지은축제", "개최장소": "가" * 300, "축제시작일자": "2026-12-05", "축제종료일자": "2026-12-05",
        "소재지도로명주소": "경기도 화성시 지은로 1", "소재지지번주소": "", "위도": "37.2", "경도": "127.0",
        "데이터기준일자": "", "제공기관코드": "9990001",
    }  # fmt: skip
    result = event(row, read_source("festivals_standard"), category="festival", columns=COLUMNS)
    assert isinstance(result, EventRecord)
    assert len(result.venue_ko) == MAX_VENUE
    assert result.checked_on is None
