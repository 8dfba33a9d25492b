"""One skeleton for the many ways in which a Korean name is written in Latin or Cyrillic letters.

Our own fold over the Revised Romanisation, McCune-Reischauer without its marks, popular spellings and the
Russian system: Siheung, Shihung and Сихын are one, and so are Wongok and Wonkok. It is for finding only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from geoportal.core.hangul import INITIALS, letters

CYRILLIC = {
    "а": "a", "б": "b", "в": "w", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "j", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "p",
    "х": "h", "ц": "ch", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "u", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
CYRILLIC_TABLE = str.maketrans(CYRILLIC)
# Unicode's compatible form of a single consonant is the one that stands at the head of a syllable.
CONSONANTS = {0x1100 + at: consonant for at, consonant in enumerate(INITIALS)}
# Letters that have no base letter in Unicode.
UNMARKED: dict[int, str] = (
    str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}) | CONSONANTS
)
JOINING = re.compile(r"(?<=\w)[-'’ʼʻ·.](?=\w)")
# Thai, Khmer, Burmese and Devanagari vowels are marks: they belong to the word.
NOT_BETWEEN = re.compile(r"[^\w\u0900-\u097f\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]+")
# On Latin letters only: й is another letter than и.
MARKS = re.compile(r"(?<=[a-zđłøıßæœ])[\u0300-\u036f]+")
NOT_LATIN = re.compile(r"[^a-z0-9]+")

# In this order; each is applied to the whole word.
STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"wh", "hw"),
        (r"sh", "s"),
        (r"t?ch|tj|d?j+h?|dz|z+h?", "j"),  # ㅈ ㅊ ㅉ
        (r"(?<=[bcdgjkpqst])h", ""),
        (r"x", "ks"),
        (r"n[gk]+", "n"),  # Wongok, Wonkok; ㅇ before a vowel or ㄱ
        (r"[ckgq]+", "k"),
        (r"[td]+", "t"),
        (r"[pbfv]+", "p"),
        (r"[nrl]+", "n"),  # Jongno and Jongro, Silla and Sinla
        (r"h(?![aeiouyw])", ""),
        (r"w(?=u|oo)", ""),
        (r"(?<=[aeou])y(?![aeiou])", "i"),
        (r"e?ui|ee|yi", "i"),
        (r"a?[ae]i|ae", "e"),
        (r"e?[ou]+", "o"),  # ㅗ ㅓ ㅜ ㅡ: o, ŏ, eo, u, eu, oo, ou
        (r"j", "c"),
        (r"(.)\1+", r"\1"),
    )
)


def plain(text: str) -> str:
    """Small letters without marks, full-width forms made plain; scripts that need their marks keep them.

    `Bệnh viện` -> `benh vien`; Hangul stays composed.
    """
    marked = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", MARKS.sub("", marked)).translate(UNMARKED)


def words(text: str) -> list[str]:
    """The words of a text made `plain`; a hyphen or apostrophe within a word is dropped: Won-gok -> wongok."""
    return [word for word in NOT_BETWEEN.split(JOINING.sub("", plain(text))) if word]


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The fold of one plain word of Hangul, Latin or Cyrillic letters; digits stay, other scripts give ``.

    Names and addresses are made of few words, so that most folds are remembered.
    """
    folded = NOT_LATIN.sub("", latin_letters(word))
    for pattern, to in STEPS:
        folded = pattern.sub(to, folded)
    return folded


def latin_letters(word: str) -> str:
    """A plain word with its Hangul and Cyrillic letters in Latin ones."""
    return letters(word).replace("дж", "j").translate(CYRILLIC_TABLE)


def folded(text: str) -> str:
    """The skeletons of a text's words, joined: spaces don't matter."""
    return "".join(skeleton(word) for word in words(text))
