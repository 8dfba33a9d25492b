"""Where the translations of pages stand: the one derivation of a segment's status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, TranslationSource

from geoportal.core import sql
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.segments.models import SegmentVersion
from geoportal.translation.segments.texts import digest_of, text_of


class StatusRow(NamedTuple):
    """One segment in one language; see sql/segment_statuses.sql."""

    source_id: int
    locale_id: int
    segment_id: int
    context_id: int
    string_id: int
    path: str
    order: int
    version_id: int | None
    major: int
    translation_id: int | None
    status: SegmentStatus
    has_error: bool
    made_from_id: int | None
    made_by: str
    made_at: datetime | None
    reviewer: str
    reviewed_on: date | None


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment in one language with its texts. `old_source` is the source an outdated translation was made of.

    `token` changes with everything that a person could have seen: text, status and version of the source.
    """

    row: StatusRow
    source: str
    text: str
    old_source: str
    token: str
    source_data: str
    data: str

    @property
    def status(self) -> SegmentStatus:
        return self.row.status


def statuses(sources: Iterable[int], locales: Iterable[int]) -> list[StatusRow]:
    """Every segment of the sources in every one of the languages, in the order of the pages; ids in."""
    wanted = {"sources": list(sources), "locales": list(locales)}
    if not wanted["sources"] or not wanted["locales"]:
        return []
    rows = [StatusRow(*row) for row in sql.rows("translation/segment_statuses", wanted)]
    return [row._replace(status=SegmentStatus(row.status)) for row in rows]


def segments(source: TranslationSource, locale: Locale) -> list[Segment]:
    """A page's segments in one language, with their texts."""
    return with_texts(statuses([source.pk], [locale.pk]))


def with_texts(rows: Sequence[StatusRow]) -> list[Segment]:
    """The rows with source, translation and, for outdated ones, the older source."""
    strings = String.objects.in_bulk({row.string_id for row in rows})
    done = StringTranslation.objects.in_bulk({row.translation_id for row in rows if row.translation_id})
    made_from = {row.made_from_id for row in rows if row.status is SegmentStatus.OUTDATED}
    older = SegmentVersion.objects.select_related("string").in_bulk(made_from)
    found = []
    for row in rows:
        data = done[row.translation_id].data if row.translation_id else ""
        old = older.get(row.made_from_id or 0)
        source = strings[row.string_id].data
        found.append(Segment(
            row, text_of(source), text_of(data), text_of(old.string.data) if old else "", token_of(row, data), source,
            data,
        ))  # fmt: skip
    return found


def token_of(row: StatusRow, data: str) -> str:
    """What an editor sends back to say what was seen."""
    seen = (row.string_id, row.status, row.made_from_id, row.reviewer, row.reviewed_on, data)
    return digest_of("\t".join(map(str, seen)))


def target_locales() -> list[Locale]:
    """Languages that pages are translated into, in the order of the settings."""
    known = {locale.language_code: locale for locale in Locale.objects.all()}
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != settings.LANGUAGE_CODE]
    return [known[code] for code in codes if code in known]
