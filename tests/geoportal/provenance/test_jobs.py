"""Asking for a run: who may, what is kept, what cannot be changed afterwards."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from geoportal.provenance import jobs
from geoportal.provenance.categories import Guard
from geoportal.provenance.models import ImportRun, RunRequest, Source


@pytest.fixture
def source(province: object) -> Source:
    return Source.objects.get(name="made_up")


def test_a_request_is_a_row_and_a_job_of_the_same_transaction(source: Source) -> None:
    asked = jobs.ask_for_run(source, by="kim", accept=[Guard.MOVED, Guard.FALL], why="The list was cut")
    job = ProcrastinateJob.objects.get()
    assert (job.pk, job.task_name, job.queue_name, job.status) == (asked.job_id, "etl.run", "etl", "todo")
    assert job.args == {"request_id": asked.pk}
    kept = RunRequest.objects.get()
    assert (kept.asked_by, kept.accept, kept.why, kept.state) == (
        "kim",
        ["fall", "moved"],
        "The list was cut",
        "queued",
    )
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.ask_for_run(Source.objects.get(name="made_sample"), by="kim")
        raise ZeroDivisionError
    assert (RunRequest.objects.count(), ProcrastinateJob.objects.count()) == (1, 1)


def test_one_waiting_run_of_a_source_is_enough(source: Source) -> None:
    jobs.ask_for_run(source, by="kim")
    with pytest.raises(jobs.AlreadyAsked):
        jobs.ask_for_run(source, by="lee")
    assert RunRequest.objects.get().asked_by == "kim"
    jobs.ask_for_run(Source.objects.get(name="made_sample"), by="lee")
    assert ProcrastinateJob.objects.count() == 2


def test_the_database_wants_a_reason_for_a_guard(source: Source) -> None:
    with pytest.raises(IntegrityError, match="guard_passed_over_for_a_reason"), transaction.atomic():
        jobs.ask_for_run(source, by="kim", accept=[Guard.FALL])
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE provenance_runrequest SET asked_by = 'lee'",
        "UPDATE provenance_runrequest SET why = 'no reason'",
        "UPDATE provenance_runrequest SET accept = '[]'",
        "UPDATE provenance_runrequest SET asked_at = now() - interval '1 day'",
        "DELETE FROM provenance_runrequest",
    ],
)
def test_who_asked_for_what_and_why_is_kept_by_the_database(source: Source, statement: str) -> None:
    jobs.ask_for_run(source, by="kim", accept=[Guard.FALL], why="because")
    with pytest.raises(IntegrityError, match="kept as it was made"), transaction.atomic():
        connection.cursor().execute(statement)
    assert RunRequest.objects.get().asked_by == "kim"


def test_from_queued_to_done_with_the_run_it_made(source: Source) -> None:
    asked = jobs.begin(jobs.ask_for_run(source, by="kim").pk)
    jobs.note_step(asked, "parsing 3 of 10")
    seen = RunRequest.objects.get()
    assert (seen.state, seen.step) == ("running", "parsing 3 of 10")
    ImportRun.objects.create(source=source, status="failed", started_at=timezone.now() - timedelta(days=1))
    run = ImportRun.objects.create(source=source, status="published", started_at=timezone.now())
    jobs.finish(asked, outcome="published", message="list.csv")
    done = RunRequest.objects.get()
    assert (done.state, done.step, done.run, done.message) == ("published", "", run, "list.csv")


def worker_heard_from(seconds_ago: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s::int))"
            " RETURNING id",
            [seconds_ago],
        )
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(("seconds_ago", "state"), [(5, "running"), (120, "failed")])
def test_a_run_whose_worker_died_does_not_look_alive(source: Source, seconds_ago: int, state: str) -> None:
    asked = jobs.begin(jobs.ask_for_run(source, by="kim").pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s::bigint", [worker_heard_from(seconds_ago)]
        )
    jobs.ask_for_run(source, by="lee")
    asked.refresh_from_db()
    assert asked.state == state
    assert ("worker stopped" in asked.message) is (state == "failed")
    first = ProcrastinateJob.objects.get(pk=asked.job_id)
    assert first.status == ("failed" if state == "failed" else "doing")
