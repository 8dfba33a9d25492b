"""Asking for a run: a row that says who and why, and a job for the feed's worker, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from asgiref.sync import async_to_sync
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

from geoportal.provenance.categories import Guard
from geoportal.provenance.models import ImportRun, RunRequest, Source

# The worker's task is known here by name only: the portal does not import the feed.
TASK = "etl.run"
QUEUE = "etl"
# A worker that has not been heard of for so long is gone; it gives a sign every 10 s.
SILENCE = timedelta(seconds=60)
GONE = "The worker stopped before the run had ended. Nothing was loaded that the run log does not show."


class AlreadyAsked(Exception):
    """A run of this source waits already."""


def ask_for_run(source: Source, *, by: str, accept: Iterable[Guard] = (), why: str = "") -> RunRequest:
    """Note who wants the source run, past which guards and why, and queue it; AlreadyAsked when one waits.

    A guard without a reason breaks a constraint of the database (django.db.IntegrityError).
    """
    end_abandoned()
    guards = sorted(guard.value for guard in accept)
    with transaction.atomic():
        asked = RunRequest.objects.create(source=source, asked_by=by, accept=guards, why=why)
        task = app.configure_task(TASK, queue=QUEUE, lock=TASK, queueing_lock=f"{TASK}:{source.name}")
        try:
            with transaction.atomic():
                asked.job_id = task.defer(request_id=asked.pk)
        except AlreadyEnqueued as error:
            raise AlreadyAsked(source.name) from error
        asked.save(update_fields=["job_id"])
    return asked


def begin(request_id: int) -> RunRequest:
    """The request that the worker takes up now."""
    asked = RunRequest.objects.select_related("source").get(pk=request_id)
    asked.started_at = timezone.now()
    asked.save(update_fields=["started_at"])
    return asked


def note_step(asked: RunRequest, step: str) -> None:
    """What the worker is doing."""
    RunRequest.objects.filter(pk=asked.pk).update(step=step[:100])


def finish(asked: RunRequest, *, outcome: str, message: str) -> None:
    """How it ended, and the run that it made."""
    asked.finished_at = timezone.now()
    asked.outcome, asked.message, asked.step = outcome, message, ""
    if asked.started_at:
        runs = ImportRun.objects.filter(source=asked.source_id, started_at__gte=asked.started_at)
        asked.run = runs.order_by("-started_at").first()
    asked.save(update_fields=["finished_at", "outcome", "message", "step", "run"])


def end_abandoned() -> int:
    """Close the requests whose worker died, so that they don't look as if they still ran; how many."""
    ended = 0
    for asked in RunRequest.objects.filter(started_at__isnull=False, finished_at__isnull=True):
        job = ProcrastinateJob.objects.select_related("worker").filter(pk=asked.job_id or 0).first()
        if not is_alive(job):
            finish(asked, outcome=ImportRun.Status.FAILED, message=GONE)
            ended += 1
            if job and job.status == Status.DOING.value:
                async_to_sync(app.job_manager.finish_job_by_id_async)(job.pk, Status.FAILED, delete_job=False)
    return ended


def is_alive(job: ProcrastinateJob | None) -> bool:
    """Whether a worker that gives signs of life has the job."""
    if job is None or job.status != Status.DOING.value or job.worker is None:
        return False
    return job.worker.last_heartbeat > timezone.now() - SILENCE
