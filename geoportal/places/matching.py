"""Which places the written words fit: by the words as they stand, by how they sound, with a letter or two wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geoportal.core.hangul import DENSE, bigrams
from geoportal.core.latin import skeleton, words
from geoportal.core.sql import rows
from geoportal.core.text import escape_like

# More than these are common words: then the nearest are walked and the words looked at on the way.
MOST = 5000
# A skeleton this short fits many names, so that the spelling counts where it fits any.
SHORT = 5
# Words are corrected from this many letters of their skeleton on: one letter, and two in long ones.
ONE_OFF, TWO_OFF = 5, 9
LIKENESS = 0.45
# Of the places that have a part of a misspelt word so many are looked at.
LOOKED_AT = 10_000
SHORTEST_HALF = 3
TRIGRAM = re.compile(r"[^_]{3}")


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids of the published places that fit; None when they are too many, and `text` says what to look for.

    `text` is for the nearest search's statements: LIKE patterns, one a line. `corrected` says that nothing fits
    as it was written.
    """

    ids: list[int] | None
    text: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the words must fit: pairs of syllables, LIKE patterns on the written and on the sounding form."""

    bigrams: list[str]
    exact: list[str]
    folded: list[str]


def match(text: str) -> Matches:
    """The places whose names or addresses hold every word of the text, or nearly."""
    asked = words(text)
    for patterns in readings(asked):
        found = _found(patterns)
        if found.ids is None or found.ids:
            return found
    return Matches(_nearly(asked), corrected=True)


def readings(asked: list[str]) -> Iterator[Patterns]:
    """How the words may be meant, the strictest first: as they stand, then by their sound."""
    sounds = {word: sound for word in asked if (sound := skeleton(word))}
    dense = {word for word in asked if DENSE.search(word)}
    strict = [word for word in asked if word in dense or len(sounds.get(word, "")) < SHORT or word.isdigit()]
    pairs = sorted(set().union(*map(bigrams, asked)))
    yield Patterns(pairs, like(strict), like([sounds[word] for word in sounds if word not in dense]))
    if len(sounds) == len(set(asked)) and any(len(sound) > 2 for sound in sounds.values()):
        yield Patterns([], [], like(list(sounds.values())))


def like(asked: list[str]) -> list[str]:
    """LIKE patterns of texts that hold the words, the longest first."""
    return [f"%{escape_like(word)}%" for word in sorted(asked, key=lambda word: (-len(word), word))]


def _found(patterns: Patterns) -> Matches:
    """By the index that fits: of pairs of syllables, else of trigrams; without either the nearest are walked."""
    params = {"exact": patterns.exact, "folded": patterns.folded, "most": MOST + 1}
    if patterns.bigrams:
        found = rows("places/match_bigrams", params | {"bigrams": patterns.bigrams})
    elif patterns.folded and len(patterns.folded[0]) > 4:
        found = rows("places/match_folded", params | {"longest": patterns.folded[0]})
    else:
        return Matches(None, "\n".join(patterns.exact + patterns.folded))
    if len(found) > MOST:
        return Matches(None, "\n".join(patterns.exact + patterns.folded))
    return Matches([pk for (pk,) in found])


def _nearly(asked: list[str]) -> list[int]:
    """Places that fit when letters of the longest word are wrong; the other words must fit."""
    first, *others = sorted(map(skeleton, asked), key=len, reverse=True) or [""]
    params = {"folded": like([sound for sound in others if sound]), "word": first, "most": MOST, "looked_at": LOOKED_AT}
    fitting = one_off(first)
    for patterns, fit, least in ((halves(first) or fitting, fitting, 0.0), (thirds(first), ["%"], LIKENESS)):
        ways = {"patterns": patterns, "fitting": fit, "least": least}
        if patterns and (found := rows("places/match_nearly", params | ways)):
            return [pk for (pk,) in found]
    return []


def halves(word: str) -> list[str]:
    """LIKE patterns one of which fits whatever differs from the word by one letter: either half, or both with the
    letters between them swapped. Empty for a word whose half has no three letters."""
    at = len(word) // 2
    if at < SHORTEST_HALF:
        return []
    crossed = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    return [f"%{part}%" for part in (word[:at], word[at:], crossed)]


def one_off(word: str) -> list[str]:
    """LIKE patterns of the words that differ by one letter: left out, added, another, or two swapped.

    Only those with three letters in a row: for the others the index would be read from end to end.
    """
    if len(word) < ONE_OFF:
        return []
    spots = range(len(word))
    found = {word[:at] + word[at + 1 :] for at in spots}
    found |= {f"{word[:at]}_{word[at + 1 :]}" for at in spots}
    found |= {f"{word[:at]}_{word[at:]}" for at in range(1, len(word))}
    found |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return [f"%{one}%" for one in sorted(found) if TRIGRAM.search(one)]


def thirds(word: str) -> list[str]:
    """LIKE patterns of the thirds of a long word: two wrong letters leave one of them as it is."""
    if len(word) < TWO_OFF:
        return []
    step = len(word) // 3
    return [f"%{part}%" for part in (word[:step], word[step : 2 * step], word[2 * step :])]
