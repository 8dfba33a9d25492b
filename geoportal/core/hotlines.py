"""The telephone numbers that every page shows, from data/reference/hotlines.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import yaml
from django.conf import settings

from geoportal.core.languages import current_language

Words = dict[str, str]
PATH = settings.BASE_DIR / "data" / "reference" / "hotlines.yml"


@dataclass(frozen=True, slots=True)
class Hotline:
    """One number, with its words in each language; a reader's language that has none gets English."""

    number: str
    emergency: bool
    words: dict[str, Words]
    checked_on: date

    @property
    def name(self) -> str:
        return _in_language(self.words["name"])

    @property
    def what(self) -> str:
        return _in_language(self.words["what"])

    @property
    def hours(self) -> str:
        return _in_language(self.words["hours"])

    @property
    def source(self) -> str:
        return _in_language(self.words["source"])


@lru_cache(maxsize=1)
def hotlines() -> tuple[Hotline, ...]:
    """Those to show: a number without a source or a day of checking is left out."""
    entries: list[dict[str, Any]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return tuple(_hotline(entry) for entry in entries if entry["source"] and entry["checked_on"])


def _hotline(entry: dict[str, Any]) -> Hotline:
    words = {part: entry[part] or {} for part in ("name", "what", "hours", "source")}
    return Hotline(entry["number"], entry["emergency"], words, entry["checked_on"])


def _in_language(words: Words) -> str:
    return words.get(current_language().code) or words.get("en", "")
