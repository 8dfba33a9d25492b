"""An answer: its parts, each with where it was read, and what the tools found beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from geoportal.assistant.categories import Engine
from geoportal.assistant.question import Thread
from geoportal.core.hotlines import Hotline
from geoportal.events.models import Event
from geoportal.places.serving import Served
from geoportal.regions.models import Region


@dataclass(frozen=True, slots=True)
class Citation:
    """A guide page that the answer quotes. `status` is that of the text in its language."""

    id: str
    title: str
    url: str
    language: str
    status: str
    checked_on: date | None
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the answer's text. `cites` is the id of the page that it quotes, empty for the portal's own words."""

    text: str
    language: str
    cites: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question. `refused`: nothing that we know answers it."""

    language: str
    parts: tuple[Part, ...] = ()
    engine: Engine = Engine.EXTRACTIVE
    emergency: tuple[str, ...] = ()
    refused: bool = False
    citations: tuple[Citation, ...] = ()
    places: tuple[dict[str, Any], ...] = ()
    places_note: str = ""
    offices: tuple[Served, ...] = ()
    events: tuple[Event, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    region: Region | None = None
    needs_region: bool = False
    human: bool = False
    thread: Thread = field(default_factory=Thread)

    @property
    def text(self) -> str:
        """The parts as plain text."""
        return "\n\n".join(f"- {part.text}" if part.listed else part.text for part in self.parts).replace(
            "\n\n- ", "\n- "
        )

    @property
    def ai_generated(self) -> bool:
        """Whether a machine wrote any of it: a model's sentences, or a translation that no person has reviewed."""
        quoted = {part.cites for part in self.parts}
        return self.engine is Engine.GENERATIVE or any(
            one.status not in ("original", "reviewed") for one in self.citations if one.id in quoted
        )

    def with_parts(self, *parts: Part) -> Answer:
        return replace(self, parts=(*self.parts, *parts))
