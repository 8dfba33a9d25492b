"""Events from a file to the portal: what goes on the map, what is kept off it, and what a second run does."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from etl.run import Options, Outcome, Status, run_source
from etl.source import Expectations, read_source
from geoportal.events.models import Event
from geoportal.provenance.models import Issue, QuarantinedRow

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


def test_trap_18_what_lies_just_off_the_coast_is_loaded_with_a_doubt(province: object, tmp_path: Path) -> None:
    """The coast of the made-up province is lat 37.2: one of these is 1.1 km off it, the other 2.8 km."""
    good = [row(f"지은축제 {number}") for number in range(60)]
    outcome = loaded(tmp_path, [*good, row("항구축제", 위도="37.19"), row("먼바다축제", 위도="37.175")])
    assert outcome.report["load"]["added"] == 61
    assert Event.objects.get(name_ko="항구축제").unit.code == "41273"
    issue = Issue.objects.get()
    assert (issue.kind, issue.detail["name_ko"], issue.detail["off_m"]) == ("off_all_polygons", "항구축제", 1110)
    kept = QuarantinedRow.objects.get()
    assert (kept.rule, kept.raw["name_ko"]) == ("outside_all_regions", "먼바다축제")


def test_trap_19_what_lies_in_another_province_or_country_than_its_address_is_kept_off_the_map(
    province: object, tmp_path: Path
) -> None:
    good = [row(f"지은축제 {number}") for number in range(60)]
    astray = [row("강원축제", 위도="37.9", 경도="128.6"), row("후쿠오카축제", 위도="33.59", 경도="130.4"),
              row("하와이축제", 위도="21.3", 경도="-157.86")]  # fmt: skip
    assert loaded(tmp_path, [*good, *astray]).report["load"]["added"] == 60
    kept = {one.raw.get("name_ko", one.raw.get("축제명")): one.rule for one in QuarantinedRow.objects.all()}
    assert kept == {
        "강원축제": "outside_all_regions", "후쿠오카축제": "outside_all_regions", "하와이축제": "outside_korea",
    }  # fmt: skip


def test_trap_46_what_looks_like_markup_is_shown_as_text(province: object, tmp_path: Path, client: Client) -> None:
    loaded(tmp_path, [row("지은축제 <우선멈춤>", 개최장소="<img src=x onerror=alert(1)>광장")])
    event = Event.objects.get()
    page = client.get(event.get_absolute_url()).content.decode()
    assert "지은축제 &lt;우선멈춤&gt;" in page
    assert "<img src=x" not in page


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
