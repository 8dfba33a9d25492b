"""Latin forms of Korean names by the Revised Romanisation, for what has no official English form.

Made here, never official: mark the result as generated and show the Hangul beside it. Names of
provinces, si, gun and gu come from the table `data/reference/region_names.csv`.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from koroman import romanize as koroman

NAMES_FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "region_names.csv"

SUFFIXES = {
    "도": "do",
    "시": "si",
    "군": "gun",
    "구": "gu",
    "읍": "eup",
    "면": "myeon",
    "리": "ri",
    "동": "dong",
    "가": "ga",
    "대로": "daero",
    "로": "ro",
    "번길": "beon-gil",
    "길": "gil",
}
PROVINCES = {
    "경기": "경기도",
    "서울": "서울특별시",
    "서울시": "서울특별시",
    "인천": "인천광역시",
    "인천시": "인천광역시",
}

_WORD = re.compile(rf"(?P<stem>.+?)(?P<suffix>{'|'.join(SUFFIXES)})")
_ROAD_BRANCH = re.compile(r"(?P<base>.+(?:로|길))(?P<number>\d+)(?P<letters>[가-힣]*?)(?P<suffix>번길|길)")
_NUMBERED_ROAD = re.compile(r"(?P<base>.*\D)(?P<number>\d+)(?P<suffix>대로|로|길)")
_HANGUL = re.compile(r"[가-힣]+")
_ROAD_AND_NUMBER = re.compile(
    r"(?P<road>[가-힣A-Za-z\d·.]*?(?:로|길)(?: ?\d+[가-힣]*길)?)"
    r" ?(?P<under>지하)? ?(?P<number>\d+(?:-\d+)?)(?= |$)"
)
_BRACKETS = re.compile(r"\([^()]*\)?")


@lru_cache(maxsize=100_000)
def latin_sounds(hangul: str) -> str:
    """Korean letters as they sound; addresses and names are made of the same few words."""
    latin: str = koroman(hangul)
    return latin


def romanize(name_ko: str) -> str:
    """An administrative or road name: 매탄1동 -> Maetan1-dong, 판교로192번길 -> Pangyo-ro 192beon-gil.

    Word by word; the suffix follows a hyphen and sounds do not assimilate across it. Not for names
    of institutions, whose last syllable may look like a suffix. Source: koroman, and the road-sign
    practice for digits.
    """
    official = official_name(name_ko)
    return official or " ".join(_romanized_word(word) for word in name_ko.split())


def romanize_address(address_ko: str) -> str:
    """A road-name address, small to large: `140, Chudong-ro, Uijeongbu-si, Gyeonggi-do`.

    Brackets and what follows the building number are dropped. Returns "" for whatever is not
    understood with certainty: a lot number, no province, a unit outside the table of names.
    """
    words = _BRACKETS.sub(" ", address_ko).split(",")[0].split()
    head = _leading_units(words)
    if head is None:
        return ""
    units, rest = head
    village = [romanize(rest.pop(0))] if rest and re.fullmatch(r"[가-힣]+[읍면]", rest[0]) else []
    road = _road_and_number(rest)
    return ", ".join([*road, *village, *units]) if road else ""


def official_name(full_ko: str) -> str | None:
    """The official English name of `경기도 수원시 팔달구` (`Paldal-gu`), or None when not in the table."""
    return _official_names().get(full_ko)


@cache
def unit_names() -> dict[str, str]:
    """The English of each province, si, gun and gu by its own name (`팔달구`); units of one name sound alike."""
    return {full_ko.split()[-1]: name_en for full_ko, name_en in _official_names().items()}


@cache
def unit_stems() -> dict[str, str]:
    """The English of each province, si, gun and gu of more than one syllable without its suffix: 수원 -> `Suwon`."""
    stems = {name[:-1]: stem(name_en) for name, name_en in unit_names().items() if len(name) > 2}
    return stems | {short: stem(_official_names()[name]) for short, name in PROVINCES.items()}


def stem(name_en: str) -> str:
    """A romanised unit without its suffix: `Paldal-gu` -> `Paldal`."""
    return name_en.split("-")[0]


@cache
def _official_names() -> dict[str, str]:
    with NAMES_FILE.open(encoding="utf-8", newline="") as file:
        return {row["full_ko"]: row["name_en"] for row in csv.DictReader(file)}


def _romanized_word(word: str) -> str:
    if branch := _ROAD_BRANCH.fullmatch(word):
        end = f"{branch['number']}{_romanized_stem(branch['letters']).lower()}"
        joint = "" if branch["suffix"] == "번길" else "-"
        return f"{_romanized_word(branch['base'])} {end}{joint}{SUFFIXES[branch['suffix']]}"
    if road := _NUMBERED_ROAD.fullmatch(word):
        return f"{_romanized_stem(road['base'])} {road['number']}-{SUFFIXES[road['suffix']]}"
    if match := _WORD.fullmatch(word):
        return f"{_romanized_stem(match['stem'])}-{SUFFIXES[match['suffix']]}"
    return _romanized_stem(word)


def _romanized_stem(text: str) -> str:
    latin = _HANGUL.sub(lambda run: _romanized_run(run.group()), text)
    return latin[:1].upper() + latin[1:]


def _romanized_run(hangul: str) -> str:
    """Syllables in Latin letters, in pieces where a place name sounds unlike koroman's rules.

    ㅎ stays after ㄱ, ㄷ, ㅂ in a noun (북한 -> bukhan); no ㄴ comes in before a y-vowel
    (녹양 -> nogyang, 별양 -> byeoryang), but for 역, a station.
    """
    pieces = [""]
    for syllable in hangul:
        last = pieces[-1][-1:]
        if last and _coda(last) in _STOPS and _onset(syllable) == _H:
            pieces.append("")
        elif last and syllable != "역" and _coda(last) in _LINKING and _has_y(syllable):
            coda = _coda(last)
            pieces[-1] = pieces[-1][:-1] + chr(ord(last) - coda)
            syllable = chr(ord(syllable) + (_LINKING[coda] - _NO_ONSET) * _PER_ONSET)
        pieces[-1] += syllable
    return "".join(latin_sounds(piece) for piece in pieces)


# Numbers of letters in Unicode's order: a syllable is 0xAC00 + onset * 588 + vowel * 28 + coda.
_PER_ONSET = 588
_NO_ONSET, _H = 11, 18
_STOPS = (1, 7, 17)  # codas ㄱ, ㄷ, ㅂ
_LINKING = {1: 0, 8: 5, 17: 7}  # codas ㄱ, ㄹ, ㅂ as onsets
_Y_VOWELS = (2, 6, 12, 17)  # ㅑ, ㅕ, ㅛ, ㅠ


def _onset(syllable: str) -> int:
    return (ord(syllable) - 0xAC00) // _PER_ONSET


def _coda(syllable: str) -> int:
    return (ord(syllable) - 0xAC00) % 28


def _has_y(syllable: str) -> bool:
    """Whether it begins with a y-sound (야, 여, 요, 유 and what follows them)."""
    vowel = (ord(syllable) - 0xAC00) % _PER_ONSET // 28
    return _onset(syllable) == _NO_ONSET and vowel in _Y_VOWELS


def _leading_units(words: list[str]) -> tuple[list[str], list[str]] | None:
    """English names of the province, si/gun and gu, small to large, and the words after them."""
    if not words:
        return None
    found = PROVINCES.get(words[0], words[0])
    names = [official_name(found)]
    rest = _unglued(found, words[1:])
    while rest and (name := official_name(f"{found} {rest[0]}")):
        found = f"{found} {rest.pop(0)}"
        names.insert(0, name)
    known = [name for name in names if name]
    return (known, rest) if len(known) > 1 else None


def _unglued(province: str, words: list[str]) -> list[str]:
    """`안양시만안구` as two words when both are units of the table."""
    match = re.fullmatch(r"([가-힣]+?시)([가-힣]+구)", words[0]) if words else None
    if match and official_name(f"{province} {match[1]} {match[2]}"):
        return [match[1], match[2], *words[1:]]
    return list(words)


def _road_and_number(words: list[str]) -> list[str]:
    """`["140", "Chudong-ro"]`; a branch may be a word of its own, or the number glued to the road."""
    match = _ROAD_AND_NUMBER.match(" ".join(words))
    if match is None:
        return []
    number = f"Jiha {match['number']}" if match["under"] else match["number"]
    return [number, romanize(match["road"].replace(" ", ""))]
