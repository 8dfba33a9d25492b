"""The engine that needs no model: it picks the passages that answer, and quotes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings

from geoportal.assistant import tools
from geoportal.assistant.answers import Citation, Part
from geoportal.assistant.reading import pieces
from geoportal.assistant.retrieve import Found, Hit
from geoportal.core.languages import language_of
from geoportal.guides.anchors import anchor_of
from geoportal.guides.showing import address_of, status_of
from geoportal.regions.queries import today
from geoportal.translation.segments.showing import page_statuses

# Pages that are cited beside the one that is quoted: those nearly as near.
NEARLY = 0.72
MOST_CITED = 3
MOST_QUOTED = 3


def cited_pages(found: Found, language: str) -> list[tuple[Hit, Any]]:
    """The pages to cite, the one to quote first."""
    first = found.hits[0].score
    near = [hit for hit in found.hits[:MOST_CITED] if hit.score >= first * NEARLY]
    pages = [(hit, tools.article(hit.slug, language)) for hit in near]
    return [(hit, page) for hit, page in pages if page is not None]


def citation(hit: Hit, page: Any, *, how: bool = False, documents: bool = False) -> Citation:
    """A page as an answer cites it; its status is that of its text, whatever language the reader reads. Its address is
    that of the passage which is quoted first below the summary."""
    said = {piece.anchor: piece.text for piece in pieces(page)}
    quoted = anchors(hit, said, how=how, documents=documents)
    first = next((anchor for anchor in quoted if anchor != "summary"), "")
    place = anchor_of(page, first, said.get(first, ""))
    korean = page.locale.language_code == settings.LANGUAGE_CODE
    status = "original" if korean else status_of(page, page_statuses([page]))
    return Citation(
        id=page.slug,
        title=page.title,
        url=f"{address_of(page)}#{place}" if place else address_of(page),
        language=page.locale.language_code,
        status=status,
        checked_on=checked_on(page),
        expired=page.is_expired(today()),
    )


def checked_on(page: Any) -> date | None:
    """The last day on which one of the page's facts was compared with its source."""
    return max((block.value["checked_on"] for block in page.sources), default=None)


def quotes(hit: Hit, page: Any, *, how: bool, documents: bool = False) -> Iterator[Part]:
    """The summary, then the texts of the page that are nearest to the question; its steps where `how` is asked, and
    what to bring where `documents` are."""
    language = language_of(page.locale.language_code).django_code
    said = {piece.anchor: piece.text for piece in pieces(page)}
    for anchor in anchors(hit, said, how=how, documents=documents):
        listed = anchor in ("steps", "documents")
        lines = said[anchor].split("\n") if listed else [said[anchor]]
        yield from (Part(line, language, page.slug, listed=listed) for line in lines)


def anchors(hit: Hit, said: dict[str, str], *, how: bool, documents: bool = False) -> list[str]:
    """Which passages are quoted, in the order in which they are read; an asked question stands for its answer."""
    nearest = [anchor.removesuffix("-asked") for anchor in hit.anchors]
    answers = [anchor for anchor in nearest if anchor in said and not anchor.startswith(("question", "title"))]
    chosen = list(dict.fromkeys(answers))[: MOST_QUOTED - 1]
    if documents and "documents" in said:
        chosen = ["documents", *(anchor for anchor in chosen if anchor != "documents")]
    elif how and "steps" in said and "steps" not in chosen:
        chosen.append("steps")
    head = [] if any(anchor.startswith("faq") for anchor in chosen[:1]) else ["summary"]
    return [anchor for anchor in dict.fromkeys([*head, *chosen]) if anchor in said]
