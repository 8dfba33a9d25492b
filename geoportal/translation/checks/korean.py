"""Numbers, times, dates, amounts, codes and telephone numbers of a Korean text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

PHONE = re.compile(
    r"(?<![\d-])(?:\+?82[-. ]?)?\(?0\d{1,2}\)?[-. \u2010-\u2013]\d{3,4}[-. \u2010-\u2013]\d{4}(?!\d)"
    r"|(?<![\d-])1[5-9]\d{2}[-. \u2010-\u2013]\d{4}(?!\d)"
)
STATUS = re.compile(r"(?<![A-Za-z])([A-H])[-\u2010-\u2013]?(\d{1,2})(?:[-\u2010-\u2013](\d{1,2}))?(?![\dA-Za-z])")
CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4]):([0-5]\d)(?!\d)")
UNITS = {"십": 10, "백": 100, "천": 1_000, "만": 10_000, "억": 100_000_000}
SCALE = "천만|백만|십만|만|천|억|백"
# What may follow a scale; "1345만" means "only 1345".
COUNTED = r"(?=\s?(?:원|명|건|개|달러|여 ?|이상|이하|\d|[.,~)]|$))"
NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?"
    rf"(?:(?P<scale>{SCALE}){COUNTED}(?:\s?(?P<more>\d+)(?P<more_scale>천|백)?(?=\s?(?:원|명|건|개|달러)))?)?"
    r"\s?(?P<unit>원|년|월|일|시(?!간)|분|개월|주|%|세|살|명|번|개|회|시간|차|급|점|학년|층)?"
)
# "Per head", which few languages write with a number.
PER_HEAD = re.compile(r"(?<!\d)1인당")
SHORT_CODE = re.compile(r"1\d{2,3}")
# Numbers that Korean writes as words; a translation may write them as digits.
WORDS: dict[int, str] = {
    1: "한 |한달|하나|첫|하루|일주일|1인",
    2: "두 |두달|둘|이틀",
    3: "세 |셋|사흘|석 달",
    4: "네 |넷|나흘|넉 달",
    5: "다섯|닷새",
    6: "여섯|반년",
    7: "일곱|이레|일주일",
    8: "여덟",
    9: "아홉",
    10: "열 |열흘",
    12: "열두|일 년|한 해",
    15: "보름",
    20: "스무|스물",
    24: "하루 종일|온종일|밤낮",
    30: r"\d시 반",
}
WEEKDAY = re.compile(r"[월화수목금토일]요일|평일|주말|휴일")


class Kind(StrEnum):
    """What a number counts or names; decides in which ways a translation may write it."""

    PHONE = "phone"
    STATUS = "status"
    AMOUNT = "amount"
    MONTH = "month"
    DATE = "date"
    HOUR = "hour"
    MINUTE = "minute"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the source: its kind, value and how it stands there."""

    kind: Kind
    value: Decimal
    raw: str


def figures_of(text: str) -> list[Figure]:
    """Every number of a Korean text without links, in order of how strictly it must be kept."""
    found: list[Figure] = []

    def take(pattern: re.Pattern[str], kind: Kind, rest: str) -> str:
        found.extend(Figure(kind, Decimal(0), match.group(0)) for match in pattern.finditer(rest))
        return pattern.sub(" ", rest)

    text = PER_HEAD.sub(" ", text)
    rest = take(STATUS, Kind.STATUS, take(PHONE, Kind.PHONE, text))
    for match in CLOCK.finditer(rest):
        found.append(Figure(Kind.HOUR, Decimal(match[1]), match[0]))
        if int(match[2]):
            found.append(Figure(Kind.MINUTE, Decimal(match[2]), match[0]))
    rest = CLOCK.sub(" ", rest)
    found.extend(_figure(match) for match in NUMBER.finditer(rest))
    return found


def _figure(match: re.Match[str]) -> Figure:
    value = Decimal(match["digits"].replace(",", "") + (match["part"] or "")) * _scale(match["scale"])
    if match["more"]:
        value += Decimal(match["more"]) * _scale(match["more_scale"])
    raw, unit = match.group(0).strip(), match["unit"]
    if not unit and not match["part"] and not match["scale"] and SHORT_CODE.fullmatch(match["digits"]):
        return Figure(Kind.PHONE, value, match["digits"])
    kinds = {"원": Kind.AMOUNT, "월": Kind.MONTH, "시": Kind.HOUR, "년": Kind.DATE, "일": Kind.DATE}
    return Figure(kinds.get(unit or "", Kind.PLAIN), value, raw)


def _scale(letters: str | None) -> int:
    factor = 1
    for letter in letters or "":
        factor *= UNITS[letter]
    return factor


def words_of(text: str) -> set[int]:
    """Values that the Korean text writes in words."""
    return {value for value, pattern in WORDS.items() if re.search(pattern, text)}
