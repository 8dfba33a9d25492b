"""An answer as it comes about: its parts one by one for a page that shows them, and at last the whole."""

from __future__ import annotations

from collections.abc import Iterator

from geoportal.assistant.answers import Answer, Part
from geoportal.assistant.generate import generated, model_for
from geoportal.assistant.pipeline import answer
from geoportal.assistant.question import Question


def answering(question: Question) -> Iterator[Part | Answer]:
    """Each part as soon as it stands, then the whole Answer, which holds all of them; always exactly one Answer, last.

    Nothing that was given is taken back. Close the iterator when the reader has gone.
    """
    made = answer(question)
    model = model_for(made)
    if model is not None:
        yield from generated(question, made, model)
        return
    yield from made.parts
    yield made


def answered_whole(question: Question) -> Answer:
    """The whole Answer, for who cannot show it part by part."""
    for one in answering(question):
        if isinstance(one, Answer):
            return one
    raise AssertionError("answering ends with an Answer")
