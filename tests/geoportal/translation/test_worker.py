"""The worker that script/server runs translates what readers met."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from etl.__main__ import main
from geoportal.translation.fragments import State, fragments
from geoportal.translation.models import Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]


def worker() -> int:
    """Work through the queue, in a thread of its own, for the worker brings its own event loop."""

    def work() -> int:
        try:
            return main(["worker", "--once"])
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def test_what_many_readers_met_is_one_job_and_one_call(google):
    for text in ("첫 글", "둘째 글", "첫 글"):
        assert fragments([text], target="vi")[text].state is State.AWAITED
    assert ProcrastinateJob.objects.count() == 1
    assert worker() == 0
    found = fragments(["첫 글", "둘째 글"], target="vi")
    assert [found[text].said for text in ("첫 글", "둘째 글")] == ["x x", "xx x"]
    (asked,) = google.asked
    assert len(asked.contents) == 2
    assert not Wanted.objects.exists()


def test_a_fault_is_no_failed_job_and_the_next_reader_tries_again(google_rest):
    from django.core.cache import cache

    google_rest.fault = (500, "down")
    fragments(["글"], target="vi")
    assert worker() == 0
    assert ProcrastinateJob.objects.get().status == "succeeded"
    assert Wanted.objects.count() == 1
    google_rest.fault = None
    cache.clear()
    fragments(["글"], target="vi")
    assert worker() == 0
    assert fragments(["글"], target="vi")["글"].said == "x"
