"""Made-up support centers, classes and community offices, for a portal that has no real ones yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from etl.generate import Dong, sample_places
from etl.record import PlaceRecord

TOTALS = {
    "support_center": 47,
    "counselling": 45,
    "language_class": 80,
    "local_office": 70,
}
WORDS = {
    "support_center": ("외국인지원센터", "support center"),
    "counselling": ("상담소", "counselling office"),
    "language_class": ("한국어교실", "Korean language class"),
    "local_office": ("행정복지센터", "local office"),
}


def generate(dongs: Sequence[Dong], today: date) -> list[PlaceRecord]:
    """The sample places; the same on every day."""
    return sample_places("sample_support", dongs, totals=TOTALS, words=WORDS)
