"""Words that readers use for categories, in their languages, and the small words around them.

From `data/reference/search_words.csv`, our own writing that no professional has reviewed (data/README.md).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from django.conf import settings

from geoportal.core.latin import skeleton, words

FOLDER = settings.BASE_DIR / "data" / "reference"
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
# A misspelt word is understood from this many letters on, when it is one letter off.
LONG = 6
LONGEST_PHRASE = 6

Key = tuple[str, ...]
Kinds = tuple[str, ...]


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
def misspelt() -> Mapping[str, Key]:
    """The words of six letters and more by themselves with one letter left out; those that fit two are left out."""
    found: dict[str, set[Key]] = defaultdict(set)
    for key, meanings in kinds_by_word().items():
        whole = "".join(key)
        if len(whole) >= LONG and whole.isascii() and any(meanings.values()):
            for short in shortened(whole):
                found[short].add(key)
    return MappingProxyType({short: keys.pop() for short, keys in found.items() if len(keys) == 1})


@cache
def sounding() -> Mapping[str, Key]:
    """The Latin words of six letters and more by their skeleton: farmacy sounds like pharmacy."""
    whole = {key: "".join(key) for key, meanings in kinds_by_word().items() if any(meanings.values())}
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
    known = {word for key in kinds_by_word() for word in key if UNSPACED.search(word)} | more
    return re.compile("(" + "|".join(map(re.escape, sorted(known, key=lambda word: (-len(word), word)))) + ")")


def read(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of `data/reference`."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
