"""Vocabulary of the translations: how a text in the reader's language came about."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How much a reader may trust a translated text, least first."""

    MACHINE = "machine"
    DRAFTED = "drafted"
    REVIEWED = "reviewed"


class SegmentStatus(StrEnum):
    """Where one text of a page stands in one language."""

    MISSING = "missing"
    MACHINE = "machine"
    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    OUTDATED = "outdated"


class Refusal(StrEnum):
    """Why what an engine answered is not shown."""

    EMPTY = "empty"
    MARKUP = "markup"
    CHANGED = "changed"
    CONTROLS = "controls"
    LENGTH = "length"
