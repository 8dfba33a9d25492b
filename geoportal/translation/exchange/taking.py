"""Takes an uploaded file's translations: never over a person's newer words, never with errors, and says what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.strings import StringValue

from geoportal.accounts.models import User
from geoportal.translation.categories import SegmentStatus, Status
from geoportal.translation.checks import Finding, check, errors_of
from geoportal.translation.checks.terms import Term
from geoportal.translation.exchange.message import Document, Message
from geoportal.translation.glossary.models import GlossaryTerm
from geoportal.translation.segments.models import SegmentVersion
from geoportal.translation.segments.queries import Segment
from geoportal.translation.segments.texts import data_of
from geoportal.translation.segments.writing import REVIEW, locked, write


class Outcome(StrEnum):
    """What became of one message of a file."""

    TAKEN = "taken"
    TAKEN_OUTDATED = "taken_outdated"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    NEWER = "newer"
    FAULTY = "faulty"
    CHANGED_SOURCE = "changed_source"
    UNKNOWN = "unknown"


WORDS: dict[Outcome, Promise] = {
    Outcome.TAKEN: _("Taken"),
    Outcome.TAKEN_OUTDATED: _("Taken, but made of an older source: outdated"),
    Outcome.UNCHANGED: _("Nothing new"),
    Outcome.EMPTY: _("Not translated"),
    Outcome.NEWER: _("Not taken: somebody has written newer words since the file was made"),
    Outcome.FAULTY: _("Not taken: a check fails"),
    Outcome.CHANGED_SOURCE: _("Not taken: the source has changed since"),
    Outcome.UNKNOWN: _("Not taken: there is no such page or place"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """One message with what became of it, and the errors that stopped it."""

    message: Message
    outcome: Outcome
    findings: tuple[Finding, ...] = ()

    @property
    def words(self) -> Promise:
        return WORDS[self.outcome]


@dataclass
class Report:
    """What an import did."""

    results: list[Result] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(result.outcome for result in self.results)

    def of(self, outcome: Outcome) -> list[Result]:
        return [result for result in self.results if result.outcome is outcome]


@dataclass(frozen=True, slots=True)
class _Taker:
    locale: Locale
    by: User
    made_by: str
    terms: tuple[Term, ...]


def take(document: Document, locale: Locale, *, by: User, made_by: str) -> Report:
    """Store a file's translations, page by page; what was taken and what not, and why. Nothing is published.

    `made_by` names the file for those who look later. Reviewed stays reviewed only where the one who brings the file
    may review; other people's work comes in as drafted, and a machine's as machine.
    """
    report = Report()
    taker = _Taker(locale, by, made_by, GlossaryTerm.objects.of_language(locale.language_code).as_terms())
    pages: dict[str, list[Message]] = {}
    for message in document.messages:
        pages.setdefault(message.page, []).append(message)
    sources = {str(source.object_id): source for source in _sources(pages)}
    for page, messages in pages.items():
        if page in sources:
            _take_page(sources[page], messages, taker, report)
        else:
            report.results += [Result(message, Outcome.UNKNOWN) for message in messages]
    return report


def _sources(keys: Iterable[str]) -> Iterable[TranslationSource]:
    valid = []
    for key in keys:
        try:
            valid.append(UUID(key))
        except ValueError:
            continue
    return TranslationSource.objects.filter(object_id__in=valid)


@transaction.atomic
def _take_page(source: TranslationSource, messages: list[Message], taker: _Taker, report: Report) -> None:
    now: dict[str, list[Segment]] = {}
    for segment in locked(source, taker.locale).values():
        now.setdefault(segment.row.path, []).append(segment)
    for message in messages:
        standing = now.get(message.path, [])
        same = next((one for one in standing if _is_source(one, message.source)), None)
        result = _take_one(same, message, taker) if same else _take_older(standing, message, taker)
        report.results.append(result)
        if result.outcome in (Outcome.TAKEN, Outcome.TAKEN_OUTDATED):
            report.pages.add(source.pk)


def _is_source(segment: Segment, text: str) -> bool:
    return segment.source.split() == text.split() or segment.source_data == text


def _take_one(segment: Segment, message: Message, taker: _Taker) -> Result:
    """A message whose source stands there now."""
    if not message.text.strip():
        return Result(message, Outcome.EMPTY)
    changed = data_of(message.text, source=segment.source_data) != segment.data
    renewed = segment.status is SegmentStatus.OUTDATED and message.status is not SegmentStatus.OUTDATED
    promoted = message.status is SegmentStatus.REVIEWED and segment.status is not SegmentStatus.REVIEWED
    if not changed and not renewed and not (promoted and taker.by.has_perm(REVIEW)):
        return Result(message, Outcome.UNCHANGED)
    if not changed and message.token != segment.token:
        return Result(message, Outcome.UNCHANGED)
    is_human = segment.status not in (SegmentStatus.MISSING, SegmentStatus.MACHINE)
    if is_human and message.token != segment.token:
        return Result(message, Outcome.NEWER)
    if wrong := errors_of(check(segment.source, message.text, language=taker.locale.language_code, terms=taker.terms)):
        return Result(message, Outcome.FAULTY, tuple(wrong))
    is_outdated = message.status is SegmentStatus.OUTDATED and segment.status is SegmentStatus.OUTDATED
    _write(segment, message, taker, version_id=segment.row.made_from_id if is_outdated else segment.row.version_id)
    return Result(message, Outcome.TAKEN_OUTDATED if is_outdated else Outcome.TAKEN)


def _take_older(standing: list[Segment], message: Message, taker: _Taker) -> Result:
    """A message of a source that has changed: better than nothing where nothing stands, and outdated."""
    if len(standing) != 1:
        return Result(message, Outcome.CHANGED_SOURCE if standing else Outcome.UNKNOWN)
    segment = standing[0]
    data = str(StringValue.from_plaintext(message.source).data)
    version = SegmentVersion.objects.filter(
        context_id=segment.row.context_id, string__data__in=(data, message.source)
    ).first()
    if version is None or segment.status is not SegmentStatus.MISSING or not message.text.strip():
        return Result(message, Outcome.CHANGED_SOURCE)
    if wrong := errors_of(check(message.source, message.text, language=taker.locale.language_code, terms=taker.terms)):
        return Result(message, Outcome.FAULTY, tuple(wrong))
    _write(segment, message, taker, version_id=version.pk)
    return Result(message, Outcome.TAKEN_OUTDATED)


def _write(segment: Segment, message: Message, taker: _Taker, *, version_id: int | None) -> None:
    kind = Status.DRAFTED
    if message.status is SegmentStatus.MACHINE:
        kind = Status.MACHINE
    elif message.status is SegmentStatus.REVIEWED and taker.by.has_perm(REVIEW):
        kind = Status.REVIEWED
    by = None if kind is Status.MACHINE else taker.by
    write(segment, message.text, taker.locale, kind=kind, by=by, made_by=taker.made_by, version_id=version_id)
