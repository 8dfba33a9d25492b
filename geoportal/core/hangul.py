"""Hangul taken apart: initial consonants, pairs of syllables, and letters written as they stand in Latin ones."""

from __future__ import annotations

import re

FIRST, LAST = 0xAC00, 0xD7A3
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
# In Unicode's order: 19 onsets, 21 vowels, 28 codas.
ONSETS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
)  # fmt: skip
CODAS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
)  # fmt: skip
# Hangul syllables and the Han characters of some names: each says much, so two of them are worth an index entry.
DENSE = re.compile(r"[가-힣一-鿿ㄱ-ㅎ]+")


def is_syllable(char: str) -> bool:
    """Whether it is one composed Hangul syllable."""
    return FIRST <= ord(char) <= LAST


def is_initials(text: str) -> bool:
    """Whether it is two or more initial consonants and nothing else, as in ㅎㅂㅇㅇ."""
    return len(text) > 1 and all(char in INITIALS for char in text)


def initials(text: str) -> str:
    """The initial consonant of every Hangul syllable; other characters are left out: 한빛의원 -> ㅎㅂㅇㅇ."""
    return "".join(INITIALS[(ord(char) - FIRST) // 588] for char in text if is_syllable(char))


def letters(text: str) -> str:
    """Each syllable's letters in Latin ones, one after the other: 원곡 -> wongok. Sounds don't assimilate.

    Not for readers: `etl.clean.romanize` makes what is shown. Other characters stay.
    """
    return "".join(_letters(char) if is_syllable(char) else char for char in text)


def _letters(syllable: str) -> str:
    number = ord(syllable) - FIRST
    return ONSETS[number // 588] + VOWELS[number % 588 // 28] + CODAS[number % 28]


def bigrams(text: str) -> set[str]:
    """Every two neighbouring characters of Hangul (syllables or consonants) and Han: 원곡동 -> 원곡, 곡동."""
    return {run[at : at + 2] for run in DENSE.findall(text) for at in range(len(run) - 1)}
