"""What a place offers by being what it is, and what its source says of it."""

from dataclasses import replace
from typing import Any

import pytest

from etl.clean.services import with_services
from etl.record import PhoneRecord, PlaceRecord, ServiceRecord


def offered(category: str, **fields: Any) -> list[str]:
    place = PlaceRecord(source_key="1", category=category, name_ko="지은", lat=37.2, lon=126.8, **fields)
    return [str(service.kind) for service in with_services(place).services]


@pytest.mark.parametrize(
    ("category", "kinds"),
    [
        ("clinic", ["general_care"]),
        ("dental_clinic", ["dental_care"]),
        ("pharmacy", ["medicines"]),
        ("immigration_office", ["alien_registration", "stay_extension", "address_report"]),
        ("labour_office", ["wage_claim"]),
        ("middle_school", []),
        ("support_center", []),
    ],
)
def test_by_category(category: str, kinds: list[str]) -> None:
    assert offered(category) == kinds


def test_departments_and_emergency_rooms_that_the_source_states() -> None:
    stated = {"departments_ko": "내과, 산부인과, 소아청소년과", "emergency_by_night": True}
    kinds = ["general_care", "maternity", "child_health", "emergency_care"]
    assert offered("hospital", attributes=stated) == kinds
    assert offered("hospital", attributes={"emergency_room": False}) == ["general_care"]


def test_the_emergency_rooms_own_number() -> None:
    place = PlaceRecord(
        source_key="1", category="hospital", name_ko="지은", lat=37.2, lon=126.8, phone="031-123-4567",
        address_ko="경기도 안산시 단원구", attributes={"emergency_room": True, "emergency_phone": "123-4568"},
    )  # fmt: skip
    assert with_services(place).services[1].phones == (PhoneRecord("031-123-4568"),)
    same = replace(place, attributes={"emergency_room": True, "emergency_phone": "031-123-4567"})
    assert with_services(same).services[1].phones == ()


def test_what_the_source_lists_stands_and_is_not_said_twice() -> None:
    stated = ServiceRecord("general_care", name_ko="야간 진료")
    place = PlaceRecord(source_key="1", category="clinic", name_ko="지은", lat=37.2, lon=126.8, services=(stated,))
    assert with_services(place).services == (stated,)


def test_a_closed_place_offers_nothing() -> None:
    assert offered("clinic", is_closed=True) == []
