"""What is asked of sources and their runs."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone

from geoportal.provenance.models import ImportRun, Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_each_source_with_its_last_runs(province: object) -> None:
    source = Source.objects.get(name="made_up")
    runs = [
        ImportRun.objects.create(source=source, status=status, started_at=NOON + timedelta(hours=hours))
        for hours, status in enumerate(["published", "failed", "unchanged", "failed"])
    ]
    found = Source.objects.with_runs().get(name="made_up")
    assert (found.last_run_id, found.last_published_id) == (runs[3].pk, runs[0].pk)
    assert (found.good_at, found.failed_at) == (runs[2].started_at, runs[3].started_at)
    other = Source.objects.with_runs().get(name="made_sample")
    assert (other.last_run_id, other.last_published_id, other.good_at, other.failed_at) == (None, None, None, None)


def test_the_last_runs_are_found_by_index_however_long_the_log(province: object) -> None:
    sources = list(Source.objects.all())
    now = timezone.now()
    ImportRun.objects.bulk_create(
        ImportRun(source=source, status=status, started_at=now - timedelta(days=day))
        for day in range(3000)
        for source, status in zip(sources * 2, ["published", "unchanged", "failed", "unchanged"], strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE provenance_importrun")
    plan = Source.objects.with_runs().explain()
    assert "Seq Scan on provenance_importrun" not in plan
    assert "run_latest_of_status" in plan
