"""One event listed by several providers is one event; two events stay two."""

import random
from datetime import date

import pytest

from etl.match import EventCandidate, event_twins
from etl.match.events import event_name

ADDRESS = "경기도 화성시 지은로 12"


def listing(
    number: int, source: str = "festivals_standard", provider: str = "경기도 화성시", **other: object
) -> EventCandidate:
    given = {
        "rank": 1, "name_ko": "지은포도축제", "starts_on": date(2026, 9, 19), "ends_on": date(2026, 9, 28),
        "address_ko": ADDRESS,
    }  # fmt: skip
    return EventCandidate(id=number, source=source, provider=provider, **(given | other))  # type: ignore[arg-type]


def test_trap_21_the_tourist_office_and_the_city_list_one_festival() -> None:
    rows = [
        listing(1),
        listing(2, provider="한국관광공사", name_ko="제12회 지은 포도축제", address_ko="경기도 화성시 송산면 일대"),
    ]
    assert event_twins(rows) == {2: 1}


def test_trap_21_the_same_event_from_two_sources() -> None:
    rows = [
        listing(5, "tour_festivals", "", rank=1, ends_on=date(2026, 9, 27)),
        listing(1, rank=2, name_ko="2026 지은포도축제"),
        listing(2, "performances_standard", rank=3, name_ko="화성시 지은포도축제", starts_on=date(2026, 9, 20)),
    ]
    assert event_twins(rows) == {1: 5, 2: 5}


@pytest.mark.parametrize(
    "other",
    [
        {"starts_on": date(2025, 9, 19), "ends_on": date(2025, 9, 28)},
        {"starts_on": date(2026, 9, 29), "ends_on": date(2026, 9, 30)},
        {"address_ko": "경기도 시흥시 지은로 12"},
        {"address_ko": "충청남도 화성군 지은로 12", "name_ko": "해담포도축제"},
        {"address_ko": ""},
        {"name_ko": "지은복숭아축제"},
    ],
    ids=["last year", "the day after", "another city", "another name", "no address", "another fruit"],
)
def test_other_events(other: dict[str, object]) -> None:
    assert event_twins([listing(1), listing(2, "tour_festivals", "", **other)]) == {}


def test_trap_20_two_hours_of_one_day_from_one_provider_are_two_performances() -> None:
    day = date(2026, 12, 24)
    rows = [
        listing(number, "performances_standard", name_ko="호두까기", starts_on=day, ends_on=day) for number in (1, 2)
    ]
    assert event_twins(rows) == {}
    twin = listing(3, "kopis", "", rank=2, name_ko="호두까기", starts_on=day, ends_on=day)
    assert event_twins([*rows, twin]) == {3: 1}


def test_trap_29_a_provider_whose_code_and_name_changed_is_matched_by_what_the_row_says() -> None:
    rows = [listing(1, provider="B090027"), listing(2, provider="B554398")]
    assert event_twins(rows) == {2: 1}


def test_the_city_hall_as_address_within_a_metropolitan_city() -> None:
    rows = [
        listing(1, address_ko="인천광역시 부평구 지은로 1"),
        listing(2, provider="인천광역시", address_ko="인천광역시 남동구 정각로 29"),
        listing(3, provider="한국관광공사", address_ko="인천광역시 중구 지은로 1", ends_on=date(2026, 9, 29)),
    ]
    assert event_twins(rows) == {2: 1}


def test_the_order_of_rows_does_not_matter() -> None:
    chance = random.Random(8)
    rows = [
        listing(
            number, chance.choice(["a", "b", "c"]), chance.choice(["", "시", "공사"]), rank=chance.randint(1, 3),
            starts_on=date(2026, 9, chance.randint(1, 5)), ends_on=date(2026, 9, chance.randint(5, 9)),
        )
        for number in range(30)
    ]  # fmt: skip
    first = event_twins(rows)
    assert first
    for _ in range(10):
        chance.shuffle(rows)
        assert event_twins(rows) == first


@pytest.mark.parametrize(
    ("name_ko", "key"),
    [
        ("제12회 지은 포도축제", "지은포도축제"),
        ("2026년 지은포도축제", "지은포도축제"),
        ("2026 화성시 지은포도축제", "지은포도축제"),
        ("화성 지은포도축제!", "지은포도축제"),
        ("화성축제", "화성축제"),
        ("DMZ 페스티벌", "dmz페스티벌"),
        ("2026", "2026"),
    ],
)
def test_names(name_ko: str, key: str) -> None:
    assert event_name(name_ko, ("화성시", "화성")) == key
