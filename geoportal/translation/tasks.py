"""The worker's part: has the texts translated that readers met."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from geoportal.translation.models import Wanted
from geoportal.translation.services import refused, translate

TASK = "translation.fill"
QUEUE = "translation"
MOST = 200
KEPT_FOR = timedelta(days=1)


def ask_worker(source: str, target: str) -> None:
    """Queue the worker for one pair of languages, unless it is queued already."""
    job = app.configure_task(TASK, queue=QUEUE, queueing_lock=f"{TASK}:{source}:{target}")
    try:
        with transaction.atomic():
            job.defer(source=source, target=target)
    except AlreadyEnqueued:
        return


@app.task(name=TASK, queue=QUEUE)
def fill(source: str, target: str) -> None:
    """Translate what is wanted in one pair of languages; the thread keeps no connection afterwards."""
    try:
        fill_wanted(source, target)
    finally:
        connection.close()


def fill_wanted(source: str, target: str) -> int:
    """How many texts were done with: translated, or given up. Those that the engine, its budget or its rest did not
    let through stay for the next time, a day at most."""
    Wanted.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
    rows = list(Wanted.objects.filter(source=source, target=target).order_by("asked_at")[:MOST])
    texts = {row.source_text for row in rows}
    done = set(translate(texts, source=source, target=target)) | refused(texts, source=source, target=target)
    Wanted.objects.filter(pk__in=[row.pk for row in rows if row.source_text in done]).delete()
    if done and len(rows) == MOST:
        ask_worker(source, target)
    return len(done)
