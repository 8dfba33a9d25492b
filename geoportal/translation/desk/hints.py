"""One segment as the editor shows it: texts, status, glossary hints, findings, and what another person wrote."""

from __future__ import annotations

from dataclasses import dataclass

from geoportal.core.languages import Language, language_of
from geoportal.translation.checks import Finding, Term, check
from geoportal.translation.checks.terms import terms_in
from geoportal.translation.segments.queries import Segment


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the editor. `text` is what stands in the box: the person's own words where they were not stored."""

    segment: Segment
    text: str
    terms: list[Term]
    findings: list[Finding]
    theirs: str = ""

    @property
    def id(self) -> int:
        return self.segment.row.segment_id

    @property
    def is_conflict(self) -> bool:
        return bool(self.theirs)

    @property
    def lines(self) -> int:
        """Height of the box."""
        return min(12, max(2, max(len(self.text), len(self.segment.source)) // 60 + 1))


def rows(
    found: list[Segment], language_code: str, terms: tuple[Term, ...], *, unsaved: dict[int, str] | None = None
) -> list[Row]:
    """The segments as rows; `unsaved`: words by segment id that were not stored because of somebody else's."""
    unsaved = unsaved or {}
    made = []
    for segment in found:
        key = segment.row.segment_id
        text = unsaved.get(key, segment.text)
        findings = check(segment.source, text, language=language_code, terms=terms) if text else []
        theirs = segment.text if key in unsaved else ""
        made.append(Row(segment, text, terms_in(segment.source, terms), findings, theirs))
    return made


def language(code: str) -> Language:
    return language_of(code)
