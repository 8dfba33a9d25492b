"""What must hold between a text and its translation, whoever made it: a person, a file or an engine.

Pure functions over plain text. An error blocks publishing; a warning is shown and does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geoportal.translation.checks import figures, script, structure
from geoportal.translation.checks.findings import Code, Finding
from geoportal.translation.checks.languages import rules_of
from geoportal.translation.checks.terms import Term, check_terms

__all__ = ["Code", "Finding", "Term", "check", "errors_of", "rules_of"]


def check(
    source: str, text: str, *, language: str, terms: Sequence[Term] = (), longest: int | None = None
) -> list[Finding]:
    """What is wrong with `text` as the translation of the Korean `source`, errors first.

    `language` is a BCP 47 tag; `terms` the glossary's terms of that language; `longest` the letters that the field
    holds. A blank source needs no translation. Never raises for any text.
    """
    if not source.strip():
        return []
    if not text.strip():
        return [Finding(Code.EMPTY)]
    rules = rules_of(language)
    found = [
        *script.check_letters(source, text, rules),
        *structure.check_structure(source, text),
        *figures.check_figures(source, text, rules),
        *script.check_length(source, text, rules, longest),
        *check_terms(source, text, terms),
    ]
    return sorted(found, key=lambda finding: not finding.is_error)


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Those that block publishing."""
    return [finding for finding in findings if finding.is_error]
