"""What a person types as a Korean address: road and number, or dong and lot; the portal's own small reading.

The feed's `etl/clean/address_parts.py` reads whole official lines; here the province and the si may be missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geoportal.core.latin import folded

ROAD = re.compile(
    r"(?:^|\s)(?P<road>[가-힣A-Za-z][가-힣A-Za-z0-9·.]*?(?:로|길)|[가-힣]+[0-9]+(?:로|길))"
    r"(?:\s?(?P<branch>\d+\s?[번가나다라마바]?길))?"
    r"(?:\s*(?:지하)?\s*(?P<main>\d{1,5})(?:\s*-\s*(?P<sub>\d{1,4}))?(?:번지|호)?(?![\d가-힣]))?(?=$|[\s,(])"
)
LOT = re.compile(
    r"(?:^|\s)(?P<dong>[가-힣][가-힣0-9·]*?(?:동|리|가))\s*(?P<hill>산)?\s*(?P<main>\d{1,5})(?:번지)?"
    r"(?:\s*-\s*(?P<sub>\d{1,4})(?:번지)?)?(?![\d층호동가-힣])"
)
# `12, Wongok-ro` and `Wongok-ro 12`, with or without hyphens and a numbered branch.
LATIN_ROAD = re.compile(
    r"(?:(?<![\w-])(?P<before>\d{1,5}(?:-\d{1,4})?),?\s+)?(?P<road>[a-z]+(?:\d+)?[- ]?(?:daero|ro|gil)\b"
    r"(?:[ -]?\d+[a-z]*(?:beon)?-?gil\b)?)(?:,?\s+(?P<after>\d{1,5}(?:-\d{1,4})?)(?![\w-]))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """The road's name without spaces, in Hangul or Latin letters, and its building number; or dong and lot.

    A lot is `원곡동 785-3` (`산` before a hill's number). What the text does not say is empty; a number without a
    second part has `sub` 0. `road_key` is the same for every spelling of a road.
    """

    road: str = ""
    main: int = 0
    sub: int = 0
    lot: str = ""

    @property
    def road_key(self) -> str:
        return folded(self.road)

    @property
    def says_something(self) -> bool:
        return bool(self.road or self.lot)


def address(text: str) -> Address:
    """The road-name and lot parts of a line; brackets may hold the one beside the other."""
    return Address(*_road(text), _lot(text))


def _road(text: str) -> tuple[str, int, int]:
    found = ROAD.search(text)
    if found is None:
        return _latin_road(text)
    road = re.sub(r"\s", "", found["road"] + (found["branch"] or ""))
    return road, int(found["main"] or 0), int(found["sub"] or 0)


def _latin_road(text: str) -> tuple[str, int, int]:
    found = LATIN_ROAD.search(text)
    if found is None:
        return "", 0, 0
    main, _, sub = (found["before"] or found["after"] or "0").partition("-")
    return re.sub(r"[\s-]", "", found["road"]), int(main), int(sub or 0)


def _lot(text: str) -> str:
    found = LOT.search(text)
    if found is None:
        return ""
    number = f"{int(found['main'])}-{int(found['sub'])}" if int(found["sub"] or 0) else f"{int(found['main'])}"
    return f"{found['dong']} {found['hill'] or ''}{number}"
