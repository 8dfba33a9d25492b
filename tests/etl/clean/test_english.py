"""English names and addresses are made only where the source has none, and say so."""

from datetime import date

import pytest

from etl.clean import english
from etl.record import EventRecord, PlaceRecord


@pytest.mark.parametrize(
    ("korean", "made"),
    [
        ("둔곡초등학교", "Dungok Elementary School"),
        ("숭덕여자고등학교", "Sungdeok Girls' High School"),
        ("하나의원", "Hana Clinic"),
        ("우리가정의학과의원", "Uri Family Medicine Clinic"),
        ("보건소", "Public Health Center"),
        ("(의)하나병원", "Hana Hospital"),
        ("365MC의원", "365MC Clinic"),
        ("지은축제 <우선멈춤>", "Jieun Festival <Useonmeomchum>"),
        ("하나치과의원", "Hana Dental Clinic"),
        ("하나 가정의학과 의원", "Hana Family Medicine Clinic"),
        ("하나피부과의원 광교점", "Hana Dermatology Clinic Gwanggyo Branch"),
        ("하나의원수원점", "Hana Clinic Suwon Branch"),
        ("하나프라자약국", "Hana Plaza Pharmacy"),
        ("하나대학교사범대학부속고등학교", "Hana University College of Education Affiliated High School"),
        ("하나초등학교둔곡분교장", "Hana Elementary School Dungok Branch School"),
        ("하나초등학교병설유치원", "Hana Elementary School Attached Kindergarten"),
        ("강하보건지소", "Gangha Public Health Subcenter"),
    ],
)
def test_the_kind_of_institution_is_translated_and_the_rest_romanised(korean: str, made: str) -> None:
    assert english.english(korean) == made


@pytest.mark.parametrize(
    ("korean", "made"),
    [
        ("동두천시가족센터", "Dongducheon-si Family Center"),
        ("가평군가족센터", "Gapyeong-gun Family Center"),
        ("수원시외국인복지센터", "Suwon-si Foreigners' Welfare Center"),
        ("평택외국인복지센터", "Pyeongtaek Foreigners' Welfare Center"),
        ("고양시다문화가족지원센터", "Goyang-si Multicultural Family Support Center"),
        ("양주시건강가정지원센터", "Yangju-si Healthy Family Support Center"),
        ("안성시외국인주민지원센터 아양점", "Anseong-si Foreign Residents' Support Center Ayang Branch"),
        ("시흥시외국인노동자지원센터", "Siheung-si Migrant Workers' Support Center"),
        ("안산시이주민센터", "Ansan-si Migrants' Center"),
        ("화성시글로벌다문화센터", "Hwaseong-si Global Multicultural Center"),
        ("경기도노동권익센터", "Gyeonggi-do Labor Rights Center"),
        ("안산시이주배경청소년지원센터", "Ansan-si Migrant-Background Youth Support Center"),
        ("수원시팔달구보건소", "Suwon-si Paldal-gu Public Health Center"),
        ("원곡동 행정복지센터", "Wongok-dong Administrative Welfare Center"),
        ("매탄3동행정복지센터", "Maetan3-dong Administrative Welfare Center"),
        ("안성시고용복지+센터", "Anseong-si Employment Welfare Plus Center"),
        ("화성시 만세구청", "Hwaseong-si Manse-gu Office"),
        ("수원출입국·외국인청 평택출장소", "Suwon Immigration Office Pyeongtaek Branch Office"),
        ("동두천양주교육지원청", "Dongducheon Yangju Office of Education"),
        ("수원시립도서관", "Suwon Municipal Library"),
        ("가평군종합사회복지관", "Gapyeong-gun Community Welfare Center"),
    ],
)
def test_units_and_public_institutions_are_written_as_people_ask_for_them(korean: str, made: str) -> None:
    assert english.english(korean) == made


@pytest.mark.parametrize(
    ("korean", "made"),
    [
        ("이천시장약국", "Icheonsijang Pharmacy"),
        ("수원시청역약국", "Suwonsicheongyeok Pharmacy"),
        ("문화초등학교", "Munhwa Elementary School"),
        ("시민약국", "Simin Pharmacy"),
        ("안양시민축제", "Anyang Citizens' Festival"),
    ],
)
def test_a_word_that_only_looks_like_a_unit_or_a_kind_is_left_as_it_sounds(korean: str, made: str) -> None:
    assert english.english(korean) == made


def test_what_is_made_here_is_marked() -> None:
    cleaned = english.clean(
        PlaceRecord(
            source_key="1", category="clinic", name_ko="하나의원", lat=37.3, lon=126.8,
            address_ko="경기도 안산시 단원구 화랑로 160, 3층 (초지동)",
        )
    )  # fmt: skip
    assert isinstance(cleaned, PlaceRecord)
    assert (cleaned.name_en, cleaned.name_en_generated) == ("Hana Clinic", True)
    assert cleaned.address_en == "160, Hwarang-ro, Danwon-gu, Ansan-si, Gyeonggi-do"


def test_the_sources_own_english_stays() -> None:
    cleaned = english.clean(
        EventRecord(
            source_key="1", category="class", name_ko="교실", name_en="Class", lat=37.3, lon=126.8,
            starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 1),
        )
    )  # fmt: skip
    assert (cleaned.name_en, cleaned.name_en_generated) == ("Class", False)
