"""The parts of an address are found in every form in which offices write it."""

import pytest

from etl.clean.address_parts import AddressParts, parts

SUWON = AddressParts("경기", "수원시", "팔달구")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("경기도 군포시 산본로48번길 8, 3층 (당정동)",
         AddressParts("경기", "군포시", dong="당정동", road="산본로48번길", number=(8, 0), detail="3층")),
        ("경기도 과천시 별양상가1로 35 (별양동, 상아빌딩 504호)",
         AddressParts("경기", "과천시", dong="별양동", road="별양상가1로", number=(35, 0), detail="상아빌딩 504호")),
        ("경기도 화성시 우정읍 3.1만세로 51-1 (우정읍)",
         AddressParts("경기", "화성시", town="우정읍", dong="우정읍", road="3.1만세로", number=(51, 1))),
        ("인천광역시 서구 서로2로 42(당하동)",
         AddressParts("인천", "서구", dong="당하동", road="서로2로", number=(42, 0))),
        ("경기도 수원시 영통구 원천동 35",
         AddressParts("경기", "수원시", "영통구", dong="원천동", lot=(35, 0))),
        ("경기도 수원시 권선구 금곡동 1088번지 1호",
         AddressParts("경기", "수원시", "권선구", dong="금곡동", lot=(1088, 1))),
        ("경기도 수원시 팔달구 매산로3가 10-1",
         AddressParts("경기", "수원시", "팔달구", dong="매산로3가", lot=(10, 1))),
        ("경기도 안산시 단원구 고잔동774 21세기프라자 502호",
         AddressParts("경기", "안산시", "단원구", dong="고잔동", lot=(774, 0), detail="21세기프라자 502호")),
        ("경기도 양평군 양평읍 양근리 산12-3",
         AddressParts("경기", "양평군", town="양평읍", dong="양근리", lot=(12, 3), hill=True)),
        ("경기도 초월시 초지동 742번지 201, 203호",
         AddressParts("경기", "초월시", dong="초지동", lot=(742, 0), detail="201, 203호")),
        ("경기도 안양시 만안구  534번지 13호 외 1필지",
         AddressParts("경기", "안양시", "만안구", detail="534번지 13호 외 1필지")),
        ("(16499) 경기도 수원시 영통구 월드컵로 164",
         AddressParts("경기", "수원시", "영통구", road="월드컵로", number=(164, 0))),
        ("수원시 영통구 월드컵로 164", AddressParts("", "수원시", "영통구", road="월드컵로", number=(164, 0))),
        ("경기도 시흥시 은계중앙로 일대", AddressParts("경기", "시흥시", road="은계중앙로", detail="일대")),
        ("경기도 평택시 비전1로 57번길 (비전동)", AddressParts("경기", "평택시", dong="비전동", road="비전1로57번길")),
        ("세종특별자치시 한누리대로 2130", AddressParts("세종", road="한누리대로", number=(2130, 0))),
        ("경기도 부천시 삼정동", AddressParts("경기", "부천시", dong="삼정동")),
        ("중구 중앙로 7", AddressParts(gu="중구", road="중앙로", number=(7, 0))),
        ("Gyeonggi-do", AddressParts(detail="Gyeonggi-do")),
        ("", AddressParts()),
    ],
)  # fmt: skip
def test_trap_44_parts_of_a_line(line: str, expected: AddressParts) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("전라남도 순천시 백연길 100,  (조례동)층 (조례동)", "층"),
        ("전라남도 순천시 백연길 100, , 3층 (조례동)", "3층"),
        ("전라남도 순천시  백연길  100  (조례동", ""),
        ("전라남도 순천시 백연길 100 (조례동, 외2필지)", "외2필지"),
    ],
)
def test_trap_44_doubled_brackets_and_loose_commas(line: str, detail: str) -> None:
    expected = AddressParts("전남", "순천시", dong="조례동", road="백연길", number=(100, 0), detail=detail)
    assert parts(line) == expected


@pytest.mark.parametrize(
    "line",
    ["경기도 수원시팔달구 늘봄로 48번길 8", "경기 수원팔달구 늘봄로48번길 8", "경기도 수원시 팔달구 늘봄로48번길8"],
)
def test_trap_37_spellings_of_si_and_gu(line: str) -> None:
    expected = AddressParts("경기", "수원시", "팔달구", road="늘봄로48번길", number=(8, 0))
    assert parts(line) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("강원도", "강원특별자치도"),
        ("전라북도", "전북특별자치도"),
        ("전라남도", "전남광주통합특별시"),
        ("경기", "경기도"),
    ],
)
def test_traps_33_34_a_province_is_one_under_old_and_new_names(old: str, new: str) -> None:
    assert parts(f"{old} 고성군 늘봄로 1").province == parts(f"{new} 고성군 늘봄로 1").province


def test_trap_39_a_si_with_and_without_its_gu_is_one_si() -> None:
    assert parts("경기도 수원시 늘봄로 1").sigun == parts("경기도 수원시 팔달구 늘봄로 1").sigun == SUWON.sigun
