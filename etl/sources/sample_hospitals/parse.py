"""Made-up medical institutions, for a portal that has no real ones yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from etl.generate import Dong, sample_places
from etl.record import PlaceRecord

# About one for every four that Gyeonggi has, in the real proportions.
TOTALS = {
    "hospital": 90,
    "clinic": 700,
    "dental_clinic": 330,
    "oriental_clinic": 250,
    "emergency_room": 60,
}
WORDS = {
    "hospital": ("병원", "hospital"),
    "clinic": ("의원", "clinic"),
    "dental_clinic": ("치과의원", "dental clinic"),
    "oriental_clinic": ("한의원", "Korean medicine clinic"),
    "emergency_room": ("응급실", "emergency room"),
}


def generate(dongs: Sequence[Dong], today: date) -> list[PlaceRecord]:
    """The sample places; the same on every day."""
    return sample_places("sample_hospitals", dongs, totals=TOTALS, words=WORDS)
