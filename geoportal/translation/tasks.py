"""The worker's part: has the texts translated that readers met."""

from __future__ import annotations

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from geoportal.translation.models import Wanted
from geoportal.translation.services import translate

TASK = "translation.fill"
QUEUE = "translation"
MOST = 200


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
    """How many texts were taken from the list. Each is asked for once: who meets it again puts it there again."""
    rows = list(Wanted.objects.filter(source=source, target=target).order_by("asked_at")[:MOST])
    translate([row.source_text for row in rows], source=source, target=target)
    Wanted.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
