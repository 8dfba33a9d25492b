"""The worker: runs that were asked for in the admin, one at a time, and beside them texts and sheets for readers."""

from __future__ import annotations

import time
from concurrent.futures import Executor, ThreadPoolExecutor

from django.db import connection
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app, connector_params

import etl.load  # noqa: F401  (sets Django up)
from etl.progress import Say, counted
from geoportal.provenance import jobs
from geoportal.provenance.models import RunRequest
from geoportal.translation.tasks import QUEUE as TRANSLATION
from geoportal.web.sheet.tasks import QUEUE as SHEETS

# The screen of the admin is no film.
BETWEEN_STEPS_S = 1.0


def work(*, once: bool = False) -> None:
    """Wait for jobs and do them until SIGTERM or SIGINT, then end the one at hand; `once`: until none waits."""
    jobs.end_abandoned()
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=3)
    with app.replace_connector(connector):
        app.run_worker(
            queues=[jobs.QUEUE, TRANSLATION, SHEETS],
            # Runs wait for one another; who looks once would not see the one that waits.
            concurrency=1 if once else 2,
            wait=not once,
            listen_notify=not once,
            install_signal_handlers=not once,
        )


@app.task(name=jobs.TASK, queue=jobs.QUEUE)
def run_requested(request_id: int) -> None:
    """Run the source of a request, as asked, and note how it went; the thread keeps no connection afterwards."""
    try:
        run_asked(request_id)
    finally:
        connection.close()


def run_asked(request_id: int) -> None:
    from etl.override import run_options
    from etl.safely import run_safely

    asked = jobs.begin(request_id)
    how = run_options(accept=asked.accept, why=asked.why, by=asked.asked_by)
    with ThreadPoolExecutor(max_workers=1) as notes:
        outcome = run_safely(asked.source.name, how, say=noting(asked, notes))
    jobs.finish(asked, outcome=outcome.status.value, message=outcome.message)


def noting(asked: RunRequest, notes: Executor) -> Say:
    """A function that notes the steps of a run with its request: each new one, and its progress now and then.

    `notes` has a connection of its own, because the run's is inside a transaction and takes rows in.
    """
    last, at = "", 0.0

    def say(step: str, done: int = 0, total: int = 0) -> None:
        nonlocal last, at
        now = time.monotonic()
        if step != last or now - at >= BETWEEN_STEPS_S:
            last, at = step, now
            notes.submit(note, asked, f"{step} {counted(done, total)}".strip())

    return say


def note(asked: RunRequest, step: str) -> None:
    """Note one step and give the connection back."""
    try:
        jobs.note_step(asked, step)
    finally:
        connection.close()
