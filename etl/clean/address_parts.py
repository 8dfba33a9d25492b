"""The parts of a Korean address line: province, si/gun, gu, town, dong, road and number or lot, and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass

# As offices write them, old names included, to two letters.
PROVINCES = {
    "서울특별시": "서울", "서울시": "서울", "부산광역시": "부산", "부산시": "부산", "대구광역시": "대구",
    "대구시": "대구", "인천광역시": "인천", "인천시": "인천", "광주광역시": "광주", "대전광역시": "대전",
    "대전시": "대전", "울산광역시": "울산", "울산시": "울산", "세종특별자치시": "세종", "세종시": "세종",
    "경기도": "경기", "강원특별자치도": "강원", "강원도": "강원", "충청북도": "충북", "충청남도": "충남",
    "전북특별자치도": "전북", "전라북도": "전북", "전라남도": "전남", "전남광주통합특별시": "전남",
    "경상북도": "경북", "경상남도": "경남", "제주특별자치도": "제주", "제주도": "제주",
}  # fmt: skip
SHORT = frozenset(PROVINCES.values())
# Cities whose gu are units of their own; anywhere else a gu is part of a si.
METROPOLITAN = frozenset({"서울", "부산", "대구", "인천", "광주", "대전", "울산", "전남"})
# Si of Gyeonggi with gu: HIRA writes `수원팔달구`.
SI_WITH_GU = ("수원", "성남", "안양", "안산", "용인", "고양", "부천", "화성")

POSTCODE = re.compile(r"^(?:대한민국\s+)?[(\[]?(?:\d{5}|\d{3}-\d{3})[)\]]?\s+|^대한민국\s+")
WORD = re.compile(r"\S+\s*")
SIGUN = re.compile(r"([가-힣]{1,4}?[시군])(?:\s+|$|(?=[가-힣]{1,3}구(?:\s|$)))")
GU = re.compile(r"([가-힣]{1,4}구)(?:\s+|$)")
TOWN = re.compile(r"([가-힣]{1,5}\d?[읍면])(?:\s+|$)")
DONG = re.compile(r"([가-힣][가-힣0-9·.]*?(?:동|리|가))(?:\s+|$|(?=산?\d)(?!\d+[번가나다라마바]?[로길]))")
LOT = re.compile(
    r"(?P<hill>산)?\s*(?P<main>\d+)(?:번지)?"
    r"(?:\s*-\s*(?P<sub>\d+)|(?<=번지)\s*(?P<ho>\d{1,2})호)?(?![\d층호동])"
)
ROAD = re.compile(
    r"(?P<road>[가-힣A-Za-z0-9·.]*?[가-힣A-Za-z0-9](?:로|길))(?:\s?(?P<branch>\d+\s?[번가나다라마바]?길))?"
    r"\s*(?:지하)?\s*(?P<main>\d+)(?:\s*-\s*(?P<sub>\d+))?(?:번지)?(?![\d가-힣])"
)
ROAD_ALONE = re.compile(
    r"(?P<road>[가-힣][가-힣A-Za-z0-9·.]*?(?:로|길)(?:\s?\d+[번가나다라마바]?길)?)(?=[\s,(]|$)(?!\s\d+[번가나다라마바]?길)"
)
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
BRACKET_DONG = re.compile(r"[가-힣]+\d*(?:동|리|읍|면|가)")
LOOSE = re.compile(r"^[\s,.]+|[\s,.]+$")

Number = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What an address line says, each part empty (or None) when it does not say it.

    `province` has two letters (`경기`); `sigun` is a si, gun or autonomous gu, `gu` a gu within a si, all
    as written. `dong` is the legal (sometimes administrative) dong or ri before a lot or in brackets.
    `road` has no spaces; `number` and `lot` are main and sub number, 0 for no sub number. `hill` marks
    a lot counted among the hills (산). `detail` is what follows: floor, room, building.
    """

    province: str = ""
    sigun: str = ""
    gu: str = ""
    town: str = ""
    dong: str = ""
    road: str = ""
    number: Number | None = None
    lot: Number | None = None
    hill: bool = False
    detail: str = ""


def parts(address_ko: str) -> AddressParts:
    """The parts of one line, road name or lot: `경기도 수원시팔달구 산본로 48번길 8, 3층 (당정동)`."""
    line = POSTCODE.sub("", address_ko.strip())
    province, line = _province(line)
    sigun, gu, line = _unit(line, metropolitan=province in METROPOLITAN)
    town, line = _taken(TOWN, line)
    dong, line = _taken(DONG, line)
    lot, hill, line = _lot(line) if dong else (None, False, line)
    road, number, line = _road(line)
    bracket_dong, detail = _rest(line)
    return AddressParts(province, sigun, gu, town, dong or bracket_dong, road, number, lot, hill, detail)


def _province(line: str) -> tuple[str, str]:
    match = WORD.match(line)
    word = match[0].strip() if match else ""
    short = PROVINCES.get(word, word if word in SHORT else "")
    return (short, line[match.end() :]) if match and short else ("", line)


def _unit(line: str, *, metropolitan: bool) -> tuple[str, str, str]:
    """Si/gun, gu and the rest of the line."""
    sigun, line = _taken(SIGUN, line)
    gu, line = _taken(GU, line)
    if gu and metropolitan and not sigun:
        return gu, "", line
    if gu and not sigun:
        si = next((si for si in SI_WITH_GU if gu.startswith(si) and len(gu) > len(si) + 1), "")
        return (f"{si}시" if si else "", gu.removeprefix(si), line)
    return sigun, gu, line


def _taken(pattern: re.Pattern[str], line: str) -> tuple[str, str]:
    match = pattern.match(line)
    return (match[1], line[match.end() :]) if match else ("", line)


def _lot(line: str) -> tuple[Number | None, bool, str]:
    match = LOT.match(line)
    if match is None:
        return None, False, line
    return (int(match["main"]), int(match["sub"] or match["ho"] or 0)), bool(match["hill"]), line[match.end() :]


def _road(line: str) -> tuple[str, Number | None, str]:
    start = LOOSE.sub("", line) if line[:1] in " ,." else line
    if match := ROAD.match(start):
        road = re.sub(r"\s", "", match["road"] + (match["branch"] or ""))
        return road, (int(match["main"]), int(match["sub"] or 0)), start[match.end() :]
    if match := ROAD_ALONE.match(start):
        return re.sub(r"\s", "", match["road"]), None, start[match.end() :]
    return "", None, line


def _rest(line: str) -> tuple[str, str]:
    """The dong named in brackets, and the rest with the other words of the brackets after it."""
    words = [word.strip() for inside in BRACKETS.findall(line) for word in inside.split(",")]
    dong = next((word for word in words if BRACKET_DONG.fullmatch(word)), "")
    outside = LOOSE.sub("", BRACKETS.sub(" ", line))
    others = [word for word in words if word and word != dong]
    return dong, re.sub(r"\s+", " ", " ".join(filter(None, [outside, *others]))).replace(" ,", ",")
