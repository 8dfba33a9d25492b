"""Values out of a row's text."""

from __future__ import annotations

import math
from datetime import date, datetime

DATE_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d")


def degrees(text: str) -> float:
    """A coordinate in degrees; NaN for blanks, words and numbers with other letters in them."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def day(text: str) -> date | None:
    """A day in one of the ways offices write it; None for anything else."""
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text[:10].rstrip("."), form).date()
        except ValueError:
            continue
    return None
