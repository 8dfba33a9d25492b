"""Words that the glossary fixes, for a text that is one of its terms as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from geoportal.core.languages import language_of
from geoportal.translation.categories import Status
from geoportal.translation.glossary.models import GlossaryTerm
from geoportal.translation.queries import Known

# Longer texts are no terms.
LONGEST = 80


def terms(texts: Iterable[str], *, source: str, target: str) -> dict[str, Known]:
    """By text the glossary's word for it; one statement for all, and none where no text can be a term."""
    wanted = {text.strip(): text for text in texts if len(text) <= LONGEST}
    if source != "ko" or not wanted:
        return {}
    found = GlossaryTerm.objects.filter(korean__in=wanted, language=language_of(target).code)
    rows = found.values_list("korean", "text", "status")
    return {wanted[korean]: Known(text, Status(status)) for korean, text, status in rows}
