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
        (math.nan, 126.8, "no_position"),
        (37.3, math.inf, "no_position"),
        (126.8, 37.3, "position_swapped"),
        (39.08, 126.8, "outside_korea"),
        (200000.0, 450000.0, "outside_korea"),
        (-37.3, 126.8, "outside_korea"),
    ],
)
def test_impossible_positions(lat: float, lon: float, reason: str) -> None:
    assert at(lat, lon) == Skip(reason)


def test_a_possible_position_stays_as_the_source_states_it() -> None:
    place = at(37.33045678, 126.81041234)
    assert isinstance(place, PlaceRecord)
    assert (place.lat, place.lon) == (37.33045678, 126.81041234)
