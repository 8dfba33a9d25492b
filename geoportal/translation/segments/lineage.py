"""Which new text of a place follows from which old one; plain lists of texts."""

from __future__ import annotations

from difflib import SequenceMatcher


def followed(old: list[str], new: list[str]) -> dict[int, int]:
    """Index of a new text -> index of the old one it follows from: the same text, or one in its stead.

    A text that was put in between follows from none.
    """
    pairs: dict[int, int] = {}
    for tag, start, end, to, to_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            pairs |= {to + step: start + step for step in range(min(end - start, to_end - to))}
    return pairs


def says_the_same(old: str, new: str) -> bool:
    """Whether only the spaces differ."""
    return old.split() == new.split()
