"""What a file's name says: whether it is the one wanted, and the day it is true for."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

# `2025.12.`, `2025.9`, `2018-09-17`; and without separators `20250325`, `202512`.
DATED = re.compile(
    r"(?<!\d)(20\d\d)(?:"
    r"[.\-_ ](1[0-2]|0?[1-9])(?:[.\-_ ]([12]\d|3[01]|0?[1-9]))?"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?"
    r")(?!\d)"
)


def fits(name: str, pattern: str) -> bool:
    """Whether a file's name matches a glob, whichever way its Hangul is composed."""
    return fnmatch(unicodedata.normalize("NFC", name), pattern)


def stated_date(path: Path, folder: Path) -> date | None:
    """The date in a file's name, or else in its folder's: `2025.12` (its last day), `20250325`."""
    for text in (path.name, str(path.parent.relative_to(folder))):
        for year, *rest in DATED.findall(text):
            month, day = (int(part) for part in (rest[0] or rest[2], rest[1] or rest[3] or 0))
            return date(int(year), month, day) if day else last_day(int(year), month)
    return None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
