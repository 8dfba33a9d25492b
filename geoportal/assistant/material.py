"""What a model may write from: passages of the pages that answer, and what the tools found, each under an id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geoportal.assistant import facts, tools
from geoportal.assistant.answers import Answer
from geoportal.assistant.categories import PassageKind
from geoportal.assistant.facts import comparable
from geoportal.assistant.reading import pieces
from geoportal.core.hotlines import Hotline
from geoportal.events.models import Event
from geoportal.places.categories import Category
from geoportal.places.labels import category_label, kind_label
from geoportal.places.serving import Served

# A small model reads little; the first page is the nearest one.
MOST_CHARACTERS = 6000
LONGEST_NAME = 80
# Signs of a whole text, or of one that hides or turns itself.
SENTENCE = re.compile(r"[:!?;<>{}\[\]|=\"“”«»≪≫。：！？؟။\u200b-\u200f\u202a-\u202e\u2060-\u2069]|[.] ")


@dataclass(frozen=True, slots=True)
class Material:
    """One passage (`p1`) or one result of a tool (`t1` a place, `o1` an office, `e1` an event, `h1` a number to call).

    `slug` is the page that it stands on, empty for a result.
    """

    id: str
    text: str
    slug: str = ""


def material_of(made: Answer) -> dict[str, Material]:
    """All that the answer stands on, by id, up to the length that a model is given."""
    found: dict[str, Material] = {}
    left = MOST_CHARACTERS
    for one in (*_results(made), *_passages(made)):
        left -= len(one.text)
        if left < 0:
            break
        found[one.id] = one
    return found


def _passages(made: Answer) -> Iterator[Material]:
    number = 0
    for cited in made.citations:
        page = tools.article(cited.id, cited.language)
        for piece in pieces(page) if page is not None else ():
            if piece.kind is PassageKind.SAYS:
                number += 1
                yield Material(f"p{number}", f"{page.title}\n{piece.text}", page.slug)


def _results(made: Answer) -> Iterator[Material]:
    texts = {
        "t": [_place(feature["properties"]) for feature in made.places],
        "o": [_office(one) for one in made.offices],
        "e": [_event(one) for one in made.events],
        "h": [_hotline(one) for one in made.hotlines],
    }
    for letter, lines in texts.items():
        yield from (Material(f"{letter}{at}", line) for at, line in enumerate(lines, start=1))


def name_of(*names: str) -> Iterator[str]:
    """Names as the public gave them, each once; one that is more than a name is left out: its card shows it anyway."""
    for name in dict.fromkeys(names):
        seen = comparable(name)
        if len(name) <= LONGEST_NAME and not (SENTENCE.search(name) or facts.RUN.search(seen) or facts.has_link(seen)):
            yield name


def _lines(*texts: object) -> str:
    return "\n".join(str(text) for text in texts if text)


def _place(place: dict[str, Any]) -> str:
    """As its card says it; a sample says so."""
    return _lines(
        *name_of(place["name"], place["name_ko"]),
        category_label(Category(place["category"])),
        place["why"],
        place["region"]["name"],
        place["address_ko"],
        place["phone"],
        "sample data" if place["is_sample"] else "",
    )


def _office(one: Served) -> str:
    """The offices of a kind, or that it is not known which one serves."""
    said = [
        _lines(office.office.name, office.office.name_ko, office.part_ko, office.office.address_ko, office.office.phone)
        for office in one.offices
    ]
    return _lines(kind_label(one.kind), one.certainty.value, *said)


def _event(event: Event) -> str:
    names = name_of(event.name, event.name_ko, event.venue_ko, event.address_ko)
    return _lines(*names, event.starts_on, event.ends_on)


def _hotline(line: Hotline) -> str:
    return _lines(line.number, line.name, line.what, line.hours)
