"""Phone numbers come out in one form that a phone can dial, or not at all."""

import pytest

from etl.clean import phones
from etl.record import PlaceRecord


@pytest.mark.parametrize(
    ("raw", "dialable"),
    [
        ("031-292-6788", "031-292-6788"),
        ("292-6788", "031-292-6788"),
        ("8015-1234", "031-8015-1234"),
        ("1577-1120", "1577-1120"),
        ("0507-1234-5678", "0507-1234-5678"),
        ("031-123-4567~8", "031-123-4567"),
        ("031-123-4567-8", "031-123-4567"),
        ("031-123-4567, 031-765-4321", "031-123-4567"),
        ("0311234567", "031-123-4567"),
        ("+82 31 219 5114", "031-219-5114"),
        ("+82-2-586-2415", "02-586-2415"),
        ("(031) 123 4567", "031-123-4567"),
        ("02)586-2415", "02-586-2415"),
        ("1345", "1345"),
        ("-", ""),
        ("--", ""),
        ("99-", ""),
        ("031-", ""),
        ("", ""),
        ("없음", ""),
        ("javascript:1", ""),
    ],
)
def test_numbers_in_area_031(raw: str, dialable: str) -> None:
    assert phones.tidy(raw, area="031") == dialable


def test_a_local_number_without_an_area_is_dropped() -> None:
    assert phones.tidy("292-6788", area="") == ""


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("경기도 안산시 단원구 화랑로 1", "031"),
        ("경기도 광명시 오리로 1", "02"),
        ("경기도 과천시 별양로 1", "02"),
        ("경기도 부천시 원미구 길주로 1", "032"),
        ("서울특별시 강남구 테헤란로 1", "02"),
        ("인천광역시 남동구 예술로 1", "032"),
        ("강원특별자치도 춘천시", ""),
    ],
)
def test_the_area_code_goes_by_the_address(address: str, area: str) -> None:
    assert phones.area_code(address) == area


def test_a_record_gets_its_areas_code() -> None:
    place = PlaceRecord(
        source_key="1", category="clinic", name_ko="의원", lat=37.4, lon=126.8, phone="2617-7702",
        address_ko="경기도 광명시 오리로 929",
    )  # fmt: skip
    assert phones.clean(place).phone == "02-2617-7702"
