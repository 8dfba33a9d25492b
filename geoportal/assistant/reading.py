"""Guide pages cut into passages that can be quoted, and the model's reading of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from django.conf import settings

from geoportal.assistant.categories import PassageKind
from geoportal.assistant.embedding import cleaned
from geoportal.core.languages import language_of
from geoportal.guides.markdown import plain

# A passage longer than this is cut at a paragraph: the model reads the first thousand characters at most.
LONGEST = 700
OUT_OF_SCOPE = settings.BASE_DIR / "data" / "reference" / "out_of_scope.yml"
DANGERS = settings.BASE_DIR / "data" / "reference" / "dangers.yml"
# What no page answers stands among the passages under no page's name, and what people in danger write under the kind
# of danger, so marked.
NO_PAGE = ""
DANGER = "!"
SAID_ALONE = ("summary", "answer", "situation")


class Piece(NamedTuple):
    """A passage before it is stored."""

    kind: PassageKind
    anchor: str
    text: str

    @property
    def digest(self) -> str:
        """What the vector depends on."""
        return hashlib.sha256(f"{self.kind} {cleaned(self.text)}".encode()).hexdigest()


def pieces(page: Any) -> Iterator[Piece]:
    """The passages of a page of any type, in its own order; `page` is the specific page."""
    yield Piece(PassageKind.ASKS, "title", page.title)
    for number, block in enumerate(page.questions):
        yield Piece(PassageKind.ASKS, f"question-{number}", block.value)
    if getattr(page, "question", ""):
        yield Piece(PassageKind.ASKS, "question", plain(page.question))
    for name in SAID_ALONE:
        if text := plain(getattr(page, name, "") or ""):
            yield Piece(PassageKind.SAYS, name, text)
    if facts := _facts(page):
        yield Piece(PassageKind.SAYS, "facts", facts)
    yield from _listed(page, "documents")
    yield from _listed(page, "steps")
    for number, block in enumerate(page.faq):
        yield Piece(PassageKind.ASKS, f"faq-{number}-asked", block.value["question"])
        yield Piece(PassageKind.SAYS, f"faq-{number}", plain(block.value["answer"]))
    for number, text in enumerate(_sections(page.body)):
        yield Piece(PassageKind.SAYS, f"section-{number}", text)


def out_of_scope() -> Iterator[tuple[str, Piece]]:
    """Each question that the portal has no answer to, with its language (Django's code)."""
    table: dict[str, list[str]] = yaml.safe_load(OUT_OF_SCOPE.read_text(encoding="utf-8"))
    for language, texts in table.items():
        for number, text in enumerate(texts):
            yield language_of(language).django_code, Piece(PassageKind.ASKS, f"no-{number}", text)


def dangers() -> Iterator[tuple[str, str, Piece]]:
    """The kind of danger, marked, the language (Django's code) and the piece of each line of somebody in danger."""
    table: dict[str, dict[str, list[str]]] = yaml.safe_load(DANGERS.read_text(encoding="utf-8"))
    for kind, by_language in table.items():
        for language, texts in by_language.items():
            for number, text in enumerate(texts):
                piece = Piece(PassageKind.ASKS, f"danger-{number}", text)
                yield f"{DANGER}{kind}", language_of(language).django_code, piece


def asked_elsewhere() -> Iterator[tuple[str, str, Piece]]:
    """Slug, language (Django's code) and piece of each way of asking for a page that the page itself does not name."""
    for path in sorted((settings.GUIDES_DIR / "asked").glob("*.yml")):
        table: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for slug, texts in table.items():
            for number, text in enumerate(texts):
                yield slug, path.stem, Piece(PassageKind.ASKS, f"asked-{number}", text)


def _facts(page: Any) -> str:
    """Who, where, until when, for how much: each on its line."""
    names = ("who", "where", "deadline", "fee", "processing_time")
    return "\n".join(plain(text) for name in names if (text := getattr(page, name, "")))


def _listed(page: Any, name: str) -> Iterator[Piece]:
    blocks = getattr(page, name, None)
    lines = [plain(_line(block.value)) for block in blocks] if blocks else []
    if lines:
        yield Piece(PassageKind.SAYS, name, "\n".join(lines))


def _line(value: Any) -> str:
    if isinstance(value, str):
        return value
    return f"{value['name']} ({value['note']})" if value["note"] else str(value["name"])


def _sections(body: Any) -> Iterator[str]:
    """The text below each heading with the heading; a long one in several parts, each with it."""
    heading = ""
    lines: list[str] = []
    for block in body:
        text = plain(block.value)
        too_long = sum(map(len, lines)) + len(text) > LONGEST
        if block.block_type == "heading" or too_long:
            if lines:
                yield "\n".join(filter(None, [heading, *lines]))
            heading, lines = (text, []) if block.block_type == "heading" else (heading, [text])
        else:
            lines.append(text)
    if lines:
        yield "\n".join(filter(None, [heading, *lines]))
