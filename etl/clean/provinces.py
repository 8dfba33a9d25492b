"""Whether an address lies in a province that a source takes, in another one, or names none."""

from __future__ import annotations

from collections.abc import Collection

OURS, OTHER, NONE = "ours", "other", ""
# How addresses elsewhere begin. 광주시 is a city of Gyeonggi, 광주광역시 another province.
ELSEWHERE = (
    "부산", "대구", "광주광역시", "대전", "울산", "세종", "강원", "충청", "충북", "충남",
    "전라", "전북", "전남", "경상", "경북", "경남", "제주",
)  # fmt: skip


def province_of(address: str, ours: Collection[str]) -> str:
    """OURS when the address begins with one of our spellings, OTHER when with another province's, else NONE."""
    first = address.split(maxsplit=1)[0] if address.split() else ""
    if first in ours:
        return OURS
    return OTHER if first.startswith(ELSEWHERE) else NONE
