"""Sentences that the assistant says in every language, from data/reference/assistant_words.yml."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import yaml
from django.conf import settings

PATH = settings.BASE_DIR / "data" / "reference" / "assistant_words.yml"


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return table


def sentence(name: str, language: str, numbers: Iterable[str] = ()) -> str:
    """The sentence in the language (Django's code), else in English, with the telephone numbers in it."""
    words = _table()[name]
    return words.get(language, words["en"]).replace("{numbers}", ", ".join(numbers))
