"""Words that readers use for categories and services, in their languages, and the small words around them.

From `data/reference/search_words.csv` and `service_words.csv`, our own writing that no professional has reviewed
(data/README.md).

A word that means a kind of place stays that: every place of the kind is found by it, those too of which no source says
what they offer (`상담`, `shelter`, `unpaid wages`). A service is what the words mean that name no kind, and the longer
phrase counts: `health insurance` is an office, `join health insurance` a service.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from django.conf import settings

from geoportal.core.latin import skeleton, words
from geoportal.places.kinds import ServiceKind

FOLDER = settings.BASE_DIR / "data" / "reference"
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
# A misspelt word is understood from this many letters on, when it is one letter off.
LONG = 6
LONGEST_PHRASE = 6

Key = tuple[str, ...]
Kinds = tuple[str, ...]


class Meaning(NamedTuple):
    """What words mean: names of categories, or a service; neither for a small word such as `near`."""

    kinds: Kinds = ()
    service: ServiceKind | None = None


@cache
def kinds_by_word() -> Mapping[Key, Mapping[str, Kinds]]:
    """Names of categories by the words for them and by language; no names for a small word such as `near`."""
    found: dict[Key, dict[str, Kinds]] = defaultdict(dict)
    for row in read("search_words.csv"):
        found[tuple(words(row["word"]))][row["language"]] = tuple(row["categories"].split())
    return MappingProxyType(found)


def kinds_of(key: Key, language: str) -> Kinds | None:
    """What the words mean in the reader's language, else in the first of the file that has them; None if in none."""
    meanings = kinds_by_word().get(key)
    if meanings is None:
        return None
    same = [kinds for name, kinds in meanings.items() if name.partition("-")[0] == language.partition("-")[0]]
    return (same or list(meanings.values()))[0]


@cache
def services_by_word() -> Mapping[Key, ServiceKind]:
    """Services by the words for them, in every language."""
    found = {tuple(words(row["word"])): ServiceKind(row["service"]) for row in read("service_words.csv")}
    return MappingProxyType(found)


def meaning_of(key: Key, language: str) -> Meaning | None:
    """What the words mean in the reader's language, else in another; None if in none."""
    if (kinds := kinds_of(key, language)) is not None:
        return Meaning(kinds=kinds)
    service = services_by_word().get(key)
    return Meaning(service=service) if service else None


def meaningful() -> list[Key]:
    """The words that may be meant when they are misspelt: for services, then for categories.

    Phrases for services are left out: in Vietnamese other phrases are one letter off (`tiền phòng`, `tiêm phòng`).
    """
    single = [key for key in services_by_word() if len(key) == 1]
    return [*single, *(key for key, meanings in kinds_by_word().items() if any(meanings.values()))]


@cache
def misspelt() -> Mapping[str, Key]:
    """The words of six letters and more by themselves with one letter left out; those that fit two are left out."""
    found: dict[str, set[Key]] = defaultdict(set)
    for key in meaningful():
        whole = "".join(key)
        if len(whole) >= LONG and whole.isascii():
            for short in shortened(whole):
                found[short].add(key)
    return MappingProxyType({short: keys.pop() for short, keys in found.items() if len(keys) == 1})


@cache
def sounding() -> Mapping[str, Key]:
    """The Latin words of six letters and more by their skeleton: farmacy sounds like pharmacy."""
    whole = {key: "".join(key) for key in meaningful()}
    return MappingProxyType({skeleton(one): key for key, one in whole.items() if len(one) >= LONG and one.isascii()})


def meant(word: str) -> Key | None:
    """The vocabulary's word that is one letter off this one, or sounds like it, if there is one."""
    if len(word) < LONG:
        return None
    near = next((key for short in sorted(shortened(word)) if (key := misspelt().get(short))), None)
    return near or sounding().get(skeleton(word))


def shortened(word: str) -> set[str]:
    """The word, and the word without each of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@cache
def unspaced(more: frozenset[str]) -> re.Pattern[str]:
    """Finds the words of scripts without spaces, and `more`; the longest first."""
    known = {word for key in (*kinds_by_word(), *services_by_word()) for word in key if UNSPACED.search(word)} | more
    return re.compile("(" + "|".join(map(re.escape, sorted(known, key=lambda word: (-len(word), word)))) + ")")


def read(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of `data/reference`."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
