"""Words that the glossary fixes, for a text that is one of its terms as a whole."""

from __future__ import annotations

from geoportal.translation.queries import Known


def term(text: str, *, source: str, target: str) -> Known | None:
    """The glossary's word for a Korean term, or None."""
    return None
