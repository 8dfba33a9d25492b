"""Pieces of text on a page, each in the reader's language as far as we have it, and always with what it is.

A page renders at once: what is not known shows the original and is noted for the worker. What the page asks later, it
asks by signed ids of texts that we showed ourselves, so that nobody can have a text of their own translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.core import signing
from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.core.languages import Language, language_of
from geoportal.translation.providers import engine
from geoportal.translation.queries import Known, text_hash
from geoportal.translation.services import can_be_asked, known, refused, want
from geoportal.translation.tasks import ask_worker

SALT = "translation.fragment"
GOOD_FOR_S = 24 * 3600
# Within this time a text is put before the worker once, however many read it.
ASK_AGAIN_S = 120
HANGUL = re.compile(r"[\uac00-\ud7a3]")


class State(StrEnum):
    """What of a text a reader sees."""

    ORIGINAL = "original"
    MACHINE = "machine"
    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    AWAITED = "awaited"
    MISSING = "missing"
    UNAVAILABLE = "unavailable"


LABELS: dict[State, str | Promise] = {
    State.ORIGINAL: "",
    State.MACHINE: _("AI translation, not checked by a person"),
    State.DRAFTED: _("Draft translation, not reviewed yet"),
    State.REVIEWED: _("Translation reviewed by a person"),
    State.AWAITED: _("Not translated yet; it is being translated"),
    State.MISSING: _("Not translated yet"),
    State.UNAVAILABLE: _("No translation is available now"),
}


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text as it stands on a page; `said` is the translation, or the original where there is none to show."""

    original: str
    source: Language
    target: Language
    said: str
    state: State

    @property
    def label(self) -> str:
        return str(LABELS[self.state])

    @property
    def is_translated(self) -> bool:
        return self.state in (State.MACHINE, State.DRAFTED, State.REVIEWED)

    @property
    def is_ai(self) -> bool:
        return self.state is State.MACHINE

    @property
    def language(self) -> Language:
        """Of what is said."""
        return self.target if self.is_translated else self.source

    @property
    def key(self) -> str:
        """The text's place in the page, for the answer that comes later."""
        return f"fragment-{text_hash(self.original)[:20]}"

    @property
    def signed_id(self) -> str:
        """For asking again: which text into which language."""
        names = [text_hash(self.original), self.source.code, self.target.code]
        return signing.dumps(names, salt=SALT)

    def as_json(self) -> dict[str, object]:
        """For programs: the text with what it is, so that a label can go wherever the text goes."""
        return {
            "text": self.said,
            "language": self.language.code,
            "original": self.original,
            "original_language": self.source.code,
            "translation_status": str(self.state),
            "ai_generated": self.is_ai,
        }


def is_asked(code: str) -> tuple[str, str, str] | None:
    """The text's hash, its language and the wanted one of a signed id; None for an id that is not ours or is old."""
    try:
        text, source, target = signing.loads(code, salt=SALT, max_age=GOOD_FOR_S)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(text), str(source), str(target)


def fragments(texts: Iterable[str], *, source: str = "ko", target: str) -> dict[str, Fragment]:
    """By text what a page in `target` shows of it; the codes may be Django's. One statement for all of them, and two
    more when some are not known. What is not in the source's script is its own translation."""
    ours, theirs = language_of(source), language_of(target)
    texts = {text for text in texts if text.strip()}
    foreign = {text for text in texts if ours != theirs and (ours.code != "ko" or HANGUL.search(text))}
    found = known(foreign, source=ours.code, target=theirs.code)
    lacking = foreign - set(found)
    states = _lacking_states(lacking, source=ours.code, target=theirs.code) if lacking else {}
    return {text: _fragment(text, ours, theirs, found.get(text), states.get(text, State.ORIGINAL)) for text in texts}


def _lacking_states(texts: set[str], *, source: str, target: str) -> dict[str, State]:
    """What a reader is told of texts that are not known; they are put before the worker where one can help."""
    if engine() is None:
        return dict.fromkeys(texts, State.MISSING)
    if not can_be_asked():
        return dict.fromkeys(texts, State.UNAVAILABLE)
    given_up = refused(texts, source=source, target=target)
    new = [
        text
        for text in texts - given_up
        if cache.add(f"translation:{target}:{text_hash(text)}", 1, timeout=ASK_AGAIN_S)
    ]
    if new:
        want(new, source=source, target=target)
        ask_worker(source, target)
    return {text: State.UNAVAILABLE if text in given_up else State.AWAITED for text in texts}


def _fragment(text: str, source: Language, target: Language, known: Known | None, otherwise: State) -> Fragment:
    if known:
        return Fragment(text, source, target, known.text, State(known.status.value))
    # Text without a letter of the source language, such as a price, is as it is for everybody.
    is_plain = source.code == "ko" and otherwise is State.ORIGINAL and not HANGUL.search(text)
    own = language_of("en") if is_plain else source
    return Fragment(text, own, target, text, otherwise)
