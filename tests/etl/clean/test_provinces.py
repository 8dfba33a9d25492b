"""Addresses are told apart by their province, never by a bare name of a city."""

import pytest

from etl.clean.provinces import NONE, OTHER, OURS, province_of

KNOWN = {"경기도", "경기", "서울특별시"}


@pytest.mark.parametrize(
    ("address", "province"),
    [
        ("경기도 광주시 지은로 1", OURS),
        ("경기 수원시\n팔달구 지은로 1", OURS),
        ("서울특별시 중구 지은로 1", OURS),
        ("광주광역시 북구 지은로 1", OTHER),
        ("부산광역시해운대구 지은로 1", OTHER),
        ("전남광주통합특별시 동구 지은로 1", OTHER),
        ("광주시 지은로 1", NONE),
        ("지은동 8", NONE),
        ("온라인 포털", NONE),
        ("", NONE),
    ],
)
def test_trap_38_a_province_is_never_told_by_the_name_of_a_city(address: str, province: str) -> None:
    assert province_of(address, KNOWN) == province
