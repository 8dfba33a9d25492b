"""Korean passages by their words: BM25 over pairs of syllables, which needs no dictionary."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

HANGUL = re.compile(r"[가-힣]+")
K1, B = 1.2, 0.75


def bigrams(text: str) -> list[str]:
    """Every two neighbouring syllables of a word, as often as they stand there; a word of one syllable is itself."""
    return [run[at : at + 2] for run in HANGUL.findall(text) for at in range(max(len(run) - 1, 1))]


class Lexicon:
    """An index of texts; `scores` gives one number a text, 0 where no pair of syllables is shared."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(bigrams(text)) for text in texts]
        self.size = len(counts)
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float32)
        self.norm = K1 * (1 - B + B * lengths / (lengths.mean() if lengths.any() else 1))
        self.postings: dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]] = {}
        where: dict[str, list[tuple[int, int]]] = {}
        for number, count in enumerate(counts):
            for gram, times in count.items():
                where.setdefault(gram, []).append((number, times))
        for gram, rows in where.items():
            numbers = np.array([number for number, _ in rows], dtype=np.int32)
            self.postings[gram] = numbers, np.array([often for _, often in rows], dtype=np.float32)

    def scores(self, question: str) -> NDArray[np.float32]:
        """BM25 of every text for the question."""
        found = np.zeros(self.size, dtype=np.float32)
        for gram in set(bigrams(question)):
            if gram in self.postings:
                numbers, times = self.postings[gram]
                weight = math.log(1 + (self.size - len(numbers) + 0.5) / (len(numbers) + 0.5))
                found[numbers] += weight * times * (K1 + 1) / (times + self.norm[numbers])
        return found
