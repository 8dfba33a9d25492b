"""All steps run in one order and tell which of them changed a record."""

from etl.clean import STEPS, clean
from etl.record import PlaceRecord, Skip


def place(**fields: object) -> PlaceRecord:
    values = {"source_key": "1", "category": "clinic", "name_ko": "하나의원", "lat": 37.3, "lon": 126.8} | fields
    return PlaceRecord(**values)  # type: ignore[arg-type]


def test_the_order_is_fixed() -> None:
    order = ["keys", "names", "secret", "addresses", "phones", "homepages", "positions", "english"]
    assert [name for name, _ in STEPS] == order


def test_the_steps_that_changed_a_record_are_named() -> None:
    done = clean(place(name_ko=" 하나의원", phone="123-4567", address_ko="경기도 안산시", name_en="Hana"))
    assert done.changed_by == ["names", "phones"]
    assert isinstance(done.result, PlaceRecord)
    assert done.result.phone == "031-123-4567"


def test_a_record_that_cannot_stand_ends_there() -> None:
    assert clean(place(lat=0, lon=0)).result == Skip("no_position")
