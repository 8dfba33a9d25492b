"""What a question wants, by the words in it: places, an office, events, a telephone number, a human."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from django.conf import settings

from geoportal.assistant.categories import Wish
from geoportal.assistant.phrases import Phrases, by_meaning, phrases, plain
from geoportal.core.languages import language_of
from geoportal.places.asked import Asked, understand
from geoportal.places.categories import Category, OfficeKind, leaves
from geoportal.places.kinds import ServiceKind
from geoportal.regions.models import Region

PATH = settings.BASE_DIR / "data" / "reference" / "ask_words.yml"
OFFICES = frozenset(kind.value for kind in OfficeKind)
# Endings that stand after names in Korean, Uzbek, Mongolian and Russian: 안산에서, Ansanda, Ансанд, Ансане.
ENDINGS = re.compile(
    r"(?<=[가-힣]{2})(?:에서|으로|에는|에서는|은|는|이|가|을|를|에|의|로|도|과|와|랑)$"
    r"|(?<=[a-z]{3})(?:dagi|ning|dan|da|ga)$|(?<=[^\W\d_]{3})-?(?:ийн|аас|ээс|д|т|е|у|а)$"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Intent:
    """`categories`, `service` and `region` are those that the words name; `speaks` are languages, as BCP 47."""

    wishes: frozenset[Wish] = frozenset()
    categories: tuple[Category, ...] = ()
    service: ServiceKind | None = None
    region: Region | None = None
    speaks: tuple[str, ...] = ()
    open_now: bool = False
    day: str = ""
    weekday: int | None = None
    how: bool = False
    follows: bool = False

    def wants(self, wish: Wish) -> bool:
        return wish in self.wishes

    @property
    def office_kinds(self) -> tuple[OfficeKind, ...]:
        """Kinds of offices among the categories."""
        return tuple(OfficeKind(one.value) for one in self.categories if one.value in OFFICES)


@cache
def _words() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return table


@cache
def meanings() -> dict[str, Phrases]:
    """The phrases of every language by what they mean, languages themselves aside."""
    return by_meaning({meaning: rows for meaning, rows in _words().items() if meaning != "speaks"})


@cache
def languages() -> dict[str, Phrases]:
    """The names of languages, in many languages, by tag."""
    return {tag: phrases(names) for tag, names in _words()["speaks"].items()}


def intent(question: str, language: str) -> Intent:
    """What the question, written in `language` (Django's code), wants."""
    text = plain(question)
    said = {meaning for meaning, words in meanings().items() if words.within(text)}
    asked = understood(question, language_of(language).code)
    speaks = tuple(tag for tag, names in languages().items() if names.within(text))
    day = next((day for day in ("weekend", "today", "tomorrow") if day in said), "")
    return Intent(
        wishes=frozenset(_wishes(said, asked)),
        categories=_categories(asked),
        service=asked.service,
        region=asked.region,
        speaks=speaks,
        open_now="open_now" in said,
        day=day,
        weekday=next((at for at, name in enumerate(WEEKDAYS) if name in said), None),
        how="how" in said,
        follows="follows" in said,
    )


def understood(text: str, tag: str) -> Asked:
    """Kinds, service and region of the words; where they name none, of the words without their endings."""
    asked = understand(text, tag)
    if asked.kinds and asked.region:
        return asked
    bare = understand(" ".join(ENDINGS.sub("", word.strip("?!.,。？")) for word in text.split()), tag)
    return Asked(asked.kinds or bare.kinds, asked.region or bare.region, asked.rest, asked.service or bare.service)


def _categories(asked: Asked) -> tuple[Category, ...]:
    return tuple(dict.fromkeys(leaf for kind in asked.kinds for leaf in leaves(kind)))


def _wishes(said: set[str], asked: Asked) -> list[Wish]:
    wishes = [wish for wish in (Wish.EVENTS, Wish.HUMAN, Wish.HOTLINE) if str(wish) in said]
    named_office = any(leaf.value in OFFICES for leaf in _categories(asked))
    if "serves_me" in said and (named_office or asked.region):
        wishes.append(Wish.OFFICE)
    there = asked.region and "how" not in said
    # Who asks where to do a thing wants to know how, too: the guides say it, and without a region they alone.
    if (asked.kinds and ("where" in said or "open_now" in said or there)) or (asked.service and there):
        wishes.append(Wish.PLACES)
    return wishes
