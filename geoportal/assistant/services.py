"""Passages follow the guides: what a page says now is stored, and read by the model when it is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from geoportal.assistant import embedding
from geoportal.assistant.categories import PassageKind
from geoportal.assistant.models import Passage
from geoportal.assistant.reading import NO_PAGE, Piece, asked_elsewhere, dangers, out_of_scope, pieces
from geoportal.core.languages import EASY
from geoportal.guides.models import Article

BATCH = 16
# A page says the same in every language: reading it in two is enough to find it by, and takes a third of the time. What
# people ask is read in all.
SAID_IN = ("ko", "en")


def store_passages(articles: Iterable[Any] | None = None) -> int:
    """Store the passages of all published pages, and take away those that no page says; how many are new.

    A text that was read once, wherever it stood, keeps its vector: an unchanged page costs nothing.
    """
    pages = Article.objects.published().specific() if articles is None else articles
    wanted = {(page.slug, page.locale.language_code, piece.anchor): piece for page in pages for piece in read_of(page)}
    slugs = {slug for slug, _language, _anchor in wanted}
    wanted |= {(slug, language, piece.anchor): piece for slug, language, piece in asked_elsewhere() if slug in slugs}
    wanted |= {(NO_PAGE, language, piece.anchor): piece for language, piece in out_of_scope()}
    wanted |= {(kind, language, piece.anchor): piece for kind, language, piece in dangers()}
    with transaction.atomic():
        known = {(one.slug, one.language, one.anchor): one for one in Passage.objects.defer("vector")}
        gone = [one.pk for key, one in known.items() if key not in wanted or wanted[key].digest != one.digest]
        read = dict(Passage.objects.read().values_list("digest", "vector"))
        Passage.objects.filter(pk__in=gone).delete()
        new = [_passage(key, piece, read) for key, piece in wanted.items() if _is_new(known.get(key), piece)]
        Passage.objects.bulk_create(new, batch_size=500)
    return len(new)


def read_of(page: Any) -> list[Piece]:
    """The passages of a page that questions are compared with; none of easy Korean, which says what the Korean says."""
    if page.locale.language_code == EASY.django_code:
        return []
    said = page.locale.language_code in SAID_IN
    return [piece for piece in pieces(page) if said or piece.kind is PassageKind.ASKS]


def read_passages(*, progress: Callable[[int], None] = lambda _: None) -> int:
    """Let the model read what it has not read yet, in batches that each stand by themselves; how many it read."""
    total = 0
    while batch := list(Passage.objects.unread()[:BATCH]):
        for kind, reading in ((PassageKind.ASKS, embedding.of_questions), (PassageKind.SAYS, embedding.of_passages)):
            ones = [one for one in batch if one.kind == kind]
            for one, vector in zip(ones, reading([one.text for one in ones]), strict=True):
                one.vector = vector.tobytes()
        Passage.objects.bulk_update(batch, ["vector"])
        total += len(batch)
        progress(total)
    return total


def _is_new(known: Passage | None, piece: Piece) -> bool:
    return known is None or known.digest != piece.digest


def _passage(key: tuple[str, str, str], piece: Piece, read: dict[str, bytes]) -> Passage:
    slug, language, anchor = key
    return Passage(
        slug=slug, language=language, anchor=anchor, kind=piece.kind, text=piece.text, digest=piece.digest,
        vector=read.get(piece.digest),
    )  # fmt: skip
