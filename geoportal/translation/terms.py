"""Words that the glossary fixes, for a text that is one of its terms as a whole."""

from __future__ import annotations

from geoportal.core.languages import language_of
from geoportal.translation.categories import Status
from geoportal.translation.glossary.models import GlossaryTerm
from geoportal.translation.queries import Known


def term(text: str, *, source: str, target: str) -> Known | None:
    """The glossary's word for a Korean term, or None."""
    # Longer texts are no terms: most of a page's texts ask nothing of the database.
    if source != "ko" or len(text) > 80:
        return None
    language = language_of(target).code
    found = GlossaryTerm.objects.filter(korean=text.strip(), language=language).values_list("text", "status").first()
    return Known(found[0], Status(found[1])) if found else None
