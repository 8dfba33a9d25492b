"""One translation on its way out or in, whatever the format of the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from geoportal.translation.categories import SegmentStatus
from geoportal.translation.segments.queries import Segment, statuses, with_texts


class NotReadable(Exception):
    """The file is not one of ours or is broken; the message says why, in English."""


@dataclass(frozen=True, slots=True)
class Message:
    """A segment of a page (`page` is its translation key) with its place, texts and status.

    `token` is what stood there when the file was written; empty in a file of another maker. `old_source` is what an
    outdated translation was made of.
    """

    page: str
    path: str
    source: str
    text: str
    status: SegmentStatus
    token: str = ""
    old_source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The messages of one or several pages in one language (Django's code), in the order of the pages."""

    language: str
    messages: tuple[Message, ...]


def document(sources: Iterable[TranslationSource], locale: Locale) -> Document:
    """What a file for these pages has to hold."""
    known = {source.pk: source for source in sources}
    found = with_texts(statuses(known, [locale.pk]))
    return Document(locale.language_code, tuple(_message(segment, known[segment.row.source_id]) for segment in found))


def _message(segment: Segment, source: TranslationSource) -> Message:
    row = segment.row
    reviewed = f"{row.reviewer}, {row.reviewed_on}" if row.reviewer else row.made_by
    return Message(
        str(source.object_id), row.path, segment.source, segment.text, segment.status, segment.token,
        segment.old_source, f"{source.object_repr} · {reviewed}".strip(" ·"),
    )  # fmt: skip
