"""Values come out of a row's text, or are unknown."""

from datetime import date

import pytest

from etl.clean.values import day


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-02", "20261102", "2026.11.02", "2026.11.02.", "2026/11/02",
        "2026-11-02 03:04:05", "20261102030405", "202611020304",
    ],
)  # fmt: skip
def test_a_day_however_it_is_written(text: str) -> None:
    assert day(text) == date(2026, 11, 2)


@pytest.mark.parametrize("text", ["", "-", "2026", "20261301", "00000000", "없음"])
def test_what_is_no_day_is_unknown(text: str) -> None:
    assert day(text) is None
