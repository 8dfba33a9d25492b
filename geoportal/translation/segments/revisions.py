"""Which changes of a page's source were minor: the editor says it with each save, and each saved revision keeps it."""

from __future__ import annotations

from datetime import datetime

from wagtail.models import Page, Revision
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# The key in a revision's content; see pages.TranslatedPage.
MINOR = "minor_change"
Texts = dict[str, tuple[str, ...]]


def majorly_changed_paths(page: Page, *, since: datetime) -> set[str]:
    """Places whose text some revision after `since` changed without being a minor change.

    Each revision is compared with the one before it: a draft that changes the sense and a later one that mends a
    comma, published together, are a change of sense.
    """
    saved = list(page.revisions.filter(created_at__gt=since).order_by("created_at", "id"))
    before = page.revisions.filter(created_at__lte=since).order_by("-created_at", "-id").first()
    if before is None:
        return set().union(*(texts_of(revision) for revision in saved)) if saved else set()
    texts, paths = texts_of(before), set()
    for revision in saved:
        now = texts_of(revision)
        if not revision.content.get(MINOR):
            paths |= {path for path in texts.keys() | now.keys() if texts.get(path) != now.get(path)}
        texts = now
    return paths


def texts_of(revision: Revision) -> Texts:
    """Path -> the texts that stand there in the revision."""
    found: dict[str, list[str]] = {}
    for segment in extract_segments(revision.as_object()):
        if isinstance(segment, StringSegmentValue):
            found.setdefault(segment.path, []).append(segment.string.data)
    return {path: tuple(texts) for path, texts in found.items()}
