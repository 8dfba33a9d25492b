"""Phone numbers come out in one form that a phone can dial, or not at all."""

import phonenumbers
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
        ("0507-1999-3456", "0507-1999-3456"),
        ("031-8999-4410~5", "031-8999-4410"),
        ("031-999-1201(대표)", "031-999-1201"),
        ("031-1577-0032", "1577-0032"),
        ("02-1577-5975", "1577-5975"),
        ("050-1577-1234", "050-1577-1234"),
        ("031-120", "031-120"),
        ("1811-7000", "1811-7000"),
        ("031-000-0000", ""),
        ("031-0215-5765", "031-0215-5765"),
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
def test_trap_41_numbers_in_area_031(raw: str, dialable: str) -> None:
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


@pytest.mark.parametrize(
    ("display", "abroad"),
    [
        ("031-219-5114", "+82312195114"),
        ("02-586-2415", "+8225862415"),
        ("031-8030-4655", "+823180304655"),
        ("070-8999-1234", "+827089991234"),
        ("010-9999-1234", "+821099991234"),
        ("0507-1999-3456", "+8250719993456"),
        ("031-120", "+8231120"),
        ("1577-1120", ""),
        ("1811-7000", ""),
        ("080-999-1201", ""),
        ("060-999-1201", ""),
        ("119", ""),
        ("1345", ""),
        ("031-000-1234", ""),
        ("031-0215-5765", ""),
        ("", ""),
        ("없음", ""),
    ],
)
def test_trap_41_numbers_for_callers_abroad(display: str, abroad: str) -> None:
    assert phones.e164(display) == abroad


def test_trap_41_what_the_library_says_of_nationwide_numbers_is_no_promise() -> None:
    assert phonenumbers.is_valid_number(phonenumbers.parse("1577-1120", "KR"))
    assert not phonenumbers.is_valid_number(phonenumbers.parse("1811-7000", "KR"))


@pytest.mark.parametrize("raw", ["031-219-5114", "+82 31 219 5114", "0312195114", "(031) 219 5114", "219-5114"])
def test_a_tidy_number_is_tidy(raw: str) -> None:
    once = phones.tidy(raw, area="031")
    assert phones.tidy(once, area="031") == once
    assert phones.tidy(phones.e164(once), area="") == once
