"""Events from a file to the portal: what goes on the map, what is kept off it, and what a second run does."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.run import Options, Outcome, Status, run_source
from etl.source import Expectations, read_source
from geoportal.events.models import Event
from geoportal.provenance.models import QuarantinedRow

pytestmark = pytest.mark.django_db
FESTIVALS = replace(read_source("festivals_standard"), expectations=Expectations(inside_named_unit=0.9))
HEADER = [*FESTIVALS.columns, "제공기관명"]
TODAY = date(2026, 11, 16)


def row(name: str, **changes: str) -> list[str]:
    """A made-up festival in Ansan's Danwon-gu."""
    values = {
        "축제명": name, "개최장소": "지은광장", "축제시작일자": "2026-12-05", "축제종료일자": "2026-12-06",
        "소재지도로명주소": "경기도 안산시 단원구 지은로 1", "소재지지번주소": "", "위도": "37.21", "경도": "126.81",
        "데이터기준일자": "2026-10-31", "제공기관코드": "9990001", "제공기관명": "경기도 안산시",
    } | changes  # fmt: skip
    return [values[column] for column in HEADER]


def loaded(folder: Path, rows: list[list[str]], *, today: date = TODAY, force: bool = False) -> Outcome:
    """A run over a file of these rows."""
    path = folder / "festivals_standard" / "전국문화축제표준데이터_20261031.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="cp949", newline="") as opened:
        csv.writer(opened).writerows([HEADER, *rows])
    return run_source(FESTIVALS, Options(folder, today, force=force))


def test_trap_12_a_latitude_one_degree_off_is_never_on_the_map(province: object, tmp_path: Path) -> None:
    good = [row(f"지은축제 {number}") for number in range(60)]
    outcome = loaded(tmp_path, [*good, row("한도축제", 위도="38.21"), row("먼축제", 경도="126.98")])
    assert (outcome.status, outcome.report["load"]["added"]) == (Status.PUBLISHED, 60)
    kept = {one.raw["name_ko"]: one.rule for one in QuarantinedRow.objects.all()}
    assert kept == {"한도축제": "one_degree_off", "먼축제": "far_from_named_unit"}
    assert not Event.objects.filter(name_ko__in=kept).exists()


def test_repeated_rows_are_one_event_and_no_reason_to_refuse_the_file(province: object, tmp_path: Path) -> None:
    rows = [row(f"지은축제 {number}") for number in range(20)]
    outcome = loaded(tmp_path, [*rows, *rows[:5]])
    assert (outcome.status, outcome.report["skipped"]) == (Status.PUBLISHED, {"duplicate_key": 5})
    assert Event.objects.published().count() == 20


def test_trap_43_past_events_are_loaded_and_not_shown(province: object, tmp_path: Path) -> None:
    rows = [row(f"지은축제 {number}") for number in range(20)]
    loaded(tmp_path, rows)
    assert loaded(tmp_path, rows, today=date(2027, 11, 16)).status == Status.UNCHANGED
    again = loaded(tmp_path, rows, today=date(2027, 11, 16), force=True)
    assert (again.report["load"]["unchanged"], again.report["load"]["retired"]) == (20, 0)
    assert Event.objects.published().count() == 20
    assert not Event.objects.published().between(date(2027, 11, 16), None).exists()
