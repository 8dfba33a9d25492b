"""Pages found by the questions that people ask in a language, which no page itself has words of.

A question and what somebody typed are compared by three letters in a row, a rare three counting more: that bears
endings, spelling and scripts without spaces, and needs no dictionary.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable

from geoportal.guides.wording import folded

# What is typed is found when so much of it, by weight, stands in the questions of a page; and pages that are far behind
# the best are left out. Chosen by leaving each question out in turn (the right page among the first three for 5 to 7 of
# 10); a short word has everything or nothing.
LEAST = 0.35
NEARLY = 0.6
MOST = 10
SIZE = 3


def grams(text: str) -> set[str]:
    """Every three neighbouring signs of a word with the space before it; vowel signs are signs."""
    spaced = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in folded(text))
    padded = (f" {word}" for word in spaced.split())
    return {word[at : at + SIZE] for word in padded for at in range(max(len(word) - SIZE + 1, 1))}


def ranked(typed: str, questions: Iterable[tuple[str, str]]) -> list[str]:
    """Slugs of the pages that are asked for in such words, the nearest first; `questions` are (slug, question)."""
    rows = [(slug, grams(text)) for slug, text in questions]
    wanted = grams(typed)
    often = Counter(gram for _slug, said in rows for gram in said & wanted)
    weights = {gram: math.log(1 + len(rows) / (often[gram] or 0.5)) for gram in wanted}
    whole = sum(weights.values())
    if not often or not whole:
        return []
    best: dict[str, float] = {}
    together: dict[str, set[str]] = {}
    for slug, said in rows:
        shared = said & wanted
        best[slug] = max(best.get(slug, 0.0), sum(weights[gram] for gram in shared))
        together.setdefault(slug, set()).update(shared)
    scores = {slug: (best[slug] + sum(weights[gram] for gram in together[slug])) / (2 * whole) for slug in best}
    least = max(LEAST, NEARLY * max(scores.values()))
    return sorted((slug for slug in scores if scores[slug] >= least), key=lambda slug: -scores[slug])[:MOST]
