"""A written address to the region that it names, on the small made-up province."""

from __future__ import annotations

from datetime import date

import pytest

from geoportal.regions.addresses import AddressUnclear, region_of_address
from geoportal.regions.models import Region

BEFORE, SINCE = date(2026, 1, 31), date(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("경기도 안산시 단원구 지은로 1", "41273"),
        ("경기 안산 단원구 원곡동", "4127300001"),
        ("원곡동", "4127300001"),
        ("안산시 단원구 원곡동 795-1", "41273"),
        ("안산시 단원구 지은로 1 (원곡동)", "41273"),
        ("1, Jieun-ro, Danwon-gu, Ansan-si, Gyeonggi-do", "41273"),
        ("수원", "41110"),
    ],
)
def test_the_smallest_region_named(province, text, code):
    assert region_of_address(text, SINCE).code == code


def test_the_edition_of_the_day_counts(province):
    assert region_of_address("안산시 단원구 지은로 1", BEFORE).code == "41270"


@pytest.mark.parametrize(
    "text", ["", "---", "부산광역시 중구 원곡동", "충청남도 어디", "광주광역시 북구", "아무 데도 아님"]
)
def test_nothing_known_names_no_candidates(province, text):
    with pytest.raises(AddressUnclear) as unclear:
        region_of_address(text, SINCE)
    assert unclear.value.candidates == ()


def test_a_name_that_stands_twice_names_both(province):
    first = province.regions["4111000001"]
    Region.objects.filter(pk=first.pk).update(name_ko="원곡동")
    with pytest.raises(AddressUnclear) as unclear:
        region_of_address("원곡동", SINCE)
    assert {region.code for region in unclear.value.candidates} == {"4111000001", "4127300001"}
    assert region_of_address("수원시 원곡동", SINCE).code == "4111000001"


@pytest.mark.parametrize(
    ("text", "known"), [("광주", False), ("광주 북구 지은동", False), ("경기도 광주시", True), ("광주시", True)]
)
def test_gwangju_of_gyeonggi_is_not_the_metropolitan_city(province, text, known):
    Region.objects.filter(code="41110").update(name_ko="광주시", name_en="Gwangju-si")
    if known:
        assert region_of_address(text, SINCE).name_ko == "광주시"
    else:
        with pytest.raises(AddressUnclear):
            region_of_address(text, SINCE)
