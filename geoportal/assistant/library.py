"""All passages of the guides in one worker's memory, and which pages a question is nearest to."""

from __future__ import annotations

import time
from dataclasses import dataclass
from sys import intern

import numpy as np
from numpy.typing import NDArray

from geoportal.assistant import embedding
from geoportal.assistant.categories import PassageKind
from geoportal.assistant.embedding import Vectors
from geoportal.assistant.lexical import Lexicon
from geoportal.assistant.models import Passage

# The pages may change: looked at again after this many seconds.
FRESH_S = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as the library knows it."""

    slug: str
    language: str
    kind: PassageKind
    anchor: str


class Library:
    """Vectors of passages, each less the mean of its language and kind: what remains is the meaning.

    Without that, texts of one language are all alike, and alike to no other language's. The vectors are taken over
    and changed in place: a worker has no memory for two of each.
    """

    def __init__(self, entries: list[Entry], texts: list[str], vectors: Vectors) -> None:
        self.entries = entries
        self.asks = np.array([entry.kind is PassageKind.ASKS for entry in entries], dtype=bool)
        self.languages = np.array([entry.language for entry in entries], dtype=object)
        self.means = {language: self._mean(vectors, language) for language in set(self.languages[self.asks])}
        self.mean = vectors[self.asks].mean(axis=0) if self.asks.any() else np.zeros(embedding.DIMENSIONS, np.float32)
        self.vectors = vectors
        self._centre()
        self.slugs = [entry.slug for entry in entries]
        self.lexicon = Lexicon(
            [text if entry.language == "ko" else "" for entry, text in zip(entries, texts, strict=True)]
        )

    def _mean(self, vectors: Vectors, language: str) -> Vectors:
        return np.asarray(vectors[self.asks & (self.languages == language)].mean(axis=0))

    def _centre(self) -> None:
        for language in set(self.languages):
            for kind in (True, False):
                rows = (self.languages == language) & (self.asks == kind)
                if rows.any():
                    self.vectors[rows] = embedding.unit(self.vectors[rows] - self.vectors[rows].mean(axis=0))

    def closeness(self, question: Vectors, language: str) -> NDArray[np.float32]:
        """How near each passage is to a question (384,), between -1 and 1."""
        mean = self.means.get(language)
        centre = self.mean if mean is None else mean
        return np.asarray(self.vectors @ embedding.unit(question - centre))


_kept: dict[str, tuple[float, tuple[int, int, int], Library]] = {}


def library() -> Library:
    """The library as the passages are now; built anew in a worker when they changed, looked at every half minute."""
    kept = _kept.get("")
    if kept and time.monotonic() - kept[0] < FRESH_S:
        return kept[2]
    edition = Passage.objects.edition()
    found = kept[2] if kept and kept[1] == edition else _built()
    _kept[""] = (time.monotonic(), edition, found)
    return found


def forget() -> None:
    """Build the library anew when it is next asked for."""
    _kept.clear()


def _built() -> Library:
    """From the passages that the model has read."""
    passages = Passage.objects.read()
    entries: list[Entry] = []
    texts: list[str] = []
    vectors = np.empty((passages.count(), embedding.DIMENSIONS), dtype=np.float32)
    columns = ("slug", "language", "kind", "anchor", "text", "vector")
    rows = passages.order_by("pk").values_list(*columns)[: len(vectors)]
    for slug, language, kind, anchor, text, vector in rows.iterator():
        vectors[len(entries)] = np.frombuffer(vector, dtype=np.float32)
        entries.append(Entry(intern(slug), intern(language), PassageKind(kind), anchor))
        texts.append(text if language == "ko" else "")
    return Library(entries, texts, vectors[: len(entries)])
