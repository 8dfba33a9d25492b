"""Small rules for text that people type."""

from __future__ import annotations

import re
import unicodedata

# Of a moderator, on what they decide.
MAX_NOTE = 500
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def clean_query(text: str) -> str:
    """Typed text in one Unicode form, without control characters, single-spaced."""
    normal = unicodedata.normalize("NFC", text)
    printable = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") else char for char in normal)
    return " ".join(printable.split())


def clean_lines(text: str) -> str:
    """Typed text of several lines in one Unicode form, each line single-spaced, without characters that turn text."""
    kept = "".join(char for char in text if char not in BIDI_CONTROLS)
    lines = [clean_query(line) for line in kept.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def escape_like(text: str) -> str:
    """The text with LIKE's own characters made literal."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
