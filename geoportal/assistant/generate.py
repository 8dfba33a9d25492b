"""The engine with a model: it writes sentences from what the quoting engine found, and each is looked through."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import orjson
import structlog
from django.conf import settings
from django.utils import translation

from geoportal.assistant import bounds, prompts
from geoportal.assistant.answers import Answer, Citation, Part
from geoportal.assistant.categories import Engine, Fault
from geoportal.assistant.guard import fault_of
from geoportal.assistant.material import Material, material_of
from geoportal.assistant.providers.endpoint import Endpoint, ModelFailed, endpoint
from geoportal.assistant.question import Question
from geoportal.assistant.sentences import Reader, Sentence
from geoportal.assistant.streams import Stream
from geoportal.assistant.words import sentence
from geoportal.core.languages import choice_of
from geoportal.core.redact import redact
from geoportal.core.text import clean_query
from geoportal.regions.queries import today

log = structlog.get_logger("geoportal.assistant")
# However slowly it writes, an answer is whole after this.
WHOLE_S = 15.0
ASK = ("1345",)


def model_for(made: Answer) -> Endpoint | None:
    """The model that may write this answer; None where none may: in danger, for a human, with nothing to go by."""
    if made.emergency or made.human or made.refused or made.needs_region:
        return None
    found = made.citations or made.places or made.offices or made.events
    return endpoint() if found else None


def generated(question: Question, made: Answer, model: Endpoint) -> Iterator[Part | Answer]:
    """`made`, what the quoting engine says, with a model's sentences in place of its quotes; as `answering` gives it.

    Where the model gives no sentence that may be shown, the quotes stay; where it breaks off, they follow.
    """
    own = tuple(part for part in made.parts if not part.cites)
    quotes = tuple(part for part in made.parts if part.cites)
    yield from own
    draft = Draft(question, made, model)
    yield from draft.parts()
    if not draft.written:
        yield from quotes
        yield replace(made, parts=(*own, *quotes))
        return
    tail = (*((_cut_off(question),) if draft.broken else ()), *(quotes if draft.broken else ()), _caution(made))
    yield from tail
    written = tuple(draft.written)
    yield replace(
        made, parts=(*own, *written, *tail), engine=Engine.GENERATIVE, citations=_cited_first(made.citations, written)
    )


@dataclass(slots=True)
class Draft:
    """One asking of the model: what it wrote that may be shown, and what became of the rest."""

    question: Question
    made: Answer
    model: Endpoint
    written: list[Part] = field(default_factory=list)
    dropped: Counter[Fault] = field(default_factory=Counter)
    broken: bool = False

    def parts(self) -> Iterator[Part]:
        """Each sentence that may be shown, as it comes."""
        material = self._material()
        prompt = asked(self.question, material)
        if not material or not bounds.may_ask(self.model.name):
            return
        day = today()
        reserved = bounds.reserve(prompts.system() + prompt)
        if not reserved:
            log.warning("model_budget_spent")
            return
        until = time.monotonic() + WHOLE_S
        # The client takes 12 MB: it is loaded where a model is connected.
        from geoportal.assistant.providers.openai_compatible import Reply

        reply = Reply(self.model, prompts.system(), prompt, until)
        stream = Stream(reply.texts, settings.AI_WAIT_S, until)
        if not stream.begin():
            bounds.settle(reserved, 0, day)
            log.warning("model_streams_taken")
            return
        failure = ""
        try:
            yield from self._heard(stream, material)
            self.broken = reply.ended != "stop"
            bounds.worked(self.model.name)
        except ModelFailed as error:
            self.broken, failure = True, error.failure.value
            bounds.failed(self.model.name, error)
        finally:
            stream.leave()
            bounds.settle(reserved, reply.tokens or reserved, day)
            self._log(failure, reply.tokens)

    def _material(self) -> dict[str, Material]:
        with translation.override(self.question.pages_in):
            return material_of(self.made)

    def _heard(self, stream: Stream, material: dict[str, Material]) -> Iterator[Part]:
        reader = Reader()
        for piece in stream:
            for one in reader.read(piece):
                fault = fault_of(one, material, self.question.language)
                if fault is None:
                    part = self._part(one, material)
                    self.written.append(part)
                    yield part
                else:
                    self.dropped[fault] += 1

    def _part(self, one: Sentence, material: dict[str, Material]) -> Part:
        slugs = (material[source].slug for source in one.sources)
        return Part(one.text, self.question.language, next(filter(None, slugs), ""))

    def _log(self, failure: str, tokens: int) -> None:
        """Numbers alone: neither the question nor the answer is logged."""
        dropped = {fault.value: times for fault, times in self.dropped.items()}
        log.info("model_asked", sentences=len(self.written), dropped=dropped, failure=failure, tokens=tokens)


def asked(question: Question, material: dict[str, Material]) -> str:
    """What the model is asked: one JSON object, so that no text in it can end where it should not."""
    language = choice_of(question.pages_in)
    return orjson.dumps(
        {
            "question": redact(clean_query(question.text)),
            "answer_in": f"{language.name_en} ({language.code})",
            "sources": [{"id": one.id, "text": one.text} for one in material.values()],
        }
    ).decode()


def _cited_first(citations: tuple[Citation, ...], written: tuple[Part, ...]) -> tuple[Citation, ...]:
    """The pages that sentences were taken from, or all where none was."""
    slugs = {part.cites for part in written}
    return tuple(one for one in citations if one.id in slugs) or citations


def _cut_off(question: Question) -> Part:
    return Part(sentence("cut_off", question.language), question.language)


def _caution(made: Answer) -> Part:
    """That a machine wrote it, from what, checked when, and whom to ask: law, health and stay are nothing to guess."""
    pages = "; ".join(f"{one.title} ({one.checked_on})" if one.checked_on else one.title for one in made.citations)
    name = "caution" if pages else "caution_without_page"
    return Part(sentence(name, made.language, ASK).replace("{pages}", pages), made.language)
