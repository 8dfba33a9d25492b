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
        ("지은축제 <우선멈춤>", "Jieunchukje <Useonmeomchum>"),
    ],
)
def test_the_kind_of_institution_is_translated_and_the_rest_romanised(korean: str, made: str) -> None:
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
