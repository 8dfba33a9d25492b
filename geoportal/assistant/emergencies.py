"""Danger is seen before all else, by written phrases, then by likeness to what people in danger write (`retrieve`);
the answer is numbers from data, never a model's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml
from django.conf import settings

from geoportal.assistant.phrases import Phrases, phrases, plain

PATH = settings.BASE_DIR / "data" / "reference" / "emergencies.yml"


@dataclass(frozen=True, slots=True)
class Emergency:
    """A kind of danger (`fire`, `medical`, `violence`, `crime`, `suicide`) and the numbers to call, first one first."""

    kind: str
    numbers: tuple[str, ...]


@cache
def known() -> tuple[tuple[Emergency, Phrases], ...]:
    """Each kind with the phrases of every language."""
    table = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return tuple(
        (Emergency(kind, tuple(rows.pop("numbers"))), phrases(word for words in rows.values() for word in words))
        for kind, rows in table.items()
    )


def emergencies(question: str) -> list[Emergency]:
    """Every kind of danger that the question speaks of; empty when it speaks of none."""
    text = plain(question)
    return [emergency for emergency, words in known() if words.within(text)]


def emergency(kind: str) -> Emergency:
    """The danger of that kind; KeyError when there is none."""
    return {one.kind: one for one, _words in known()}[kind]


def numbers(found: list[Emergency]) -> list[str]:
    """The numbers to call for these, each once."""
    return list(dict.fromkeys(number for one in found for number in one.numbers))
