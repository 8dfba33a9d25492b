"""Positions that cannot be in Korea are refused with the reason, never guessed."""

import math

import pytest

from etl.clean import positions
from etl.record import PlaceRecord, Skip


def at(lat: float, lon: float) -> PlaceRecord | Skip:
    return positions.clean(PlaceRecord(source_key="1", category="clinic", name_ko="의원", lat=lat, lon=lon))


@pytest.mark.parametrize(
    ("lat", "lon", "reason"),
    [
        (0, 0, "no_position"),
        (math.nan, math.nan, "no_position"),
        (math.nan, 126.8, "half_a_position"),
        (37.3, 0, "half_a_position"),
        (37.3, math.inf, "position_unreadable"),
        (126.8, 37.3, "position_swapped"),
        (39.08, 126.8, "outside_korea"),
        (200000.0, 450000.0, "position_in_metres"),
        (-37.3, 126.8, "outside_korea"),
    ],
)
def test_impossible_positions(lat: float, lon: float, reason: str) -> None:
    assert at(lat, lon) == Skip(reason)


def test_a_possible_position_stays_as_the_source_states_it() -> None:
    place = at(37.33045678, 126.81041234)
    assert isinstance(place, PlaceRecord)
    assert (place.lat, place.lon) == (37.33045678, 126.81041234)


ANSAN = (126.57, 37.20, 126.95, 37.37)


@pytest.mark.parametrize(
    ("lat", "lon", "fault"),
    [
        (37.3107, 126.83, ""),
        (37.195, 126.83, ""),
        (38.3107, 126.83, "one_degree_off"),
        (36.3107, 126.83, "one_degree_off"),
        (37.3107, 127.83, "one_degree_off"),
        (126.83, 37.3107, "position_swapped"),
        (38.9, 126.83, ""),
        (38.3107, 127.83, ""),
        (math.nan, 126.83, ""),
    ],
)
def test_trap_12_a_degree_too_many_is_told_by_the_unit_that_the_row_names(lat: float, lon: float, fault: str) -> None:
    assert positions.fault_in_unit(lat, lon, box=ANSAN) == fault


def test_trap_12_what_it_should_be_is_a_proposal() -> None:
    proposal = positions.one_degree_back(38.3107, 126.83, box=ANSAN)
    assert proposal == pytest.approx((37.3107, 126.83))
    assert positions.one_degree_back(38.9, 126.83, box=ANSAN) is None


def test_trap_13_rows_made_by_dragging_down_are_found() -> None:
    rows = [(37.1, 127.0), (36.27, 127.24), (37.27, 127.24), (38.27, 127.24), (39.27, 127.24), (37.5, 127.2)]
    assert positions.drag_filled(rows) == {2, 3, 4}


def test_trap_13_both_columns_may_have_been_dragged() -> None:
    assert positions.drag_filled([(36.27, 127.24), (37.27, 128.24), (38.27, 129.24)]) == {1, 2}


def test_two_rows_a_degree_apart_may_be_chance() -> None:
    assert positions.drag_filled([(36.27, 127.24), (37.27, 127.24), (37.5, 127.2), (38.5, 127.2)]) == set()


def test_trap_11_rows_without_numbers_are_not_dragged() -> None:
    assert positions.drag_filled([(0, 0), (0, 0), (0, 0), (math.nan, 127.0), (math.nan, 127.0)]) == set()
