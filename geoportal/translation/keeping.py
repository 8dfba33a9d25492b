"""What a translation must leave as it is, whoever made it: numbers, addresses, placeholders, and the page around it.

For any pair of languages. An engine's answer that fails is not shown; the original stands in its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

import nh3

from geoportal.translation.categories import Refusal

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\[\]]+[^\s<>\"'()\[\].,;:!?。，、；：！？]", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sd]\b|\{\{[^{}]*\}\}|\{[\w.]*\}|\$\{[^{}]*\}")
SCHEME = re.compile(r"(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
# Signs that are not seen and turn, join or hide what stands around them.
CONTROLS = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
PHONE = re.compile(
    r"(?<!\d)(?:\+\d{1,3}[-. ]?)?\(?0\d{1,2}[-. )]{1,2}\d{3,4}[-. ]\d{4}(?!\d)|(?<!\d)1\d{3}[-. ]\d{4}(?!\d)"
)
# A space that parts thousands in some languages.
THOUSANDS = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
# Times, dates, prices: digits with what joins them.
NUMBER = re.compile(r"\d+(?:[.,:/\-–~]\d+)*")
JOINTS = re.compile(r"[.,:/\-–~]")
# What a language may write in words or in another order: days and months, hours of twelve.
SMALL = 31
MOST_TIMES_LONGER, ROOM = 6, 80


def refusal(source: str, text: str) -> Refusal | None:
    """Why `text` must not be shown as the translation of `source`, or None."""
    if not text.strip() and source.strip():
        return Refusal.EMPTY
    if CONTROLS.search(text):
        return Refusal.CONTROLS
    if _has_new_markup(source, text):
        return Refusal.MARKUP
    if len(text) > MOST_TIMES_LONGER * len(source) + ROOM:
        return Refusal.LENGTH
    return None if _kept(source, text) else Refusal.CHANGED


def _has_new_markup(source: str, text: str) -> bool:
    """Tags, entities or script addresses that the source has not: an engine that answers in HTML, or an attack."""
    if SCHEME.search(text) and not SCHEME.search(source):
        return True
    return _is_markup(text) and not _is_markup(source)


def _is_markup(text: str) -> bool:
    return nh3.is_html(text) or bool(re.search(r"<[a-z!/?]|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", text, re.IGNORECASE))


def _kept(source: str, text: str) -> bool:
    for pattern in (URL, EMAIL, PLACEHOLDER):
        if Counter(pattern.findall(source)) != Counter(pattern.findall(text)):
            return False
        source, text = pattern.sub(" ", source), pattern.sub(" ", text)
    source, text = _plain_digits(source), _plain_digits(text)
    if _phones(source) != _phones(text):
        return False
    wanted, given = _numbers(PHONE.sub(" ", source)), _numbers(PHONE.sub(" ", text))
    return _large(wanted) == _large(given) and set(given) <= set(wanted) | _twelve_hours(wanted)


def _numbers(text: str) -> Counter[str]:
    """Every number by its digits alone, each as often as it stands there."""
    return Counter(number for found in NUMBER.findall(THOUSANDS.sub("", text)) for number in _parts(found))


def _phones(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", found) for found in PHONE.findall(text))


def _plain_digits(text: str) -> str:
    """Digits of every script as 0-9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _parts(number: str) -> Iterable[str]:
    """A price is one number; a date or time is its parts, for languages order them otherwise."""
    pieces = [piece.lstrip("0") or "0" for piece in JOINTS.split(number)]
    is_price = re.fullmatch(r"\d{1,3}([.,]\d{3})+", number)
    if is_price:
        return ["".join(JOINTS.split(number))]
    return pieces


def _large(numbers: Counter[str]) -> Counter[str]:
    return Counter({number: times for number, times in numbers.items() if int(number[:9]) > SMALL})


def _twelve_hours(numbers: Iterable[str]) -> set[str]:
    """The hours of the afternoon as clocks of twelve hours say them, and the other way round."""
    hours = {int(number) for number in numbers if len(number) <= 2 and int(number) <= 24}
    return {str(hour - 12) for hour in hours if hour > 12} | {str(hour + 12) for hour in hours if hour < 12}
