"""The public holidays of Korea, with substitute days and election days."""

from __future__ import annotations

from datetime import date
from functools import cache

from holidays import country_holidays


@cache
def holidays_of(year: int) -> frozenset[date]:
    """The public holidays of a year (relevant decree: 관공서의 공휴일에 관한 규정), as the library `holidays` has them.

    Seollal and Chuseok, substitute days, election days and single days that the government gave are among them; a
    day given later comes with the next version of the library, and until then it is a day like any other.
    """
    return frozenset(country_holidays("KR", years=year))


def is_holiday(day: date) -> bool:
    """Whether the day is a public holiday."""
    return day in holidays_of(day.year)
