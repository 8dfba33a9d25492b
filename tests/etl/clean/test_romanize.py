"""Romanised names and addresses."""

import re

import pytest

from etl.clean.romanize import official_name, romanize, romanize_address, stem


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("매탄1동", "Maetan1-dong"),
        ("왕십리2동", "Wangsimni2-dong"),
        ("종로1·2·3·4가동", "Jongno1·2·3·4ga-dong"),
        ("삼죽면", "Samjuk-myeon"),
        ("북한동", "Bukhan-dong"),
        ("별양동", "Byeoryang-dong"),
        ("녹양동", "Nogyang-dong"),
        ("별내동", "Byeollae-dong"),
        ("이동", "I-dong"),
        ("수원시", "Suwon-si"),
        ("종로구", "Jongno-gu"),
        ("경기도", "Gyeonggi-do"),
        ("서울특별시", "Seoul"),
    ],
)
def test_units(name: str, latin: str) -> None:
    assert romanize(name) == latin


@pytest.mark.parametrize(
    ("road", "latin"),
    [
        ("종로", "Jong-ro"),
        ("매산로", "Maesan-ro"),
        ("동탄대로", "Dongtan-daero"),
        ("판교역로192번길", "Pangyoyeok-ro 192beon-gil"),
        ("새터로1길", "Saeteo-ro 1-gil"),
        ("월계로45가길", "Wolgye-ro 45ga-gil"),
        ("산단1로", "Sandan 1-ro"),
        ("서울역로", "Seoullyeok-ro"),
    ],
)
def test_roads(road: str, latin: str) -> None:
    assert romanize(road) == latin


@pytest.mark.parametrize("name", ["구", "동", "", "A동", "1동", "ㅋ동"])
def test_odd_names_do_not_break(name: str) -> None:
    assert isinstance(romanize(name), str)


@pytest.mark.parametrize(
    ("address", "latin"),
    [
        ("경기도 의정부시 추동로 140", "140, Chudong-ro, Uijeongbu-si, Gyeonggi-do"),
        ("경기도 수원시 팔달구 효원로 1, 3층 (인계동)", "1, Hyowon-ro, Paldal-gu, Suwon-si, Gyeonggi-do"),
        (
            "경기도 성남시 분당구 판교역로192번길 14-2, 912-비54호 (삼평동)",
            "14-2, Pangyoyeok-ro 192beon-gil, Bundang-gu, Seongnam-si, Gyeonggi-do",
        ),
        ("경기 안양시만안구 안양로 123-4 (안양동, 빌딩)", "123-4, Anyang-ro, Manan-gu, Anyang-si, Gyeonggi-do"),
        ("경기도 화성시 향남읍 향남로 12", "12, Hyangnam-ro, Hyangnam-eup, Hwaseong-si, Gyeonggi-do"),
        (
            "경기도 고양시 일산동구 중앙로 1261번길 77",
            "77, Jungang-ro 1261beon-gil, Ilsandong-gu, Goyang-si, Gyeonggi-do",
        ),
        ("서울특별시 종로구 종로 지하 1", "Jiha 1, Jong-ro, Jongno-gu, Seoul"),
        ("경기도 광주시 광주대로 163", "163, Gwangju-daero, Gwangju-si, Gyeonggi-do"),
    ],
)
def test_road_name_addresses(address: str, latin: str) -> None:
    assert romanize_address(address) == latin


@pytest.mark.parametrize(
    "address",
    [
        "",
        "   ",
        "(인계동)",
        "경기도",
        "경기도 수원시",
        "경기도 수원시 팔달구 인계동 1111",
        "경기도 수원시 팔달구 매산로1가 18",
        "화성시 동탄대로 5",
        "광주시 광주대로 163",
        "부산광역시 중구 중앙대로 1",
        "경기도 없는시 추동로 140",
        "경기도 의정부시 추동로",
        "140, Chudong-ro, Uijeongbu-si",
    ],
)
def test_what_is_not_understood_is_empty(address: str) -> None:
    assert romanize_address(address) == ""


def test_official_names_are_latin_with_the_suffix_of_their_kind() -> None:
    assert official_name("경기도 수원시 팔달구") == "Paldal-gu"
    assert official_name("인천광역시 미추홀구") == "Michuhol-gu"
    assert official_name("팔달구") is None
    for name_ko, name_en in [("경기도 연천군", "Yeoncheon-gun"), ("경기도 여주시", "Yeoju-si")]:
        assert official_name(name_ko) == name_en
        assert re.fullmatch(r"[A-Z][a-z]+-(si|gun)", name_en)


def test_stem_drops_the_suffix() -> None:
    assert [stem("Paldal-gu"), stem("Seoul"), stem("Ilsandong-gu")] == ["Paldal", "Seoul", "Ilsandong"]
