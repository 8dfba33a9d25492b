"""Rows without coordinates are placed by their address, as finely as is known and never by a bare name."""

import pytest

from etl.geocode import DongPoint, Gazetteer, KnownPlace, Placed, metres, place
from etl.legal_dongs import LegalDong
from etl.units import Unit, Units
from geoportal.places.categories import Position

UNITS = Units(
    [
        Unit("41110", "수원시", "경기도"),
        Unit("41113", "권선구", "경기도", parent_code="41110", parent_ko="수원시"),
        Unit("41117", "영통구", "경기도", parent_code="41110", parent_ko="수원시"),
        Unit("41590", "화성시", "경기도"),
        Unit("41591", "만세구", "경기도", parent_code="41590", parent_ko="화성시"),
        Unit("41597", "동탄구", "경기도", parent_code="41590", parent_ko="화성시"),
        Unit("41670", "여주시", "경기도"),
        Unit("41610", "광주시", "경기도"),
        Unit("11140", "중구", "서울특별시"),
        Unit("28110", "중구", "인천광역시"),
    ]
)
PLACES = [
    KnownPlace("경기도 수원시 영통구 늘봄로 10 (원천동)", 37.2800, 127.0400),
    KnownPlace("경기도 수원시 영통구 늘봄로 10, 3층", 37.2802, 127.0402),
    KnownPlace("경기도 수원시 늘봄로 30", 37.2820, 127.0420),
    KnownPlace("경기도 수원시 영통구 원천동 35-1", 37.2750, 127.0450),
    KnownPlace("서울특별시 중구 늘봄로 7", 37.5600, 126.9900),
    KnownPlace("경기도 여주시 세종로 7", 37.2960, 127.6330),
    KnownPlace("경기도 광주시 가온로 1", 37.4000, 127.2500),
    KnownPlace("경기도 광주시 가온로 1", 37.4100, 127.2600),
    KnownPlace("경기도 광주시 물빛로 1", float("nan"), 127.2600),
]
DONGS = [
    DongPoint("원천동", "41117", 37.2700, 127.0500),
    DongPoint("영통1동", "41117", 37.2500, 127.0700),
    DongPoint("영통2동", "41117", 37.2460, 127.0650),
    DongPoint("영통3동", "41117", 37.2440, 127.0710),
    DongPoint("금곡동", "41113", 37.2680, 126.9600),
    DongPoint("호매실동", "41113", 37.2690, 126.9500),
    DongPoint("향남읍", "41591", 37.1300, 126.9200),
    DongPoint("동탄1동", "41597", 37.2050, 127.0700),
    DongPoint("신동", "41117", 37.2430, 127.0500),
    DongPoint("회현동", "11140", 37.5570, 126.9760),
]
LEGAL = [
    LegalDong("41117", "원천동", "원천동"),
    LegalDong("41117", "영통동", "영통1동"),
    LegalDong("41117", "영통동", "영통2동"),
    LegalDong("41117", "영통동", "영통3동"),
    LegalDong("41113", "금곡동", "금곡동"),
    LegalDong("41597", "반송동", "동탄1동"),
    LegalDong("41597", "반송동", "동탄2동"),
    LegalDong("41117", "신동", "신동"),
    LegalDong("41591", "상동", "향남읍"),
    LegalDong("41597", "상동", "동탄1동"),
]
GAZETTEER = Gazetteer(UNITS, places=PLACES, dongs=DONGS, legal_dongs=LEGAL)
BUILDING, ROAD, DONG = Position.BUILDING, Position.ROAD, Position.DONG


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("경기도 수원시 영통구 늘봄로 10, 5층 (원천동)", Placed(37.2801, 127.0401, BUILDING)),
        ("경기 수원시영통구 늘봄로 10", Placed(37.2801, 127.0401, BUILDING)),
        ("(16499) 경기도 수원시 영통구 늘봄로 10", Placed(37.2801, 127.0401, BUILDING)),
        ("경기도 수원시 영통구 원천동 35번지 1호", Placed(37.2750, 127.0450, BUILDING)),
        ("경기도 수원시 영통구 늘봄로 26", Placed(37.2820, 127.0420, ROAD)),
        ("경기도 수원시 영통구 늘봄로 10-4", Placed(37.2800, 127.0400, ROAD)),
        ("경기도 수원시 영통구 늘봄로28번길 6", Placed(37.2820, 127.0420, ROAD)),
        ("경기도 수원시 영통구 늘봄로 400 (원천동)", Placed(37.2700, 127.0500, DONG)),
        ("경기도 수원시 영통구 원천동 999", Placed(37.2700, 127.0500, DONG)),
        ("경기도 수원시 영통구 새샘로 1 (영통동)", Placed(37.2460, 127.0650, DONG)),
        ("경기도 수원시 영통구 영통3동 12", Placed(37.2440, 127.0710, DONG)),
        ("경기도 화성시 향남읍 발안리 123", Placed(37.1300, 126.9200, DONG)),
        ("경기도 화성시 만세구 향남면 발안리 123", Placed(37.1300, 126.9200, DONG)),
        ("경기도 화성시 새샘로 1 (반송동)", Placed(37.2050, 127.0700, DONG)),
    ],
)
def test_trap_44_an_address_is_placed_as_finely_as_is_known(address: str, expected: Placed) -> None:
    found = place(address, GAZETTEER)
    assert found is not None
    assert found.position is expected.position
    assert (found.lat, found.lon) == pytest.approx((expected.lat, expected.lon))


@pytest.mark.parametrize(
    "address",
    [
        "경기도 수원시 영통구 새샘로 1",
        "경기도 수원시 영통구 늘봄로 400",
        "경기도 수원시",
        "경기도 화성시 새샘로 1 (상동)",
        "서울특별시 종로구 새샘로 1",
        "세종특별자치시 늘봄로 10",
        "별도 주소 없음",
        "",
    ],
)
def test_what_is_not_known_is_not_placed(address: str) -> None:
    assert place(address, GAZETTEER) is None


@pytest.mark.parametrize(
    "address",
    ["중구 늘봄로 7", "인천광역시 중구 늘봄로 7", "늘봄로 10", "수원시 영통구 늘봄로 10", "광주광역시 가온로 1"],
)
def test_trap_38_never_by_a_bare_name(address: str) -> None:
    assert place(address, GAZETTEER) is None


def test_trap_32_yeoju_gun_is_looked_for_as_the_si_it_became() -> None:
    assert place("경기도 여주군 세종로 7", GAZETTEER) == Placed(37.2960, 127.6330, BUILDING)


def test_trap_31_an_address_with_the_new_gu_finds_a_building_known_without_it() -> None:
    known = Gazetteer(UNITS, places=[KnownPlace("경기도 화성시 동탄대로 5", 37.2, 127.1)])
    assert place("경기도 화성시 동탄구 동탄대로 5", known) == Placed(37.2, 127.1, BUILDING)


def test_places_of_one_building_that_disagree_do_not_tell_where_it_stands() -> None:
    found = place("경기도 광주시 가온로 1", GAZETTEER)
    assert found is not None
    assert found.position is ROAD


def test_a_place_without_a_point_is_no_place() -> None:
    assert place("경기도 광주시 물빛로 1", GAZETTEER) is None


def test_metres() -> None:
    assert metres((37.0, 127.0), (37.001, 127.0)) == pytest.approx(111.2, abs=0.1)
    assert metres((37.0, 127.0), (37.0, 127.001)) == pytest.approx(88.8, abs=0.1)
