"""Which pages answer a question: by meaning in every language, and for Korean by its words too."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geoportal.assistant import embedding
from geoportal.assistant.library import Library, library
from geoportal.assistant.reading import DANGER, NO_PAGE

# Chosen with benchmarks/assistant.py on its question set; see docs/benchmarks.md. A question is answered when a passage
# is at least this near, and nearer by so much than any question that no page answers.
LEAST = 0.36
MARGIN = 0.05
# Somebody is in danger when what people in danger write is so near, and nearer than any page.
DANGER_LEAST = 0.55
MOST_PAGES = 5
# A page counts by its nearest passage, and as much by the mean of its nearest three: several say more than one.
NEAREST = 3
# How much the words of a Korean question count beside its meaning.
WORDS_WEIGHT = 0.25
# Passages beyond these are near no question.
LOOKED_AT = 400
STATUS = re.compile(r"(?<![A-Za-z0-9])[A-HM]-?\d{1,2}(?:-\d{1,2})?(?![A-Za-z0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page, how near it is (about 0.2 for nothing in common to 1), and the anchors of its nearest texts."""

    slug: str
    score: float
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest pages, nearest first. `answers` says whether the first is near enough to be one.

    `danger` is the kind of danger that the question speaks of, empty for none.
    """

    hits: tuple[Hit, ...]
    answers: bool
    danger: str = ""


def retrieve(question: str, language: str) -> Found:
    """The pages nearest to a question that is written in `language` (Django's code)."""
    shelf = library()
    vectors = embedding.of_questions(list(dict.fromkeys([question, without_status(question)])))
    closeness = np.mean([shelf.closeness(vector, language) for vector in vectors], axis=0)
    return found(shelf, closeness + WORDS_WEIGHT * _by_words(shelf, question))


def without_status(question: str) -> str:
    """The question without the codes of statuses of stay: `E-9` alone draws it to the pages that speak of E-9, whatever
    is asked of it."""
    return " ".join(STATUS.sub(" ", question).split()) or question


def found(shelf: Library, scores: NDArray[np.float32]) -> Found:
    """The pages by the scores of their best passages, one score for each passage of the shelf."""
    near: dict[str, list[float]] = {}
    anchors: dict[str, list[str]] = {}
    for at in np.argsort(-scores)[:LOOKED_AT]:
        entry = shelf.entries[at]
        near.setdefault(entry.slug, []).append(float(scores[at]))
        said = anchors.setdefault(entry.slug, [])
        if entry.anchor not in said:
            said.append(entry.anchor)
    refused = near.pop(NO_PAGE, [0.0])[0]
    perils = {slug: near.pop(slug)[0] for slug in list(near) if slug.startswith(DANGER)}
    best = {slug: (values[0] + sum(values[:NEAREST]) / len(values[:NEAREST])) / 2 for slug, values in near.items()}
    order = sorted(best, key=lambda slug: -best[slug])[:MOST_PAGES]
    hits = tuple(Hit(slug, best[slug], tuple(anchors[slug][:6])) for slug in order)
    nearest = max((values[0] for values in near.values()), default=0.0)
    peril = max(perils, key=lambda slug: perils[slug], default="")
    is_danger = bool(peril) and perils[peril] >= max(DANGER_LEAST, nearest, refused)
    answers = bool(hits) and nearest >= max(LEAST, refused + MARGIN)
    return Found(hits, answers, peril.removeprefix(DANGER) if is_danger else "")


def _by_words(shelf: Library, question: str) -> NDArray[np.float32]:
    """Between 0 and 1; 0 where the question has no Hangul."""
    scores = shelf.lexicon.scores(question)
    most = scores.max() if scores.size else 0
    return scores / most if most else scores
