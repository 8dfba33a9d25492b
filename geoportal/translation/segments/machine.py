"""Machine runs over a page: what is missing, and what a machine made of an older source. People's words stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from geoportal.translation.categories import SegmentStatus, Status
from geoportal.translation.checks import Finding, check, errors_of
from geoportal.translation.glossary.models import GlossaryTerm
from geoportal.translation.segments.models import SegmentTranslation
from geoportal.translation.segments.queries import Segment, segments
from geoportal.translation.segments.writing import lock_key, locked, write

# Source texts in, translations out in the same order; None where the engine has none.
Engine = Callable[[Sequence[str]], Sequence[str | None]]
# Held while a run goes on, by the session: it goes with the process, so no run can be left "running".
RUNNING = 7_431_004


@dataclass
class Run:
    """What a run did, by segment id."""

    is_refused: bool = False
    written: list[int] = field(default_factory=list)
    changed_meanwhile: list[int] = field(default_factory=list)
    without_answer: list[int] = field(default_factory=list)
    faulty: dict[int, list[Finding]] = field(default_factory=dict)


def translate(source: TranslationSource, locale: Locale, engine: Engine, *, name: str) -> Run:
    """Fill what is missing and renew what a machine made of an older source; `name` is the engine's.

    A second run of the same page and language at the same time is refused before anything is paid for. A segment that
    somebody changed while the engine worked keeps their words. Answers that the checks stop are not stored.
    """
    run = Run()
    with alone(source, locale) as is_alone:
        if not is_alone:
            run.is_refused = True
            return run
        asked = [segment for segment in segments(source, locale) if is_for_machines(segment)]
        if not asked:
            return run
        answers = engine([segment.source for segment in asked])
        _store(run, source, locale, dict(zip((one.row.segment_id for one in asked), answers, strict=True)), asked, name)
    return run


@contextmanager
def alone(source: TranslationSource, locale: Locale) -> Iterator[bool]:
    """Whether this is the only run of the page in the language; free again at the end, and if the process dies."""
    key = [RUNNING, lock_key(source, locale)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        taken = bool(cursor.fetchone()[0])
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def is_running(source: TranslationSource, locale: Locale) -> bool:
    """Whether a run goes on now, in any process."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND granted)",
            [RUNNING, lock_key(source, locale)],
        )
        return bool(cursor.fetchone()[0])


def is_for_machines(segment: Segment) -> bool:
    """Missing, or outdated and made by a machine."""
    if segment.status is SegmentStatus.OUTDATED:
        known = SegmentTranslation.objects.filter(translation_id=segment.row.translation_id, kind=Status.MACHINE)
        return known.exists()
    return segment.status is SegmentStatus.MISSING


@transaction.atomic
def _store(
    run: Run, source: TranslationSource, locale: Locale, answers: dict[int, str | None], asked: list[Segment], name: str
) -> None:
    now = locked(source, locale)
    language = locale.language_code
    terms = GlossaryTerm.objects.of_language(language).as_terms()
    for segment in asked:
        key = segment.row.segment_id
        answer, standing = answers[key], now.get(key)
        if standing is None or standing.token != segment.token:
            run.changed_meanwhile.append(key)
        elif not answer:
            run.without_answer.append(key)
        elif faults := errors_of(check(segment.source, answer, language=language, terms=terms)):
            run.faulty[key] = faults
        else:
            write(
                segment, answer, locale, kind=Status.MACHINE, by=None, made_by=name, version_id=segment.row.version_id
            )
            run.written.append(key)
