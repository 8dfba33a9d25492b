"""What every engine of translation does, and how it fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Engine(Protocol):
    """Translates plain text; one call is one request to a service, which is paid for."""

    # Engine and model, as the memory keys its texts by.
    name: str
    # The glossary that it is given, '' for none.
    glossary: str
    # Most texts and characters of one call.
    most_texts: int
    most_characters: int

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """As many texts as were given, in their order; the languages are BCP 47 tags. EngineError when it fails."""
        ...


class EngineError(Exception):
    """The engine gave no answer that can be used; `is_charged` when it may have been paid for all the same."""

    is_charged = True


class Unanswered(EngineError):
    """Down, too slow, broken off, or answered with something else than the texts."""


class Spent(EngineError):
    """The service's own limit or quota is reached."""

    is_charged = False


class Refused(EngineError):
    """The service does not know us: key, account or rights."""

    is_charged = False


class Unsuitable(EngineError):
    """These texts or this pair of languages, and no others: too long, or not supported."""

    is_charged = False
