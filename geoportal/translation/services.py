"""The Translator: memory first, then one paid call for however many ask, within the budget, never in a reader's way.

`known` reads only. `translate` may ask an engine and is for workers, commands and editors; pages use `want`, which
notes what they lack for the worker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

import structlog
from django.db import transaction
from django.utils import timezone

from geoportal.core import sql
from geoportal.core.redact import redact
from geoportal.translation import budget
from geoportal.translation.categories import Status
from geoportal.translation.keeping import refusal
from geoportal.translation.models import InFlight, Memory, Wanted
from geoportal.translation.providers import engine as engine_of_settings
from geoportal.translation.providers.engine import Engine, EngineError, Unanswered, Unsuitable
from geoportal.translation.queries import Known, text_hash
from geoportal.translation.terms import terms

log = structlog.get_logger("geoportal.translation")
# A longer text is a document: an editor's work, and no engine's while somebody reads.
LONGEST = 10_000
# Longer than a call, its retries and what is waited for at the database.
CLAIM_S = 60.0


def known(texts: Iterable[str], *, source: str = "ko", target: str) -> dict[str, Known]:
    """By text what there is of it in `target` (BCP 47 tags): from the memory, else the glossary; missing are the
    others. Never calls out."""
    texts = {text for text in texts if text.strip()}
    if not texts or source == target:
        return {}
    engine = engine_of_settings()
    named = {"model": engine.name, "glossary": engine.glossary} if engine else {}
    found = Memory.objects.known(texts, source=source, target=target, **named)
    return terms(texts - set(found), source=source, target=target) | found


def translate(
    texts: Iterable[str], *, source: str = "ko", target: str, engine: Engine | None = None
) -> dict[str, Known]:
    """As `known`, after an engine was asked for what is missing or stale. Texts that another process is at, that the
    engine does not translate, or that would pass the budget stay missing: ask again later. Raises nothing for an
    engine's faults."""
    texts = {text for text in texts if text.strip()}
    found = known(texts, source=source, target=target)
    engine = engine or engine_of_settings()
    if engine is None or source == target:
        return found
    lacking = {text for text in texts if text not in found or found[text].is_stale}
    names = {"source": source, "target": target, "model": engine.name, "glossary": engine.glossary}
    lacking -= Memory.objects.refused_by(lacking, **names)
    if not lacking:
        return found
    _fill(engine, sorted(lacking), source=source, target=target)
    return known(texts, source=source, target=target)


def remember(text: str, said: str, *, source: str = "ko", target: str, status: Status) -> None:
    """Keep a person's translation of a text; it is shown before any engine's."""
    Memory.objects.update_or_create(
        source_hash=text_hash(text), source=source, target=target, model="", glossary="",
        defaults={"source_text": redact(text).strip(), "text": said, "status": status, "made_at": timezone.now()},
    )  # fmt: skip


def refused(texts: Iterable[str], *, source: str = "ko", target: str) -> set[str]:
    """Those that the engine has answered with what must not be shown; asking again would cost again."""
    engine = engine_of_settings()
    if engine is None:
        return set()
    names = {"source": source, "target": target, "model": engine.name, "glossary": engine.glossary}
    return Memory.objects.refused_by(texts, **names)


def want(texts: Iterable[str], *, source: str = "ko", target: str) -> None:
    """Note texts that a reader met and nobody has translated."""
    rows = [
        Wanted(source_hash=text_hash(text), source=source, target=target, source_text=redact(text).strip())
        for text in texts
        if text.strip()
    ]
    Wanted.objects.bulk_create(rows, ignore_conflicts=True)


def can_be_asked(size: int = 1) -> bool:
    """Whether waiting for an engine makes sense: there is one, it is not at rest, and there is budget left."""
    engine = engine_of_settings()
    return engine is not None and not budget.is_down(engine.name) and budget.left() >= size


def _fill(engine: Engine, texts: Sequence[str], *, source: str, target: str) -> None:
    """Ask the engine for those texts that no other process is at, in calls as large as it takes."""
    for batch in _batches(texts, engine):
        if not _fill_batch(engine, batch, source=source, target=target):
            return


def _fill_batch(engine: Engine, texts: Sequence[str], *, source: str, target: str) -> bool:
    """One call's worth of texts; False when asking on would be of no use."""
    keys = {_key(engine, text, source, target): text for text in texts}
    claimed = [key for (key,) in sql.rows("translation/claim", {"keys": list(keys), "seconds": CLAIM_S})]
    try:
        # Whoever had a text a moment ago may have finished it since we looked.
        mine = [keys[key] for key in claimed]
        done = Memory.objects.known(mine, source=source, target=target, model=engine.name, glossary=engine.glossary)
        mine = sorted(text for text in mine if text not in done or done[text].is_stale)
        return not mine or _ask(engine, mine, source=source, target=target)
    finally:
        InFlight.objects.filter(key__in=claimed).delete()


def _ask(engine: Engine, texts: Sequence[str], *, source: str, target: str) -> bool:
    """One call and what comes of it; False when asking on would be of no use."""
    sent = [redact(text).strip() for text in texts]
    size = sum(map(len, sent))
    if not budget.may_ask(engine.name):
        return False
    if not budget.reserve(size):
        log.warning("translation budget spent", target=target, characters=size)
        return False
    try:
        given = engine.translate(sent, source=source, target=target)
        if len(given) != len(sent):
            raise Unanswered("another number of texts")
    except EngineError as error:
        return _failed(engine, texts, error, size, source=source, target=target)
    budget.worked(engine.name)
    _keep(engine, zip(texts, sent, given, strict=True), source=source, target=target)
    return True


def _failed(engine: Engine, texts: Sequence[str], error: EngineError, size: int, *, source: str, target: str) -> bool:
    log.warning("translation failed", engine=engine.name, error=type(error).__name__, why=str(error), target=target)
    if not error.is_charged:
        budget.give_back(size)
    if not isinstance(error, Unsuitable):
        budget.failed(engine.name, error)
        return False
    budget.worked(engine.name)
    if len(texts) == 1:
        _keep(engine, [(texts[0], redact(texts[0]).strip(), "")], source=source, target=target)
        return True
    # One of them spoils the call for the others: look for it by halves.
    middle = len(texts) // 2
    asked = [_ask(engine, half, source=source, target=target) for half in (texts[:middle], texts[middle:])]
    return all(asked)


@transaction.atomic
def _keep(engine: Engine, answers: Iterable[tuple[str, str, str]], *, source: str, target: str) -> None:
    """Write an engine's answers down, those that must not be shown with the reason and without their text."""
    for text, sent, said in answers:
        why = refusal(sent, said)
        if why:
            log.warning("translation refused", engine=engine.name, why=why.value, target=target)
        Memory.objects.update_or_create(
            source_hash=text_hash(text), source=source, target=target, model=engine.name, glossary=engine.glossary,
            defaults={
                "source_text": sent, "text": "" if why else said, "status": Status.MACHINE,
                "refused": why.value if why else "", "made_at": timezone.now(),
            },
        )  # fmt: skip


def _batches(texts: Sequence[str], engine: Engine) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if len(text) > min(LONGEST, engine.most_characters):
            continue
        if batch and (len(batch) == engine.most_texts or size + len(text) > engine.most_characters):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _key(engine: Engine, text: str, source: str, target: str) -> str:
    parts = (text_hash(text), source, target, engine.name, engine.glossary)
    return sha256("\0".join(parts).encode()).hexdigest()
