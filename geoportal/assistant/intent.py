"""What a question wants, by the words in it: places, an office, events, a telephone number, a human."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from django.conf import settings

from geoportal.assistant.categories import Wish
from geoportal.assistant.names import outside
from geoportal.assistant.phrases import Phrases, by_meaning, phrases, plain
from geoportal.core.languages import language_of
from geoportal.places.asked import Asked, understand
from geoportal.places.categories import Category, OfficeKind, leaves
from geoportal.places.kinds import ServiceKind
from geoportal.places.region_words import not_regions
from geoportal.regions.models import Region

PATH = settings.BASE_DIR / "data" / "reference" / "ask_words.yml"
OFFICES = frozenset(kind.value for kind in OfficeKind)
# Endings that stand after names in Korean, Uzbek, Mongolian and Russian: 안산에서, Ansanda, Ансанд, Ансане.
ENDINGS = re.compile(
    r"(?<=[가-힣]{2})(?:에서는요|에는요|에서요|은요|는요|도요|요|에서|으로|에는|에서는|은|는|이|가|을|를|에|의|로|도|과|와|랑)$"
    r"|(?<=[a-z]{3})(?:dagi|ning|dan|da|ga)$|(?<=[^\W\d_]{3})-?(?:ийн|аас|ээс|оос|өөс|д|т|е|у|а)$"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Intent:
    """`categories`, `service` and `region` are those that the words name; `speaks` are languages asked for, as BCP 47.

    `serves` are kinds of offices and `topic` is a guide that the thread had; `outside` says that a place beyond the
    province is named, `about_it` that the words ask for something of what was spoken of before, `opens` that they ask
    whether it is open.
    """

    wishes: frozenset[Wish] = frozenset()
    categories: tuple[Category, ...] = ()
    service: ServiceKind | None = None
    region: Region | None = None
    speaks: tuple[str, ...] = ()
    open_now: bool = False
    day: str = ""
    weekday: int | None = None
    how: bool = False
    documents: bool = False
    opens: bool = False
    about_it: bool = False
    the_office: bool = False
    outside: bool = False
    serves: tuple[OfficeKind, ...] = ()
    topic: str = ""

    def wants(self, wish: Wish) -> bool:
        return wish in self.wishes

    @property
    def office_kinds(self) -> tuple[OfficeKind, ...]:
        """Kinds of offices that are named, or that the thread had."""
        return self.serves or tuple(OfficeKind(one.value) for one in self.categories if one.value in OFFICES)


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
    beyond = asked.region is None and outside(question)
    speaks = tuple(tag for tag, names in languages().items() if names.within(text))
    day = next((day for day in ("weekend", "today", "tomorrow") if day in said), "")
    return Intent(
        wishes=frozenset(_wishes(said, asked, somewhere=asked.region is not None or beyond)),
        categories=_categories(asked),
        service=asked.service,
        region=asked.region,
        speaks=speaks,
        open_now="open_now" in said,
        day=day,
        weekday=next((at for at, name in enumerate(WEEKDAYS) if name in said), None),
        how="how" in said,
        documents="documents" in said,
        opens="opens" in said,
        about_it=not said.isdisjoint({"documents", "about_it", "how"}),
        the_office="the_office" in said,
        outside=beyond,
    )


def understood(text: str, tag: str) -> Asked:
    """Kinds, service and region of the words as they stand; where they name none, of the words without endings."""
    asked = understand(text, tag, exact=True)
    if asked.kinds and asked.region:
        return asked
    bare = understand(" ".join(map(without_ending, text.split())), tag, exact=True)
    return Asked(asked.kinds or bare.kinds, asked.region or bare.region, asked.rest, asked.service or bare.service)


def without_ending(word: str) -> str:
    """The word as a dictionary has it; a common word stays as it is: 고양이, a cat, is no 고양."""
    bare = word.strip("?!.,。？")
    return bare if bare in not_regions() else ENDINGS.sub("", bare)


def _categories(asked: Asked) -> tuple[Category, ...]:
    return tuple(dict.fromkeys(leaf for kind in asked.kinds for leaf in leaves(kind)))


def _wishes(said: set[str], asked: Asked, *, somewhere: bool) -> list[Wish]:
    wishes = [wish for wish in (Wish.HUMAN, Wish.HOTLINE) if str(wish) in said]
    if _is_of_events(said, asked):
        wishes.append(Wish.EVENTS)
    named_office = any(leaf.value in OFFICES for leaf in _categories(asked))
    if "serves_me" in said and "nearest" not in said and (named_office or asked.region):
        wishes.append(Wish.OFFICE)
    there = somewhere and "how" not in said
    # Who asks where to do a thing wants to know how, too: the guides say it, and without a region they alone.
    of_kind = asked.kinds and ("where" in said or "open_now" in said or there)
    if _is_of_hours(said, asked, named_office=named_office):
        wishes.append(Wish.HOURS)
    elif of_kind or (asked.service and asked.region and ("where" in said or there)):
        wishes.append(Wish.PLACES)
    return wishes


def _is_of_events(said: set[str], asked: Asked) -> bool:
    """By a word for events, or by a looser one beside a day or a place where nothing is to be done."""
    is_bound = asked.region is not None or not said.isdisjoint({"today", "tomorrow", "weekend"})
    return "events" in said or ("happening" in said and is_bound and "how" not in said)


def _is_of_hours(said: set[str], asked: Asked, *, named_office: bool) -> bool:
    """Hours are asked for outright, or whether an office, of which there are few, is open on some day."""
    if not asked.kinds or "nearest" in said:
        return False
    on_a_day = not said.isdisjoint({"today", "tomorrow", "weekend", "open_now", *WEEKDAYS})
    return "hours" in said or (named_office and "opens" in said and on_a_day)
