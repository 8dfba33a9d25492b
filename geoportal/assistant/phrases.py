"""Phrases of many languages, looked for in a question: what the deterministic paths of the assistant stand on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Scripts in which a phrase may stand anywhere: no spaces between words, or, as in Hangul, not kept to.
ANYWHERE = re.compile(r"[฀-໿က-႟ក-៿぀-ヿ一-鿿가-힣]")
HANGUL = re.compile(r"[가-힣]")
SPACES = re.compile(r"\s+")
SAME_LETTERS = str.maketrans({"ё": "е", "’": "'", "ʻ": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'"})


def plain(text: str) -> str:
    """The text as it is compared: small letters, one space between words, nothing invisible."""
    seen = "".join(char for char in text if unicodedata.category(char) not in {"Cf", "Cc"} or char in "\n\t ")
    small = unicodedata.normalize("NFKC", seen).casefold().translate(SAME_LETTERS)
    return SPACES.sub(" ", small).strip()


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that mean one thing. Parts split by ` + ` must all stand in the text."""

    whole: re.Pattern[str] | None
    squeezed: re.Pattern[str] | None
    spaced: re.Pattern[str] | None
    parted: tuple[tuple[re.Pattern[str], ...], ...]

    def within(self, text: str) -> bool:
        """Whether one of them stands in the text, which is `plain`."""
        if self.whole and self.whole.search(text):
            return True
        if self.squeezed and self.squeezed.search(text.replace(" ", "")):
            return True
        return any(all(part.search(text) for part in parts) for parts in self.parted)


def phrases(written: Iterable[str]) -> Phrases:
    """The phrases of a data file; Hangul is compared without its spaces, which people leave out at will."""
    one, hangul, parted = [], [], []
    for phrase in written:
        parts = [plain(part) for part in phrase.split(" + ")]
        if len(parts) > 1:
            parted.append(tuple(re.compile(_at_beginning(part)) for part in parts))
        elif HANGUL.search(parts[0]):
            hangul.append(parts[0].replace(" ", ""))
        else:
            one.append(_at_beginning(parts[0]))
    spaced = [" ?".join(map(re.escape, phrase)) for phrase in hangul]
    return Phrases(_any_of(one), _any_of([re.escape(phrase) for phrase in hangul]), _any_of(spaced), tuple(parted))


def without(text: str, harmless: Phrases) -> str:
    """The text, which is `plain`, without the phrases that would be taken for others."""
    cut = harmless.whole.sub(" ", text) if harmless.whole else text
    return harmless.spaced.sub(" ", cut) if harmless.spaced else cut


def by_meaning(table: Mapping[str, Mapping[str, Iterable[str]]]) -> dict[str, Phrases]:
    """A table of meaning -> language -> phrases, as one set of phrases for each meaning."""
    return {meaning: phrases(word for words in rows.values() for word in words) for meaning, rows in table.items()}


def _at_beginning(part: str) -> str:
    return re.escape(part) if ANYWHERE.search(part) else rf"(?<![\w']){re.escape(part)}"


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None
