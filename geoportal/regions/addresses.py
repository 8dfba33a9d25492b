"""The region that a written address names, by the names of regions in it, offline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region

DONG = LEVEL_IDS[Level.DONG]
PROVINCES = {
    "경기": "경기도",
    "서울": "서울특별시",
    "서울시": "서울특별시",
    "인천": "인천광역시",
    "인천시": "인천광역시",
}
GYEONGGI = {"경기", "경기도", "gyeonggi-do", "gyeonggi"}
# A metropolitan city has this name too; the city of Gyeonggi is meant only when the address says so.
TWICE = {"광주", "gwangju"}
# The provinces that are not ours, without what follows the name.
OTHERS = {
    "부산", "대구", "대전", "울산", "세종", "강원", "충북", "충남", "전북", "전남", "경북", "경남", "제주", "충청북",
    "충청남", "전라북", "전라남", "경상북", "경상남",
}  # fmt: skip
SUFFIX = re.compile(r"(특별자치시|특별자치도|특별시|광역시|도|시)$")
WORDS = re.compile(r"[\w.-]+")
BRACKETS = re.compile(r"\([^)]*\)")
# A legal dong stands before a lot number or in brackets; the dong of the same name may be another area.
LEGAL_DONG = re.compile(r"(\w+(?:동|가))\s+(?:산\s*)?\d+(?:-\d+)?(?:번지)?(?=\s|,|$|\()")
MOST = 10


class AddressUnclear(Exception):
    """The text names no region of ours, or several; `candidates` are those it may mean."""

    def __init__(self, candidates: Sequence[Region] = ()) -> None:
        super().__init__()
        self.candidates = tuple(candidates)


def region_of_address(text: str, day: date) -> Region:
    """The smallest region in force on `day` that an address names, in Korean or in Latin letters.

    A legal dong (before a lot number, in brackets) tells the si, gun or gu only, because a dong of the same name may
    be another area; eup and myeon are the same in both. Raises AddressUnclear.
    """
    legal = {found.group(1) for found in LEGAL_DONG.finditer(text)}
    legal.update(word for part in BRACKETS.findall(text) for word in WORDS.findall(part) if word.endswith("동"))
    words = WORDS.findall(text)
    if not words or elsewhere(words):
        raise AddressUnclear
    named = narrowed(list(Region.objects.on(day).written(variants(words)).for_links_above()))
    if not named:
        raise AddressUnclear
    if len(named) > 1 or twofold(words, named[0]):
        raise AddressUnclear(named[:MOST])
    region = named[0]
    return region.parent if region.level == DONG and region.name_ko in legal and region.parent else region


def variants(words: Iterable[str]) -> set[str]:
    """The names that the words may stand for, in lower case: `안산` for 안산시, `Ansan` for Ansan-si."""
    found: set[str] = set()
    for word in map(str.lower, words):
        name = PROVINCES.get(word, word)
        found |= {name, f"{name}시", f"{name}군", f"{name}-si", f"{name}-gun"}
    return found


def elsewhere(words: Sequence[str]) -> bool:
    """Whether the address begins in a province that is not ours."""
    return SUFFIX.sub("", words[0]) in OTHERS or words[0] == "광주광역시"


def narrowed(named: Sequence[Region]) -> list[Region]:
    """The smallest of the named regions that lie in the larger ones named."""
    kept: list[Region] = []
    for level in sorted({region.level for region in named}):
        here = [region for region in named if region.level == level]
        kept = [region for region in here if not kept or above(region) & {one.pk for one in kept}] or kept
    return kept


def above(region: Region) -> set[int]:
    """The ids of the regions that hold a region."""
    found: set[int] = set()
    while region.parent is not None:
        region = region.parent
        found.add(region.pk)
    return found


def twofold(words: Sequence[str], region: Region) -> bool:
    """Whether nothing but a name that a metropolitan city has too tells the city."""
    said = set(map(str.lower, words))
    return region.level == LEVEL_IDS[Level.SIGUN] and bool(said & TWICE) and not said & GYEONGGI
