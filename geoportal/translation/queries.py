"""Reads of the translation memory; none of them calls an engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.utils import timezone

from geoportal.core.redact import redact
from geoportal.translation.categories import Refusal, Status

TRY_AGAIN_AFTER = timedelta(days=1)
RANK = {Status.MACHINE: 0, Status.DRAFTED: 1, Status.REVIEWED: 2}


@dataclass(frozen=True, slots=True)
class Known:
    """A translated text, and whether the engine or glossary that made it has been replaced since."""

    text: str
    status: Status
    model: str = ""
    is_stale: bool = False


@lru_cache(maxsize=4096)  # looking for personal numbers takes a millisecond for a long text
def text_hash(text: str) -> str:
    """What a text is kept under: SHA-256 of it without personal numbers, in hex."""
    return sha256(redact(text).strip().encode()).hexdigest()


class MemoryQuerySet(models.QuerySet):
    """Texts that somebody or some engine has translated before."""

    def of_pair(self, source: str, target: str) -> MemoryQuerySet:
        """From one language into another; BCP 47 tags."""
        return self.filter(source=source, target=target)

    def known(
        self, texts: Iterable[str], *, source: str, target: str, model: str = "", glossary: str = ""
    ) -> dict[str, Known]:
        """By text what is to be shown for it: a person's words before an engine's, then those of the given model and
        glossary, then the newest. Texts that are not known, or whose answer was refused, are missing. One statement.
        """
        wanted = {text_hash(text): text for text in texts}
        found: dict[str, tuple[tuple[object, ...], Known]] = {}
        for row in self.of_pair(source, target).filter(source_hash__in=wanted, refused=""):
            status, is_own = Status(row.status), (row.model, row.glossary) == (model, glossary)
            order = (RANK[status], is_own, row.made_at)
            if row.source_hash not in found or found[row.source_hash][0] < order:
                is_stale = bool(model) and status is Status.MACHINE and not is_own
                found[row.source_hash] = order, Known(row.text, status, row.model, is_stale)
        return {wanted[key]: known for key, (_, known) in found.items()}

    def refused_by(self, texts: Iterable[str], *, source: str, target: str, model: str, glossary: str) -> set[str]:
        """Those of the texts whose answer this engine has given and we don't show; asking again costs again."""
        wanted = {text_hash(text): text for text in texts}
        rows = self.of_pair(source, target).filter(source_hash__in=wanted, model=model, glossary=glossary)
        # What the service would not take at all was not paid for; it may take it another day.
        held = ~Q(refused="") & (~Q(refused=Refusal.EMPTY) | Q(made_at__gt=timezone.now() - TRY_AGAIN_AFTER))
        return {wanted[key] for key in rows.filter(held).values_list("source_hash", flat=True)}
