"""Brings the glossary up to its file."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from geoportal.translation.glossary.file import PATH, rows
from geoportal.translation.glossary.models import GlossaryTerm


@transaction.atomic
def load_glossary(path: Path = PATH) -> dict[str, int]:
    """Write the file's terms; terms that a person made or changed stay. How many were added, changed and removed.

    The same file twice changes nothing.
    """
    done = {"added": 0, "changed": 0, "removed": 0}
    known = {(term.language, term.korean): term for term in GlossaryTerm.objects.select_for_update()}
    seen = set()
    for row in rows(path):
        seen.add((row.language, row.ko))
        stated = {
            "kind": row.kind, "text": row.text, "also": row.forms, "is_fixed": row.fixed == "yes",
            "status": row.status, "source": row.source,
        }  # fmt: skip
        term = known.get((row.language, row.ko))
        if term is None:
            GlossaryTerm.objects.create(language=row.language, korean=row.ko, is_own=False, **stated)
            done["added"] += 1
        elif not term.is_own and any(getattr(term, name) != value for name, value in stated.items()):
            GlossaryTerm.objects.filter(pk=term.pk).update(**stated)
            done["changed"] += 1
    gone = [term.pk for key, term in known.items() if key not in seen and not term.is_own]
    done["removed"] = GlossaryTerm.objects.filter(pk__in=gone).delete()[0]
    return done
