"""Which sources a timer runs, and what it tells."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from etl import portal
from etl.__main__ import main
from etl.due import due_names, due_of
from etl.run import Options, Outcome, Status
from etl.source import read_source, source_names
from geoportal.provenance.freshness import LastRuns
from geoportal.provenance.models import ImportRun, Source

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)
DAILY = replace(read_source("hira_hospitals"), every_days=1)
MONTHLY = replace(read_source("schools_standard"), every_days=30)


def test_by_each_sources_own_days() -> None:
    last = {
        "hira_hospitals": LastRuns(good_at=NOW - timedelta(days=1)),
        "schools_standard": LastRuns(good_at=NOW - timedelta(days=29)),
    }
    assert due_of([DAILY, MONTHLY], last_runs=last, now=NOW) == [DAILY]
    assert due_of([DAILY, MONTHLY], last_runs={}, now=NOW) == [DAILY, MONTHLY]


def test_trap_58_the_day_of_a_run_is_koreas_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 3, 1, 14, 59, tzinfo=UTC))
    assert portal.today() == date(2026, 3, 1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 3, 1, 15, 1, tzinfo=UTC))
    assert portal.today() == date(2026, 3, 2)


def recorded(name: str, status: str, *, hours_ago: float) -> None:
    source, _ = Source.objects.get_or_create(name=name, defaults={"kind": "places"})
    began = timezone.now() - timedelta(hours=hours_ago)
    ImportRun.objects.create(source=source, status=status, started_at=began)


@pytest.mark.django_db
def test_what_ran_well_waits_and_what_failed_is_tried_again() -> None:
    assert due_names() == source_names()
    for name in source_names():
        recorded(name, "published", hours_ago=2)
    assert due_names() == []
    recorded("hira_hospitals", "unchanged", hours_ago=1.5)
    recorded("hira_pharmacies", "failed", hours_ago=1.1)
    assert due_names() == ["hira_pharmacies"]


@pytest.mark.django_db
def test_only_what_is_due_is_run_and_what_has_no_file_is_not_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in source_names():
        recorded(name, "published", hours_ago=2)
    Source.objects.filter(name__in=["boundaries", "schools_standard", "festivals_standard"]).delete()
    statuses = {
        "boundaries": Status.UNCHANGED,
        "schools_standard": Status.NO_INPUT,
        "festivals_standard": Status.FAILED,
    }
    monkeypatch.setattr("etl.run.run", lambda name, how, *, say: Outcome(name, statuses[name], "Because."))
    assert main(["run", "--due", "--report", str(tmp_path / "runs.jsonl")]) == 1
    said = capsys.readouterr().out
    assert "boundaries: unchanged. Because." in said
    assert "festivals_standard: failed. Because." in said
    assert "schools_standard" not in said
    lines = [json.loads(line) for line in (tmp_path / "runs.jsonl").read_text().splitlines()]
    assert {line["source"]: line["status"] for line in lines} == {name: str(one) for name, one in statuses.items()}


@pytest.mark.django_db
def test_nothing_due_is_all_well(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("etl.due.source_names", list)
    assert main(["run", "--due"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_a_fault_in_one_source_does_not_stop_the_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(name: str, how: Options, *, say: object) -> Outcome:
        if name == "boundaries":
            raise ZeroDivisionError("made up")
        return Outcome(name, Status.UNCHANGED)

    monkeypatch.setattr("etl.run.run", run)
    assert main(["run", "all"]) == 1
    said = capsys.readouterr()
    assert "boundaries: failed. Not foreseen: ZeroDivisionError: made up" in said.out
    assert said.out.count(": unchanged.") == len(source_names()) - 1
    assert "Traceback" in said.err
