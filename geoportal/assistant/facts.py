"""What in a text can be true or false by itself: its numbers with their units, its links, its telephone numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import yaml
from django.conf import settings

from geoportal.assistant.phrases import ANYWHERE, Phrases, by_meaning, plain

PATH = settings.BASE_DIR / "data" / "reference" / "guard_words.yml"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SPACED = re.compile(r"(?<![\d.,-])\d{1,3}(?: \d{3})+(?![\d-])")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# Digits that are read as one: a telephone number, an account, a date.
RUN = re.compile(r"\d(?:[-.()/ ]{0,2}\d){6,24}")
DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-./ ]{1,2}\d{1,2}[-./ ]{1,2}\d{1,2}(?!\d)")
# Codes such as E-9, F-2-7 or I-20.
CODE = re.compile(r"(?<![a-z0-9])(?=[a-z0-9-]*[a-z])(?=[a-z0-9-]*\d)[a-z0-9]+(?:-[a-z0-9]+)*")
MONEY_BEFORE = re.compile(r"(?:[₩$€¥£]|krw|usd|us\$)\s?$")
UNIT_BEFORE = re.compile(r"(?:(ngày)|(tháng)|(năm))\s$")
BEFORE = ("day", "month", "year")
LINK = re.compile(
    r"[a-z][a-z0-9+.]{1,20}://\S*|\bwww\.\S+|\b(?:javascript|data|mailto|tel|hxxps?)\s?:\S*"
    r"|(?<![\w.])(?:[\w-]{1,63}\.)+(?:[a-z]{2,24}|xn--[\w-]+|한국|рф|中国|コム)(?![\w])(?:[/?#:]\S*)?"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b(?:[:/]\S*)?"
)
SPELLED_LINK = re.compile(
    r"\w\s?(?:\[\s?\.\s?\]|\(\s?\.\s?\)|[\[(]?\bdot\b[\])]?|닷컴|점\s?(?:com|컴|kr|net)|点\s?com|точка\s?(?:ком|ру|com))"
)
HANDLE = re.compile(r"@\s?[\w.-]{2,}|[\w.+-]+\s?@\s?[\w-]+|\bt\.me\b")
DOTS = str.maketrans(
    {"。": ".", "．": ".", "｡": ".", "․": ".", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-"}
)


class Number(NamedTuple):
    """A number as it is compared, and the kind of unit it stands with, empty where none is known."""

    value: str
    unit: str


@cache
def guard_words() -> dict[str, Any]:
    """The table of data/reference/guard_words.yml."""
    table: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return table


def comparable(text: str) -> str:
    """Small letters, digits of every script as ASCII, one kind of dash and dot, nothing invisible;

    `60 000` is one number.
    """
    digits = "".join(
        str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char
        for char in unicodedata.normalize("NFKC", text)
    )
    small = plain(digits.translate(DOTS)).translate(DOTS)
    return SPACED.sub(lambda match: match[0].replace(" ", ""), small)


def has_link(text: str) -> bool:
    """Whether a `comparable` text holds a link, an e-mail address, a handle, or the name of a messenger."""
    return any(pattern.search(text) for pattern in (LINK, SPELLED_LINK, HANDLE)) or contacts().within(text)


@cache
def contacts() -> Phrases:
    """Messengers and the like, in all languages."""
    return by_meaning({"contacts": guard_words()["contacts"]})["contacts"]


def numbers(text: str) -> Iterator[Number]:
    """Every number in a `comparable` text; of a date its parts."""
    for match in NUMBER.finditer(text):
        values = values_of(match[0])
        unit = unit_of(text[: match.start()], text[match.end() :]) if len(values) == 1 else ""
        yield from (Number(value, unit) for value in values)


def values_of(written: str) -> list[str]:
    """`1,350,000` is one value, `2026.3.1` are three, `0.5` is one."""
    if THOUSANDS.fullmatch(written):
        return [re.sub(r"[.,]", "", written)]
    parts = re.split(r"[.,]", written)
    if len(parts) == 2:
        return [f"{_bare(parts[0])}.{parts[1]}"]
    return [_bare(part) for part in parts]


def _bare(digits: str) -> str:
    return digits.lstrip("0") or "0"


def unit_of(before: str, after: str) -> str:
    """The kind of unit that a number between these texts has."""
    if MONEY_BEFORE.search(before):
        return "money"
    for kind, pattern in _units().items():
        if pattern.match(after):
            return kind
    found = UNIT_BEFORE.search(before)
    return next((kind for kind, word in zip(BEFORE, found.groups(), strict=True) if word), "") if found else ""


@cache
def _units() -> dict[str, re.Pattern[str]]:
    """Money first: 만 원 holds a word of its own before the unit; then the longest words of all."""
    order = sorted(guard_words()["units"].items(), key=lambda item: item[0] != "money")
    return {kind: re.compile(r"[ -]{0,2}(?:" + "|".join(_unit(word) for word in words) + ")") for kind, words in order}


def _unit(word: str) -> str:
    text = plain(word)
    # A unit of a script with spaces is a word of its own; ru and mn bend its end.
    bounded = not ANYWHERE.search(text) and text.isascii() and text.isalpha()
    return re.escape(text) + (r"(?![a-z])" if bounded else "")


@cache
def number_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Values, each with its words in all languages."""
    return tuple(
        (str(value), re.compile("|".join(_number_word(plain(word)) for word in words)))
        for value, words in guard_words()["numbers"].items()
    )


def _number_word(word: str) -> str:
    return re.escape(word) if ANYWHERE.search(word) else rf"(?<![\w']){re.escape(word)}(?!\w)"


HAN_NUMBER = re.compile(
    r"[二三四五六七八九十百千万亿两零〇億]{2,}|[二三四五六七八九十两](?=个|天|日|年|月|元|次|小时|周|岁|人|名|万|千|百|週|時|円|ヶ)"
    r"|百分之[一二三四五六七八九十百]+"
)
HANGUL_NUMBER = re.compile(
    r"(?<![가-힣])(?:(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|서른|마흔|쉰)\s?(?:개|달|번|명|시간|주|살|가지|곳|시|배|장)"
    r"|[이삼사오육칠팔구십백천만억]{1,8}\s?(?:개월|원|퍼센트|만 원|시간|주일)"
    r"|[일이삼사오육칠팔구십백천만억]{3,8}(?:번|일|년|월|명)"
    r"|(?:[공영일이삼사오육칠팔구][-\s]?){4,})"
)
THAI_NUMBER = re.compile(
    r"(?:สอง|สาม(?!ารถ)|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)"
    r"\s?(?:วัน|เดือน|ปี|บาท|วอน|ชั่วโมง|คน|ครั้ง|สัปดาห์|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)"
)
KHMER_NUMBER = re.compile(
    r"(?:ពីរ|បី|បួន|ប្រាំ|ដប់|ម្ភៃ|សាមសិប|រយ|ពាន់|ម៉ឺន|លាន)\s?(?:ថ្ងៃ|ខែ|ឆ្នាំ|វ៉ុន|ដុល្លារ|ម៉ោង|នាក់|ដប់|រយ|ពាន់|ម៉ឺន|លាន)"
)
BURMESE_NUMBER = re.compile(r"(?:နှစ်|သုံး|လေး|ငါး|ခြောက်|ခုနစ်|ရှစ်|ကိုး|ဆယ်)\s?(?:ရက်|လ|နှစ်|ဝမ်|သောင်း|သိန်း|ထောင်|ရာ)")
WRITTEN_OUT = (HAN_NUMBER, HANGUL_NUMBER, THAI_NUMBER, KHMER_NUMBER, BURMESE_NUMBER)
