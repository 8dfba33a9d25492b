"""What a translated page tells its reader: of the whole page and of each text, with the original."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from geoportal.core.languages import Language, language_of
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.segments.queries import Segment, segments

# What a page is, is what its least trustworthy text is.
LEAST_FIRST = [
    SegmentStatus.OUTDATED, SegmentStatus.MISSING, SegmentStatus.MACHINE, SegmentStatus.DRAFTED, SegmentStatus.REVIEWED,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A text, or a page as a whole, as its reader meets it. `original` is empty for a page."""

    status: SegmentStatus
    original: str
    source: Language
    reviewer: str = ""
    reviewed_on: date | None = None

    @property
    def label(self) -> str:
        """In the reader's language."""
        if self.status is SegmentStatus.REVIEWED and self.reviewed_on:
            return _("Translation reviewed by %(name)s on %(date)s") % {
                "name": self.reviewer, "date": date_format(self.reviewed_on, "Y-m-d"),
            }  # fmt: skip
        return {
            SegmentStatus.OUTDATED: _("The original has changed since it was translated"),
            SegmentStatus.MISSING: _("Not translated yet"),
            SegmentStatus.MACHINE: _("AI translation, not checked by a person"),
            SegmentStatus.DRAFTED: _("Draft translation, not reviewed yet"),
            SegmentStatus.REVIEWED: _("Translation reviewed by a person"),
        }[self.status]

    @property
    def is_ai(self) -> bool:
        return self.status is SegmentStatus.MACHINE


@dataclass(frozen=True, slots=True)
class PageShown:
    """A translated page: what holds for all of it, and for each of its texts by path."""

    whole: Shown
    counts: dict[SegmentStatus, int]
    texts: dict[str, Shown]

    def at(self, path: str) -> Shown | None:
        """The text at a path (`body.<block id>`), or the least trustworthy one below it (`faq.<id>` has two)."""
        if path in self.texts:
            return self.texts[path]
        below = [shown for place, shown in self.texts.items() if place.startswith(f"{path}.")]
        return min(below, key=lambda shown: LEAST_FIRST.index(shown.status), default=None)


def shown(page: Page) -> PageShown | None:
    """What to tell of a page; None for one in the source language, or one that was never translated by segments."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return None
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    found = segments(source, page.locale) if source else []
    if not found:
        return None
    texts: dict[str, Shown] = {}
    for segment in found:
        one = _shown(segment)
        before = texts.get(segment.row.path)
        if before is None or LEAST_FIRST.index(one.status) < LEAST_FIRST.index(before.status):
            texts[segment.row.path] = one
    counts = {status: sum(one.status is status for one in texts.values()) for status in LEAST_FIRST}
    worst = next(status for status in LEAST_FIRST if counts[status])
    last = max((one for one in texts.values() if one.reviewed_on), key=lambda one: str(one.reviewed_on), default=None)
    whole = Shown(
        worst, "", language_of(settings.LANGUAGE_CODE),
        last.reviewer if last and worst is SegmentStatus.REVIEWED else "",
        last.reviewed_on if last and worst is SegmentStatus.REVIEWED else None,
    )  # fmt: skip
    return PageShown(whole, {status: count for status, count in counts.items() if count}, texts)


def _shown(segment: Segment) -> Shown:
    row = segment.row
    status = SegmentStatus.MISSING if row.has_error else row.status
    return Shown(status, segment.source, language_of(settings.LANGUAGE_CODE), row.reviewer, row.reviewed_on)
