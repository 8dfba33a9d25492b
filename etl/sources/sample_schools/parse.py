"""Made-up kindergartens and schools, for a portal that has no real ones yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from etl.generate import Dong, sample_places
from etl.record import PlaceRecord

TOTALS = {
    "kindergarten": 210,
    "elementary_school": 220,
    "middle_school": 110,
    "high_school": 90,
    "special_school": 12,
}
WORDS = {
    "kindergarten": ("유치원", "kindergarten"),
    "elementary_school": ("초등학교", "elementary school"),
    "middle_school": ("중학교", "middle school"),
    "high_school": ("고등학교", "high school"),
    "special_school": ("특수학교", "special school"),
}


def generate(dongs: Sequence[Dong], today: date) -> list[PlaceRecord]:
    """The sample places; the same on every day."""
    return sample_places("sample_schools", dongs, totals=TOTALS, words=WORDS)
