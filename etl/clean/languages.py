"""Languages that a Korean text says are spoken at a place; a list of whom a place is for says nothing of that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.clean.phones import tidy
from etl.record import LanguageRecord, PhoneRecord
from geoportal.places.languages import How

NAMES = {
    "한국어": "ko", "영어": "en", "중국어": "zh", "베트남어": "vi", "러시아어": "ru", "태국어": "th", "타이어": "th",
    "캄보디아어": "km", "크메르어": "km", "네팔어": "ne", "우즈베키스탄어": "uz", "우즈베크어": "uz", "우즈벡어": "uz",
    "미얀마어": "my", "버마어": "my", "몽골어": "mn", "필리핀어": "fil", "타갈로그어": "fil", "따갈로그어": "fil",
    "인도네시아어": "id", "방글라데시어": "bn", "벵골어": "bn", "벵갈어": "bn", "스리랑카어": "si", "싱할라어": "si",
    "라오스어": "lo", "라오어": "lo", "일본어": "ja", "우르두어": "ur", "파키스탄어": "ur", "힌디어": "hi",
    "카자흐어": "kk", "키르기스어": "ky", "타지크어": "tg", "아랍어": "ar", "프랑스어": "fr", "스페인어": "es",
    "독일어": "de",
}  # fmt: skip
NAME = "|".join(sorted(NAMES, key=len, reverse=True))
LIST = re.compile(rf"(?:(?:{NAME})\s*[·・ㆍ,/및와과]?\s*)+")
# What is done in the languages named before it, in the same sentence; 통역 says by an interpreter.
DONE = re.compile(r"^[^.\n;]*?(모국어|통역|상담|지원|안내|가능|응대)")
# `베트남어권 노동자`, `중국어 사용 외국인`, `한국어교육`: who comes, or what is taught.
NOT_SPOKEN = re.compile(r"^\s*(?:권(?!\S*\s*(?:노동자|근로자|주민|외국인)?의)|교육|교실|수업|과정|강좌|능력)")
INTERPRETED = "통역"
NUMBER_IN = re.compile(rf"({NAME})\s*[:：]?\s*(0\d{{1,2}}-\d{{3,4}}-\d{{4}})")


def languages_in(text: str) -> tuple[LanguageRecord, ...]:
    """The languages that a text says something is done in, in the order of the text; none when it says nothing.

    `베트남어·중국어 상담` names two; `베트남어권 노동자` (whom a place is for) and `한국어교육` (what it teaches) none.
    """
    found: dict[str, LanguageRecord] = {}
    for match in LIST.finditer(text):
        after = text[match.end() :]
        done = DONE.match(after)
        if done is None or NOT_SPOKEN.match(after):
            continue
        how = How.INTERPRETER if done[1] == INTERPRETED else How.UNSTATED
        for name in re.findall(NAME, match[0]):
            found.setdefault(NAMES[name], LanguageRecord(NAMES[name], how))
    return tuple(found.values())


def phones_in(text: str, *, area: str) -> Iterator[PhoneRecord]:
    """The numbers that a text gives for one language each: `중국어 031-123-4567 / 베트남어 031-123-4568`."""
    for name, number in NUMBER_IN.findall(text):
        dialable = tidy(number, area=area)
        if dialable:
            yield PhoneRecord(dialable, (NAMES[name],))
