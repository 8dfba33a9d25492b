"""Small rules for text that people type."""

from __future__ import annotations

import unicodedata


def clean_query(text: str) -> str:
    """Typed text in one Unicode form, without control characters, single-spaced."""
    normal = unicodedata.normalize("NFC", text)
    printable = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") else char for char in normal)
    return " ".join(printable.split())


def escape_like(text: str) -> str:
    """The text with LIKE's own characters made literal."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
