"""Telephone numbers with a source, from data/reference/hotlines.yml."""

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
    panel: bool
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
    def languages(self) -> str:
        """Which languages are spoken, or how many; empty when not known."""
        return _in_language(self.words["languages"])

    @property
    def source(self) -> str:
        return _in_language(self.words["source"])


@lru_cache(maxsize=1)
def every_hotline() -> tuple[Hotline, ...]:
    """All that may be shown: a number without a source or a day of checking is left out."""
    entries: list[dict[str, Any]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return tuple(_hotline(entry) for entry in entries if entry["source"] and entry["checked_on"])


def hotlines() -> tuple[Hotline, ...]:
    """Those in the help panel of every page."""
    return tuple(line for line in every_hotline() if line.panel)


def hotline(number: str) -> Hotline | None:
    """The line with a number as it is written in the file (`1577-1366`), or None when none with a source is known."""
    return next((line for line in every_hotline() if line.number == number), None)


def _hotline(entry: dict[str, Any]) -> Hotline:
    words = {part: entry[part] or {} for part in ("name", "what", "hours", "languages", "source")}
    return Hotline(entry["number"], entry["panel"], entry["emergency"], words, entry["checked_on"])


def _in_language(words: Words) -> str:
    return words.get(current_language().code) or words.get("en", "")
