"""Words that the glossary fixes, for texts that are one of its terms as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from geoportal.translation.queries import Known


def terms(texts: Iterable[str], *, source: str, target: str) -> dict[str, Known]:
    """By text the glossary's word for it; one statement for all."""
    return {}
