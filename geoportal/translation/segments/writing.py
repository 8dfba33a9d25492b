"""Writes of translations by people and engines: who comes second is told, and nothing is overwritten unseen.

Every writer says what it saw (`token`). Writers of one page in one language go one after the other, by a lock on the
page's language; nothing says "in translation", so nothing can keep saying it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from geoportal.accounts.models import User
from geoportal.translation.categories import SegmentStatus, Status
from geoportal.translation.checks import Finding, check, errors_of
from geoportal.translation.glossary.models import GlossaryTerm
from geoportal.translation.segments.models import SegmentTranslation, SegmentVersion
from geoportal.translation.segments.queries import Segment, segments, statuses, with_texts
from geoportal.translation.segments.texts import data_of, digest_of

REVIEW = "translation.review_segments"
TRANSLATE = "translation.translate_segments"
# The first key of PostgreSQL's advisory locks that this module takes; the second is made of page and language.
LOCK = 7_431_003


@dataclass(frozen=True, slots=True)
class Wanted:
    """One segment as its writer wants it: the text, and what was seen of it before.

    `seen_version` is the version of the source that the writer translated; None: the one standing now.
    """

    segment_id: int
    text: str
    token: str
    seen_version: int | None = None
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A segment that somebody else changed meanwhile: what stands there now, and the words that were not stored."""

    now: Segment
    wanted: Wanted


class NotPublishable(Exception):
    """Texts of the page have errors; `faults` has each segment's findings."""

    def __init__(self, faults: dict[int, list[Finding]]) -> None:
        super().__init__(f"{len(faults)} segments with errors")
        self.faults = faults


@transaction.atomic
def save(
    source: TranslationSource, locale: Locale, wanted: Iterable[Wanted], *, by: User, reviewed: bool = False,
    made_by: str = "",
) -> list[Conflict]:  # fmt: skip
    """Store a person's translations; those that somebody changed since they were seen come back and are not stored.

    A text that did not change stays what it is, unless it is confirmed (an outdated one is right for the new source)
    or `reviewed`, which needs the reviewers' permission: PermissionDenied. The text may have errors: they keep it from
    being published, not from being kept.
    """
    if reviewed and not by.has_perm(REVIEW):
        raise PermissionDenied
    now = locked(source, locale)
    conflicts = []
    for one in wanted:
        segment = now.get(one.segment_id)
        if segment is None:
            segment = _in_its_place(one, now)
            if segment is not None:
                conflicts.append(Conflict(segment, one))
            continue
        changed = data_of(one.text, source=segment.source_data) != segment.data
        if not changed and not one.is_confirmed and not reviewed:
            continue
        if segment.token != one.token:
            conflicts.append(Conflict(segment, one))
        elif one.text.strip():
            kind = Status.REVIEWED if reviewed else Status.DRAFTED
            write(segment, one.text, locale, kind=kind, by=by, made_by=made_by or str(by), version_id=one.seen_version)
        elif segment.row.translation_id:
            StringTranslation.objects.get(pk=segment.row.translation_id).delete()
    return conflicts


def _in_its_place(wanted: Wanted, now: dict[int, Segment]) -> Segment | None:
    """The segment that stands where the source text was that the writer translated; None: the place is gone."""
    version = SegmentVersion.objects.filter(pk=wanted.seen_version or 0).first()
    return next((one for one in now.values() if version and one.row.context_id == version.context_id), None)


def locked(source: TranslationSource, locale: Locale) -> dict[int, Segment]:
    """The page's segments in the language, by id, with no other writer until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, lock_key(source, locale)])
    return {segment.row.segment_id: segment for segment in segments(source, locale)}


def lock_key(source: TranslationSource, locale: Locale) -> int:
    """One number of 31 bits for a page in a language."""
    return int((source.pk * 64 + locale.pk) % 2_147_483_647)


def write(
    segment: Segment, text: str, locale: Locale, *, kind: Status, by: User | None, made_by: str,
    version_id: int | None = None,
) -> None:  # fmt: skip
    """Store one translation with what is known of it; the caller holds the lock. `by` is the person, if any."""
    is_machine = kind is Status.MACHINE
    data = data_of(text, source=segment.source_data)
    translation, _ = StringTranslation.objects.update_or_create(
        translation_of_id=segment.row.string_id, context_id=segment.row.context_id, locale=locale,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE if is_machine
            else StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": made_by if is_machine or by is None else "",
            "last_translated_by": by, "has_error": False, "field_error": "",
        },
    )  # fmt: skip
    is_reviewed = kind is Status.REVIEWED
    SegmentTranslation.objects.update_or_create(
        translation=translation,
        defaults={
            "made_from_id": version_id or _version_of(segment), "kind": kind, "digest": digest_of(data),
            "made_by": made_by[:80], "made_at": timezone.now(), "reviewed_by": by if is_reviewed else None,
            "reviewer": str(by) if is_reviewed else "",
            "reviewed_on": timezone.localdate() if is_reviewed else None,
        },
    )  # fmt: skip


def _version_of(segment: Segment) -> int:
    if segment.row.version_id:
        return segment.row.version_id
    version, _ = SegmentVersion.objects.get_or_create(
        context_id=segment.row.context_id, string_id=segment.row.string_id, defaults={"major": 1}
    )
    return int(version.pk)


def findings_of(segment: Segment, language: str, *, longest: int | None = None) -> list[Finding]:
    """What the checks say of a segment's translation; an outdated one is held against the source it was made of."""
    if segment.status is SegmentStatus.MISSING:
        return []
    against = segment.old_source or segment.source
    terms = GlossaryTerm.objects.of_language(language).as_terms()
    return check(against, segment.text, language=language, terms=terms, longest=longest)


@transaction.atomic
def publish(
    source: TranslationSource, locale: Locale, *, by: User, seen: dict[int, str] | None = None
) -> list[Segment]:  # fmt: skip
    """Publish a page in a language. The outdated segments that the person saw (`seen`: segment id -> token) become
    current and drafted, whoever made them: a person answers for them now.

    NotPublishable when a text has errors; an outdated one that is confirmed is held against the new source. Answers
    with the segments that are still outdated, since they changed meanwhile.
    """
    now = locked(source, locale)
    outdated = [one for one in now.values() if one.status is SegmentStatus.OUTDATED]
    confirmed = [one for one in outdated if seen and seen.get(one.row.segment_id) == one.token]
    faults = faults_of(now.values(), locale.language_code, anew=confirmed)
    if faults:
        raise NotPublishable(faults)
    for one in confirmed:
        write(one, one.text, locale, kind=Status.DRAFTED, by=by, made_by=str(by))
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.save_target(user=by, publish=True)
    return [one for one in outdated if one not in confirmed]


def faults_of(found: Iterable[Segment], language: str, *, anew: Iterable[Segment] = ()) -> dict[int, list[Finding]]:
    """Segment id -> errors, of those that have any; `anew` are held against the source as it is now."""
    terms = GlossaryTerm.objects.of_language(language).as_terms()
    confirmed = {segment.row.segment_id for segment in anew}
    faults = {}
    for segment in found:
        if segment.status is SegmentStatus.MISSING:
            continue
        is_new = segment.row.segment_id in confirmed or not segment.old_source
        against = segment.source if is_new else segment.old_source
        wrong = errors_of(check(against, segment.text, language=language, terms=terms))
        if wrong:
            faults[segment.row.segment_id] = wrong
    return faults


def segment_now(source: TranslationSource, locale: Locale, segment_id: int) -> Segment | None:
    """One segment as it stands."""
    rows = [row for row in statuses([source.pk], [locale.pk]) if row.segment_id == segment_id]
    return with_texts(rows)[0] if rows else None
