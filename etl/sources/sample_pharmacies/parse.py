"""Made-up pharmacies, for a portal that has no real ones yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from etl.generate import Dong, sample_places
from etl.record import PlaceRecord

# About one for every eleven that Gyeonggi has.
TOTALS = {"pharmacy": 520}
WORDS = {"pharmacy": ("약국", "pharmacy")}


def generate(dongs: Sequence[Dong], today: date) -> list[PlaceRecord]:
    """The sample places; the same on every day."""
    return sample_places("sample_pharmacies", dongs, totals=TOTALS, words=WORDS)
