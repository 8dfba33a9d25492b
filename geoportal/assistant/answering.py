"""An answer as it comes about: its parts one by one for a page that shows them, and at last the whole."""

from __future__ import annotations

from collections.abc import Iterator

from geoportal.assistant.answers import Answer, Part
from geoportal.assistant.pipeline import answer
from geoportal.assistant.question import Question


def answering(question: Question) -> Iterator[Part | Answer]:
    """Each part as soon as it stands, then the whole Answer, which holds all of them; always exactly one Answer, last.

    Nothing that was given is taken back. Close the iterator when the reader has gone.
    """
    made = answer(question)
    yield from made.parts
    yield made
