"""Values out of a row's text."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from functools import lru_cache

STAMP = re.compile(r"\d{12}(?:\d{2})?")
# What offices write where they have no value.
NONE = frozenset({"", "-", "null", "none", "nan", "없음"})
DATE_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d")


def degrees(text: str) -> float:
    """A coordinate in degrees; NaN where none is stated, infinite for words and numbers with other letters in them."""
    if text.strip().lower() in NONE:
        return math.nan
    try:
        return float(text)
    except ValueError:
        return math.inf


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """A day in one of the ways offices write it, a time of day after it left out; None for anything else."""
    text = text[:8] if STAMP.fullmatch(text) else text
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text[:10].rstrip("."), form).date()
        except ValueError:
            continue
    return None
