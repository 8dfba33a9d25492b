"""Values out of a row's text."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

STAMP = re.compile(r"\d{12}(?:\d{2})?")
DATE_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d")


def degrees(text: str) -> float:
    """A coordinate in degrees; NaN for blanks, words and numbers with other letters in them."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def day(text: str) -> date | None:
    """A day in one of the ways offices write it, a time of day after it left out; None for anything else."""
    text = text[:8] if STAMP.fullmatch(text) else text
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text[:10].rstrip("."), form).date()
        except ValueError:
            continue
    return None
