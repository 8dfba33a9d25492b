"""Units are found by every spelling that sources use, and never by a bare name that several bear."""

import pytest

from etl.units import Unit, Units

UNITS = Units(
    [
        Unit("41110", "수원시", "경기도"),
        Unit(
            "41115", "팔달구", "경기도", parent_code="41110", parent_ko="수원시", bounds=(127.0, 37.25, 127.05, 37.30)
        ),
        Unit("41170", "안양시", "경기도"),
        Unit("41171", "만안구", "경기도", parent_code="41170", parent_ko="안양시"),
        Unit("41610", "광주시", "경기도"),
        Unit("11140", "중구", "서울특별시"),
        Unit("28110", "중구", "인천광역시"),
        Unit("28200", "남동구", "인천광역시"),
    ]
)


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("경기도 수원시 팔달구", "41115"),
        ("경기도 수원시팔달구 인계로", "41115"),
        ("경기 수원팔달구", "41115"),
        ("경기도 수원시 인계로", "41110"),
        ("경기도 안양시만안구 안양로", "41171"),
        ("경기도 광주시 중앙로", "41610"),
        ("서울특별시 중구 세종대로", "11140"),
        ("서울 중구", "11140"),
        ("인천 인천남동구", "28200"),
        ("인천광역시 남동구 예술로", "28200"),
        ("광주광역시 동구", None),
        ("부산광역시 중구 중앙대로", None),
        ("경기도 여주군", None),
        ("중구", None),
        ("", None),
    ],
)
def test_spellings(stated: str, code: str | None) -> None:
    assert UNITS.code_of(stated) == code


def test_inside_the_named_unit_means_it_or_a_part_of_it() -> None:
    assert UNITS.holds("41110", "41115")
    assert not UNITS.holds("41115", "41110")
    assert UNITS.same_sigun("41115", "41110")
    assert not UNITS.same_sigun("41115", "41171")
    assert not UNITS.same_sigun("41115", None)


def test_far_is_about_three_kilometres_outside_the_box() -> None:
    assert not UNITS.is_far("41115", lat=37.32, lon=127.02)
    assert UNITS.is_far("41115", lat=37.34, lon=127.02)
    assert UNITS.is_far("41115", lat=36.27, lon=127.02)


def test_full_names() -> None:
    assert UNITS.name_of("41115") == "경기도 수원시 팔달구"
    assert UNITS.name_of("41110") == "경기도 수원시"
    assert UNITS.name_of(None) == ""
