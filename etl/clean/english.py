"""English names and addresses, made here where the source gives none and marked as made here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from etl.clean.name_words import GROUPS, LOANS, PUBLIC, Group
from etl.clean.romanize import latin_sounds, romanize, romanize_address, unit_names, unit_stems
from etl.clean.text import one_line
from etl.record import EventRecord, PlaceRecord, changed

MAX_NAME = 200
MAX_ADDRESS = 300
HANGUL = re.compile(r"[가-힣]+")
MAX_UNIT = 5
# A dong with its number is one word; letters around a middle dot are one word too.
RUN = re.compile(r"[가-힣]+\d+(?:동|읍|면)(?=행정복지|주민|보건|[^가-힣]|$)|[가-힣]+(?:·[가-힣]+)*")
LEGAL_FORM = re.compile(r"\((?:사|의|재|주|학|복|유)\)|^(?:사단|의료|재단|학교|사회복지)법인")
# What ends an organization's name, though the name of its branch or house is written on without a space.
ENDS = re.compile(
    r"(대학교|초등학교|중학교|고등학교|의료재단|협동조합|협회|의료원|건강보험공단)(?=[가-힣]{2})"
    r"|(의원|병원|약국)(?=[가-힣]{2,5}점(?![가-힣]))"
)
PLACE = re.compile(r"[가-힣]{2,}\d*(?:동|읍|면)|[가-힣]{2,3}[시군]")
BRANCH = re.compile(r"([가-힣]{2,})점")
# 시 and one of these are another word: 시장, 시민, 시립, 시내, 시니어, 시티, 시청.
NOT_AFTER_UNIT = frozenset("장민립내외니티원선온네골월화대청")
KIND_GROUPS = {kind: group for group in GROUPS for kind in group.kinds}
KINDS = {kind: english for group in GROUPS for kind, english in group.kinds.items()}


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord:
    """The record with an English name, and for a place an English address, if one can be made."""
    made: dict[str, Any] = {}
    if not record.name_en:
        made |= {"name_en": english(record.name_ko)[:MAX_NAME], "name_en_generated": True}
    if isinstance(record, PlaceRecord) and not record.address_en:
        made["address_en"] = romanize_address(record.address_ko)[:MAX_ADDRESS]
    return changed(record, **made)


def english(name_ko: str) -> str:
    """The name in Latin letters with units as they are written officially and the kind in English: 둔곡초등학교 ->
    `Dungok Elementary School`, 수원시외국인복지센터 -> `Suwon-si Foreigners' Welfare Center`.

    Read from the end, for the last kind tells what the words before it mean (`name_words.py`).
    """
    stem = one_line(LEGAL_FORM.sub(" ", name_ko)) or name_ko
    text = ENDS.sub(r"\g<0> ", stem.replace("고용복지+센터", "고용복지플러스센터"))
    group: Group | None = None
    for run in reversed(list(RUN.finditer(text))):
        words, group = in_english(run.group(), group, first=run.start() == 0)
        text = f"{text[: run.start()]} {words} {text[run.end() :]}"
    return re.sub(r"(?<=[(\[<]) | (?=[)\]>,.·])", "", one_line(text))


def in_english(run: str, group: Group | None, *, first: bool) -> tuple[str, Group | None]:
    """The English of a word, and the group of its kind, else `group`, that of the kind which follows it."""
    ending: list[str] = []
    rest = run
    if not first and (branch := BRANCH.fullmatch(run)):
        rest, ending = branch[1], ["Branch"]
    words = words_before(group)
    while word := longest_end(rest, KINDS if not ending else {}) or longest_end(rest, words):
        rest = rest.removesuffix(word)
        if not ending and word in KIND_GROUPS:
            group = KIND_GROUPS[word]
            words = words_before(group)
            ending.insert(0, KINDS[word])
        else:
            ending.insert(0, words[word])
    return " ".join([*beginning(rest, group), *ending]), group


def words_before(group: Group | None) -> Mapping[str, str]:
    """What may stand before a kind of the group; nothing but itself where no kind is known."""
    return _words_before(GROUPS.index(group)) if group else {}


@lru_cache
def _words_before(number: int) -> Mapping[str, str]:
    return LOANS | GROUPS[number].kinds | GROUPS[number].before


@lru_cache(maxsize=100_000)
def _suffixes(text: str) -> tuple[str, ...]:
    """The ends of a word, the longest first."""
    return tuple(text[start:] for start in range(len(text)))


def longest_end(text: str, words: Mapping[str, str]) -> str | None:
    """The longest of the words that the text ends with; one that is no kind leaves nothing or a word of its own."""
    fits = (end for end in _suffixes(text) if end in words)
    return next((end for end in fits if end in KINDS or len(text) - len(end) != 1 or end.endswith("과")), None)


def beginning(text: str, group: Group | None) -> list[str]:
    """The words before the kind: si, gun, gu and dong as addresses write them, the rest as it sounds."""
    units: list[str] = []
    while unit := front_unit(text, group):
        units.append(unit_names()[unit])
        text = text.removeprefix(unit)
    if text == "청" and units:
        return [*units, "Office"]
    if group is PUBLIC and PLACE.fullmatch(text):
        return [*units, romanize(text)]
    if group is PUBLIC and (joined := joined_stems(text)):
        return [*units, *joined]
    return [*units, latin(text)] if text else units


def front_unit(text: str, group: Group | None) -> str | None:
    """The unit that begins a word, when another unit, its office or nothing follows; before a public institution
    anything that makes no other word of it."""
    for length in range(min(len(text), MAX_UNIT), 1, -1):
        unit, rest = text[:length], text[length:]
        if unit not in unit_names():
            continue
        if rest in ("", "청") or front_unit(rest, group):
            return unit
        if group is PUBLIC and len(rest) > 1 and len(unit) > 2 and rest[0] not in NOT_AFTER_UNIT:
            return unit
    return None


def joined_stems(text: str) -> list[str]:
    """`Namyangju`, `Gapyeong` for 남양주가평: the units that a branch serves; [] for anything else."""
    for length in range(len(text), 1, -1):
        name = unit_stems().get(text[:length])
        rest = joined_stems(text[length:]) if name else []
        if name and (rest or length == len(text)):
            return [name, *rest]
    return []


def latin(text: str) -> str:
    """Each run of Hangul as a capitalised word, as it sounds; the rest as it is."""
    return one_line(HANGUL.sub(lambda run: f" {latin_sounds(run.group()).capitalize()} ", text))
