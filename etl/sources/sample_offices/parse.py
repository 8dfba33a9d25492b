"""Made-up public offices, for a portal that has no real ones yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from etl.generate import Dong, sample_places
from etl.record import PlaceRecord

TOTALS = {
    "immigration_office": 5,
    "employment_center": 31,
    "labour_office": 9,
    "nhis_branch": 40,
    "tax_office": 20,
    "education_support_office": 25,
    "public_health_center": 47,
}
WORDS = {
    "immigration_office": ("출입국사무소", "immigration office"),
    "employment_center": ("고용센터", "employment center"),
    "labour_office": ("노동지청", "labour office"),
    "nhis_branch": ("건강보험공단 지사", "health insurance branch"),
    "tax_office": ("세무서", "tax office"),
    "education_support_office": ("교육지원청", "education support office"),
    "public_health_center": ("보건소", "public health center"),
}


def generate(dongs: Sequence[Dong], today: date) -> list[PlaceRecord]:
    """The sample places; the same on every day."""
    return sample_places("sample_offices", dongs, totals=TOTALS, words=WORDS)
