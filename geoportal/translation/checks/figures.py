"""Every number of the source must be in the translation, and no other one.

Each number of the Korean text is looked for in every way in which the language may write it (separators of thousands,
units such as 万 or triệu, names of months, small numbers in words, hours of 12 or 24) and taken out; what digits are
left over then is new.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from geoportal.translation.checks.findings import Code, Finding
from geoportal.translation.checks.korean import (
    PHONE,
    STATUS,
    WEEKDAY,
    Figure,
    Kind,
    figures_of,
    words_of,
)
from geoportal.translation.checks.languages import (
    NUMBER_WORDS,
    SCALES,
    WON,
    Rules,
    month_names,
)
from geoportal.translation.checks.structure import without_links

CODES = {
    Kind.PHONE: Code.PHONE,
    Kind.STATUS: Code.CODE,
    Kind.AMOUNT: Code.AMOUNT,
    Kind.DATE: Code.DATE,
    Kind.MONTH: Code.DATE,
}
DASH = re.compile(r"[-. \u2010-\u2013]")
GROUP = r"[,.\u00a0\u202f\u2009' ’]?"
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def check_figures(source: str, text: str, rules: Rules) -> Iterator[Finding]:
    """Numbers, telephone numbers, dates, times, amounts and statuses of stay: in = out."""
    wanted = figures_of(without_links(source))
    rest = western_digits(without_links(text))
    given = rest
    for figure in sorted(wanted, key=_strictest_first):
        found, rest = _take(figure, rest, rules)
        # A number that stands twice in the source may be said once.
        if not found and not _take(figure, given, rules)[0]:
            yield Finding(CODES.get(figure.kind, Code.NUMBER), figure.raw)
    yield from _added(source, wanted, rest, rules)
    won = WON.get(rules.language)
    if won and any(figure.kind is Kind.AMOUNT for figure in wanted) and not re.search(won, text, re.IGNORECASE):
        yield Finding(Code.CURRENCY)


def western_digits(text: str) -> str:
    """The text with the digits of every script as 0-9."""
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _strictest_first(figure: Figure) -> tuple[bool, bool, int]:
    return figure.kind is not Kind.PHONE, figure.kind is not Kind.STATUS, -len(figure.raw)


def _take(figure: Figure, text: str, rules: Rules) -> tuple[bool, str]:
    """Whether the figure stands in the text, and the text without it."""
    if figure.kind is Kind.PHONE and not figure.value:
        return _take_token(PHONE, _bare_phone(figure.raw), text, _bare_phone)
    if figure.kind is Kind.STATUS:
        return _take_token(STATUS, _bare_status(figure.raw), text, _bare_status)
    found = writings(figure.kind, figure.value, rules).search(text)
    return (True, f"{text[: found.start()]} {text[found.end() :]}") if found else (False, text)


def _take_token(pattern: re.Pattern[str], bare: str, text: str, strip: Callable[[str], str]) -> tuple[bool, str]:
    for match in pattern.finditer(text):
        if strip(match.group(0)) == bare:
            return True, f"{text[: match.start()]} {text[match.end() :]}"
    return False, text


def _bare_phone(raw: str) -> str:
    return DASH.sub("", raw).replace("(", "").replace(")", "")


def _bare_status(raw: str) -> str:
    return DASH.sub("", raw)


# Nobody writes more than this in millions, and dividing it takes more digits than a decimal has.
LARGEST_SCALED = 10**20


@lru_cache(maxsize=4096)
def writings(kind: Kind, value: Decimal, rules: Rules) -> re.Pattern[str]:
    """Every way in which the language may write the number, longest first."""
    ways = [*_scaled(value, rules), _digits(value, grouped=kind is not Kind.PHONE)]
    if kind is Kind.HOUR:
        ways = [way for hour in sorted({int(value), int(value) % 12 or 12, (int(value) + 12) % 24 or 24})
                for way in (rf"0?{hour}(?:[:.h]\s?00)?(?!\d)",)]  # fmt: skip
        ways = [rf"(?<!\d){way}" for way in ways]
    if kind is Kind.MONTH and 1 <= value <= 12:
        ways += [re.escape(name) for name in month_names(rules.language)[int(value) - 1]]
    if kind is not Kind.PHONE and value == int(value) and 1 <= value <= 12:
        ways += _in_words(int(value), rules)
    return re.compile("|".join(ways), re.IGNORECASE)


def _digits(value: Decimal, *, grouped: bool) -> str:
    whole, _point, part = f"{value:f}".partition(".")
    part = part.rstrip("0")
    if grouped and len(whole) > 3:
        head = len(whole) % 3 or 3
        whole = GROUP.join([whole[:head], *(whole[i : i + 3] for i in range(head, len(whole), 3))])
    decimals = rf"[.,]{part}0*" if part else r"(?:[.,]0+(?!\d))?"
    return rf"(?<![\d])(?<!\d[.,])0*{whole}{decimals}(?!\d)"


def _scaled(value: Decimal, rules: Rules) -> Iterator[str]:
    scales = SCALES.get(rules.language, {}) if value < LARGEST_SCALED else {}
    for unit, words in scales.items():
        # In two units, such as 3万3千.
        for lower, lower_words in scales.items():
            rest = value % unit
            if unit > lower and value > unit and rest and rest % lower == 0:
                yield rf"{value // unit:f}\s?(?:{words})\s?{rest // lower:f}\s?(?:{lower_words})"
        if value >= unit and (value / unit * 100) % 1 == 0:
            number = _digits(value / unit, grouped=True).removesuffix(r"(?!\d)")
            yield rf"{number}[\s\u00a0-]?(?:{words})"
            if value == unit:
                yield rf"(?:{words})"


def _in_words(value: int, rules: Rules) -> list[str]:
    words = NUMBER_WORDS.get(rules.language, ())
    if value > len(words):
        return []
    way = f"(?:{words[value - 1]})"
    return [way if rules.unspaced else rf"\b{way}\b"]


def _added(source: str, wanted: list[Figure], rest: str, rules: Rules) -> Iterator[Finding]:
    """What is left over: allowed are repetitions, numbers that Korean has in words, and numbered weekdays."""
    phones = {_bare_phone(figure.raw) for figure in wanted if figure.kind is Kind.PHONE}
    codes = {_bare_status(figure.raw) for figure in wanted if figure.kind is Kind.STATUS}
    for match in PHONE.finditer(rest):
        if _bare_phone(match.group(0)) not in phones:
            yield Finding(Code.PHONE, f"+{match.group(0)}")
    rest = PHONE.sub(" ", rest)
    for match in STATUS.finditer(rest):
        if _bare_status(match.group(0)) not in codes:
            yield Finding(Code.CODE, f"+{match.group(0)}")
    rest = STATUS.sub(" ", rest)
    for figure in wanted:
        if figure.value or figure.kind not in (Kind.PHONE, Kind.STATUS):
            rest = writings(figure.kind, figure.value, rules).sub(" ", rest)
    allowed = words_of(source) | (set(range(2, 8)) if rules.weekday_numbers and WEEKDAY.search(source) else set())
    for digits in DIGITS.findall(rest):
        if not (digits.isdecimal() and int(digits[:9]) in allowed):
            yield Finding(Code.ADDED, digits)
