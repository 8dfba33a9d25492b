"""Danger is seen before all else, by written phrases, then by likeness to what people in danger write (`retrieve`);
the answer is numbers from data, never a model's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml
from django.conf import settings

from geoportal.assistant.phrases import Phrases, phrases, plain, without

NONE = "none"
# A cry for help is one where the message says little more: many a polite question begins with "help me".
CRY, CRY_LENGTH = "help", 16
PATH = settings.BASE_DIR / "data" / "reference" / "emergencies.yml"


@dataclass(frozen=True, slots=True)
class Emergency:
    """A kind of danger (`fire`, `medical`, `violence`, `crime`, `suicide`) and the numbers to call, first one first."""

    kind: str
    numbers: tuple[str, ...]


@cache
def known() -> tuple[tuple[Emergency, Phrases], ...]:
    """Each kind with the phrases of every language."""
    table = _table()
    return tuple(
        (Emergency(kind, tuple(rows["numbers"])), phrases(_written(rows)))
        for kind, rows in table.items()
        if kind != NONE
    )


@cache
def harmless() -> Phrases:
    """What has the words of danger and is none: a town's name, a phone call, a fee."""
    return phrases(_written(_table()[NONE]))


def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return table


def _written(rows: dict[str, list[str]]) -> list[str]:
    return [phrase for name, words in rows.items() if name != "numbers" for phrase in words]


def emergencies(question: str) -> list[Emergency]:
    """Every kind of danger that the question speaks of; empty when it speaks of none."""
    text = without(plain(question), harmless())
    found = [emergency for emergency, words in known() if words.within(text)]
    return [one for one in found if one.kind != CRY or (len(found) == 1 and len(text) <= CRY_LENGTH)]


def emergency(kind: str) -> Emergency:
    """The danger of that kind; KeyError when there is none."""
    return {one.kind: one for one, _words in known()}[kind]


def numbers(found: list[Emergency]) -> list[str]:
    """The numbers to call for these, each once."""
    return list(dict.fromkeys(number for one in found for number in one.numbers))
