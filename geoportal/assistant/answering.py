"""An answer as it comes about: its parts one by one for a page that shows them, and at last the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from geoportal.assistant.answers import Answer, Part
from geoportal.assistant.generate import generated, model_for
from geoportal.assistant.pipeline import answer
from geoportal.assistant.question import Question


def always() -> bool:
    """No reader is given less than another."""
    return True


def answering(question: Question, may_write: Callable[[], bool] = always) -> Iterator[Part | Answer]:
    """Each part as soon as it stands, then the whole Answer, which holds all of them; always exactly one Answer, last.

    `may_write` is asked once, where a model would write the answer: whether this reader may still have one. Nothing
    that was given is taken back. Close the iterator when the reader has gone.
    """
    made = answer(question)
    model = model_for(made)
    if model is not None and may_write():
        yield from generated(question, made, model)
        return
    yield from made.parts
    yield made


def answered_whole(question: Question, may_write: Callable[[], bool] = always) -> Answer:
    """The whole Answer, for who cannot show it part by part."""
    for one in answering(question, may_write):
        if isinstance(one, Answer):
            return one
    raise AssertionError("answering ends with an Answer")
