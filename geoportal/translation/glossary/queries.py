"""Reads of the glossary."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models

from geoportal.core.languages import language_of
from geoportal.translation.checks.terms import Term


class GlossaryQuerySet(models.QuerySet):
    """Terms of all languages."""

    def of_language(self, code: str) -> GlossaryQuerySet:
        """Terms of one language; its BCP 47 tag or Django's code."""
        return self.filter(language=language_of(code).code)

    def as_terms(self) -> tuple[Term, ...]:
        """What the checks take."""
        rows: list[Any] = list(self.order_by("korean").values_list("korean", "text", "also", "is_fixed"))
        return tuple(Term(korean, text, tuple(also), is_fixed) for korean, text, also, is_fixed in rows)

    def edition(self) -> str:
        """Eight letters that change with every change of the terms; empty when there are none."""
        rows = [f"{korean}\t{text}" for korean, text in self.order_by("korean").values_list("korean", "text")]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:8] if rows else ""
