"""What a translated page tells its reader: of the whole page and of each text, with the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from geoportal.core.languages import EASY, Language, language_of
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.segments.queries import Segment, StatusRow, segments, statuses

# What a page is, is what its least trustworthy translation is; what is missing stands there in the source language.
LEAST_FIRST = [
    SegmentStatus.OUTDATED, SegmentStatus.MACHINE, SegmentStatus.DRAFTED, SegmentStatus.REVIEWED, SegmentStatus.MISSING,
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
    # By the words that the reader sees, for templates that have nothing else.
    by_words: dict[str, Shown]

    def mark_of(self, words: str) -> Shown | None:
        """What to say of a text, by its words: only where it is not what the page as a whole is said to be."""
        one = self.by_words.get(words.strip())
        return one if one and one.label != self.whole.label else None

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
    found = [one for one in segments(source, page.locale) if not is_left(page.locale, one.row)] if source else []
    if not found:
        return None
    texts: dict[str, Shown] = {}
    by_words: dict[str, Shown] = {}
    for segment in found:
        one = _shown(segment)
        by_words.setdefault(segment.text, one)
        before = texts.get(segment.row.path)
        if before is None or LEAST_FIRST.index(one.status) < LEAST_FIRST.index(before.status):
            texts[segment.row.path] = one
    counts = Counter(one.status for one in texts.values())
    worst = worst_of(counts)
    last = max((one for one in texts.values() if one.reviewed_on), key=lambda one: str(one.reviewed_on), default=None)
    whole = Shown(
        worst, "", language_of(settings.LANGUAGE_CODE),
        last.reviewer if last and worst is SegmentStatus.REVIEWED else "",
        last.reviewed_on if last and worst is SegmentStatus.REVIEWED else None,
    )  # fmt: skip
    return PageShown(whole, dict(counts), texts, by_words)


def is_left(locale: Locale, row: StatusRow) -> bool:
    """Whether nothing is lacking where a text has no words: in easy Korean it is as easy as it is."""
    return row.status is SegmentStatus.MISSING and bool(locale.language_code == EASY.django_code)


def worst_of(counts: Counter[SegmentStatus]) -> SegmentStatus:
    """What a page is that has so many texts of each status. One that is not all there is not reviewed."""
    worst = next(status for status in LEAST_FIRST if counts[status])
    is_part = worst is SegmentStatus.REVIEWED and counts[SegmentStatus.MISSING]
    return SegmentStatus.DRAFTED if is_part else worst


def page_statuses(pages: Iterable[Page]) -> dict[int, SegmentStatus]:
    """By page id what each translated page is; pages in the source language, or without segments, are left out."""
    translated = [page for page in pages if page.locale.language_code != settings.LANGUAGE_CODE]
    keys = {page.translation_key for page in translated}
    sources = TranslationSource.objects.filter(object_id__in=keys, locale__language_code=settings.LANGUAGE_CODE)
    ids = dict(sources.values_list("object_id", "pk"))
    counts: dict[tuple[int, int], Counter[SegmentStatus]] = {}
    locales = {page.locale_id: page.locale for page in translated}
    for row in statuses(ids.values(), locales):
        if is_left(locales[row.locale_id], row):
            continue
        status = SegmentStatus.MISSING if row.has_error else row.status
        counts.setdefault((row.source_id, row.locale_id), Counter())[status] += 1
    places = {page.pk: (ids.get(page.translation_key), page.locale_id) for page in translated}
    return {pk: worst_of(counts[place]) for pk, place in places.items() if place in counts}


def _shown(segment: Segment) -> Shown:
    row = segment.row
    status = SegmentStatus.MISSING if row.has_error else row.status
    return Shown(status, segment.source, language_of(settings.LANGUAGE_CODE), row.reviewer, row.reviewed_on)
