"""Which pages answer a question: by meaning in every language, and for Korean by its words too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geoportal.assistant import embedding
from geoportal.assistant.library import Library, library
from geoportal.assistant.reading import NO_PAGE

# Measured with benchmarks/assistant.py on the question set; see docs/benchmarks.md.
LEAST = 0.34
MOST_PAGES = 5
# A page's own questions say best what it is about; its text counts a little less.
TEXT_WEIGHT = 0.92
# How much the words of a Korean question count beside its meaning.
WORDS_WEIGHT = 0.25


@dataclass(frozen=True, slots=True)
class Hit:
    """A page, how near it is (about 0.2 for nothing in common to 1), and the anchors of its nearest texts."""

    slug: str
    score: float
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest pages, nearest first. `answers` says whether the first is near enough to be one."""

    hits: tuple[Hit, ...]
    answers: bool


def retrieve(question: str, language: str) -> Found:
    """The pages nearest to a question that is written in `language` (Django's code)."""
    shelf = library()
    vector = embedding.of_questions([question])[0]
    closeness = shelf.closeness(vector, language)
    scores = np.where(shelf.asks, closeness, closeness * TEXT_WEIGHT) + WORDS_WEIGHT * _by_words(shelf, question)
    return found(shelf, scores)


def found(shelf: Library, scores: NDArray[np.float32]) -> Found:
    """The pages by the score of their best passages."""
    best: dict[str, float] = {}
    anchors: dict[str, list[str]] = {}
    for at in np.argsort(-scores)[:400]:
        entry = shelf.entries[at]
        best.setdefault(entry.slug, float(scores[at]))
        said = anchors.setdefault(entry.slug, [])
        if entry.anchor not in said:
            said.append(entry.anchor)
    refused = best.pop(NO_PAGE, 0.0)
    order = sorted(best, key=lambda slug: -best[slug])[:MOST_PAGES]
    hits = tuple(Hit(slug, best[slug], tuple(anchors[slug][:6])) for slug in order)
    return Found(hits, bool(hits) and hits[0].score >= max(LEAST, refused))


def _by_words(shelf: Library, question: str) -> NDArray[np.float32]:
    """Between 0 and 1; 0 where the question has no Hangul."""
    scores = shelf.lexicon.scores(question)
    most = scores.max() if scores.size else 0
    return scores / most if most else scores
