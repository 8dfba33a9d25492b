"""How far the pages are in each language, and which of their texts fail the checks."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.conf import settings
from wagtail_localize.models import TranslationSource

from geoportal.translation.categories import SegmentStatus
from geoportal.translation.checks import Finding
from geoportal.translation.segments.queries import Segment, statuses, target_locales, with_texts
from geoportal.translation.segments.writing import faults_of


class Faulty(NamedTuple):
    """One text of a page with its errors."""

    segment: Segment
    findings: list[Finding]


class Count(NamedTuple):
    """All pages in one language (Django's code)."""

    language: str
    counts: Counter[SegmentStatus]
    faults: list[Faulty]


def counts() -> list[Count]:
    """Each language that pages are translated into."""
    sources = TranslationSource.objects.filter(locale__language_code=settings.LANGUAGE_CODE).values_list(
        "pk", flat=True
    )
    found = []
    for locale in target_locales():
        segments = with_texts(statuses(sources, [locale.pk]))
        by_id = {segment.row.segment_id: segment for segment in segments}
        faults = faults_of(segments, locale.language_code)
        found.append(Count(
            locale.language_code, Counter(segment.status for segment in segments),
            [Faulty(by_id[key], findings) for key, findings in faults.items()],
        ))  # fmt: skip
    return found
