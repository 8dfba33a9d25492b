"""Which telephone line a question asks for, by what the lines are for (data/reference/hotline_words.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import yaml
from django.conf import settings

from geoportal.assistant.phrases import Phrases, by_meaning, plain
from geoportal.core.hotlines import Hotline, every_hotline, hotline
from geoportal.places.categories import OfficeKind
from geoportal.places.labels import hotline_of

PATH = settings.BASE_DIR / "data" / "reference" / "hotline_words.yml"
MOST = 3


@cache
def _words() -> dict[str, Phrases]:
    return by_meaning(yaml.safe_load(PATH.read_text(encoding="utf-8")))


def lines_for(question: str, kinds: tuple[OfficeKind, ...]) -> tuple[Hotline, ...]:
    """The lines that the question names by their own name or by what they are for, and those of kinds of offices."""
    return tuple({line.number: line for line in _lines(plain(question), kinds)}.values())[:MOST]


def _lines(text: str, kinds: tuple[OfficeKind, ...]) -> Iterator[Hotline]:
    for line in every_hotline():
        if any(name and plain(name) in text for name in line.words["name"].values()):
            yield line
    yield from filter(None, map(hotline_of, kinds))
    for number, words in _words().items():
        if words.within(text) and (found := hotline(number)):
            yield found


def in_words(line: Hotline) -> str:
    """`1350: Employment and labour call center. Wages, dismissal. Weekdays 09-18`."""
    return f"{line.number}: " + " · ".join(filter(None, (line.name, line.what, line.hours)))
