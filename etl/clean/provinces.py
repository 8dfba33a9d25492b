"""Whether an address lies in a province that a source takes, in another one, or names none."""

from __future__ import annotations

from collections.abc import Collection

from etl.clean.address_parts import PROVINCES, SHORT

OURS, OTHER, NONE = "ours", "other", ""
# The provinces that the portal covers; 광주 alone may be a city of Gyeonggi, 광주광역시 is another province.
COVERED = frozenset({"경기", "서울", "인천"})
DOUBTFUL = frozenset({"광주"})
ELSEWHERE = tuple(
    sorted({name for name, short in PROVINCES.items() if short not in COVERED} | (SHORT - COVERED - DOUBTFUL))
)


def province_of(address: str, ours: Collection[str]) -> str:
    """OURS when the address begins with one of our spellings, OTHER when with another province's, else NONE."""
    first = address.split(maxsplit=1)[0] if address.split() else ""
    if first in ours:
        return OURS
    return OTHER if first.startswith(ELSEWHERE) else NONE
