"""Keys that were changed on the way are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from etl.clean.keys import clean
from etl.record import PlaceRecord, Skip

PLACE = PlaceRecord("KEY00001", "clinic", "지은 의원", 37.3, 126.8)


@pytest.mark.parametrize("key", ["KEY00001", "1E+12-7", "9990000-MADEUP00001", "way/2", "A" * 200])
def test_a_key_as_the_source_gives_it_stands(key: str) -> None:
    assert clean(replace(PLACE, source_key=key)) == replace(PLACE, source_key=key)


@pytest.mark.parametrize("key", ["1.23E+12", "1e+15", "9990000-2.4E+11"])
def test_a_key_that_a_spreadsheet_rounded_is_none(key: str) -> None:
    assert clean(replace(PLACE, source_key=key)) == Skip("key_rounded")


def test_a_key_longer_than_its_column_is_none() -> None:
    assert clean(replace(PLACE, source_key="A" * 201)) == Skip("key_too_long")
