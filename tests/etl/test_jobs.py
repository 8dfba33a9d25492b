"""The worker carries out what was asked for, with a real queue, and says how it went."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from etl.__main__ import main
from geoportal.places.models import Place
from geoportal.provenance.categories import Guard
from geoportal.provenance.jobs import ask_for_run
from geoportal.provenance.models import ImportRun, RunRequest, Source

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]
HEADER = "암호화요양기호,요양기관명,종별코드,종별코드명,시도코드명,시군구코드명,주소,전화번호,좌표(X),좌표(Y)"
ROW = "KEY{0},지은{0}약국,81,약국,경기,안산단원구,경기도 안산시 단원구 지은로 {0},031-123-4567,126.8{0:04},37.21"


@pytest.fixture
def pharmacies(province: object, settings: object, tmp_path: Path) -> Source:
    """A source with a made-up file of 300 pharmacies in its raw folder."""
    settings.RAW_DIR = tmp_path  # type: ignore[attr-defined]
    path = tmp_path / "hira_pharmacies" / "2.약국정보서비스(2025.12.).csv"
    path.parent.mkdir()
    path.write_text("\n".join([HEADER, *(ROW.format(number) for number in range(300))]), encoding="cp949")
    return Source.objects.create(name="hira_pharmacies", kind="places", title_ko="약국", title_en="Pharmacies")


def worker() -> int:
    """Work through the queue, in a thread of its own: the worker brings its own event loop, and a browser test in
    the same process may have left one running here."""

    def work() -> int:
        try:
            return main(["worker", "--once"])
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def test_a_request_is_carried_out_once(pharmacies: Source) -> None:
    asked = ask_for_run(pharmacies, by="kim", accept=[Guard.FALL], why="A first load")
    assert worker() == 0
    asked.refresh_from_db()
    run = ImportRun.objects.get()
    assert (asked.state, asked.message, asked.step) == ("published", "2.약국정보서비스(2025.12.).csv", "")
    assert asked.run == run
    assert asked.started_at and asked.finished_at and asked.started_at < run.started_at < asked.finished_at
    assert Place.objects.published().count() == 300
    assert ProcrastinateJob.objects.get().status == "succeeded"
    assert worker() == 0
    assert ImportRun.objects.count() == 1


def test_a_failure_is_told_and_the_next_request_runs(pharmacies: Source, tmp_path: Path) -> None:
    next((tmp_path / "hira_pharmacies").iterdir()).write_bytes(b"")
    ask_for_run(pharmacies, by="kim")
    gone = Source.objects.create(name="no_such_source", kind="places", title_ko="없음", title_en="None")
    ask_for_run(gone, by="kim")
    assert worker() == 0
    first, second = RunRequest.objects.order_by("pk")
    assert (first.state, second.state) == ("failed", "failed")
    assert "The file is empty" in first.message
    assert first.run == ImportRun.objects.get()
    assert "There is no source 'no_such_source'" in second.message
    assert second.run is None
    assert not Place.objects.exists()
