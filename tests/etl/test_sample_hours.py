"""Sample hours are weeks that the portal can read, the same for the same seed, unknown for some."""

from collections import Counter

import pytest

from etl.clean.hours import DAYS
from etl.sample_hours import patterns_of, sample_hours
from geoportal.core.hours import read_hours
from geoportal.places.categories import Category


@pytest.mark.parametrize("category", [one.value for one in Category])
def test_each_week_is_one_the_portal_reads_without_loss(category: str) -> None:
    for number in range(40):
        week = sample_hours(category, str(number))
        assert week == sample_hours(category, str(number))
        if week is None:
            continue
        read = read_hours(week)
        assert read is not None
        assert [spans is None for spans in read.week] == [week[day] is None for day in DAYS]
        assert [len(spans or ()) for spans in read.week] == [len(week[day] or ()) for day in DAYS]


def test_some_are_unknown_but_an_emergency_room_never_closes() -> None:
    known = Counter(sample_hours("clinic", str(number)) is not None for number in range(1000))
    assert 700 <= known[True] <= 800
    assert all(sample_hours("emergency_room", str(number))["mon"] == [["00:00", "24:00"]] for number in range(50))


def test_schools_keep_no_hours_that_we_make_up() -> None:
    assert patterns_of("elementary_school") == ()
    assert sample_hours("elementary_school", "1") is None
