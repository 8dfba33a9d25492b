"""A source from its file to the portal: what loads, what is refused, and what stays."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import psycopg
import pytest
from django.db import connection

from etl import portal
from etl.__main__ import main
from etl.run import Options, Outcome, Status, run, run_source, salt
from etl.source import Expectations, read_source, source_names
from geoportal.places.models import Place
from geoportal.provenance.models import ImportRun, Issue, QuarantinedRow, Source

pytestmark = pytest.mark.django_db
HEADER = [
    "암호화요양기호", "요양기관명", "종별코드", "종별코드명", "시도코드명", "시군구코드명", "주소", "전화번호",
    "좌표(X)", "좌표(Y)",
]  # fmt: skip
HOSPITALS = replace(read_source("hira_hospitals"), expectations=Expectations(inside_named_unit=0.9))
SAMPLES = replace(read_source("sample_hospitals"), expectations=Expectations())
TODAY = date(2026, 3, 1)
Write = Callable[..., Path]


def row(number: int, **changes: object) -> list[object]:
    """A made-up clinic in Ansan's Danwon-gu."""
    values: dict[str, object] = {
        "암호화요양기호": f"KEY{number:05}", "요양기관명": f"지은{number}의원", "종별코드": 31, "종별코드명": "의원",
        "시도코드명": "경기", "시군구코드명": "안산단원구", "주소": f"경기도 안산시 단원구 지은로 {number}",
        "전화번호": "123-4567", "좌표(X)": round(126.81 + number / 10000, 6), "좌표(Y)": 37.21,
    } | changes  # fmt: skip
    return [values[name] for name in HEADER]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that puts a made-up hospital file into the raw folder: write(rows, month=12)."""

    def write(rows: list[list[object]], *, month: int = 12, suffix: str = "xlsx", header: list[str] = HEADER) -> Path:
        path = tmp_path / "hira_hospitals" / f"1.병원정보서비스(2025.{month}.).{suffix}"
        path.parent.mkdir(exist_ok=True)
        if suffix == "xlsx":
            book = openpyxl.Workbook()
            for cells in [header, *rows]:
                book.active.append(cells)
            book.save(path)
        else:
            with path.open("w", encoding="cp949", newline="") as opened:
                csv.writer(opened).writerows([header, *rows])
        return path

    return write


@pytest.fixture
def hospitals(tmp_path: Path, province: object) -> Callable[..., Outcome]:
    """A function that runs the hospitals from the raw folder."""

    def hospitals(**how: Any) -> Outcome:
        return run_source(HOSPITALS, Options(tmp_path, TODAY, **how))

    return hospitals


def standing() -> list[tuple[object, ...]]:
    return list(Place.objects.published().order_by("source_key").values_list("source_key", "name_ko", "updated_at"))


def test_a_file_is_loaded_and_reported(write: Write, hospitals: Callable[..., Outcome]) -> None:
    write([row(number) for number in range(40)])
    outcome = hospitals()
    assert (outcome.status, outcome.message) == (Status.PUBLISHED, "1.병원정보서비스(2025.12.).xlsx")
    assert outcome.report["load"]["added"] == 40
    assert outcome.report["inside"] == (40, 40)
    place = Place.objects.get(source_key="KEY00001")
    assert (place.unit.code, place.phone, place.checked_on) == ("41273", "031-123-4567", date(2025, 12, 31))
    assert place.name_en == "Jieun 1 Clinic"
    assert Source.objects.get(name="hira_hospitals").reference_date == date(2025, 12, 31)
    recorded = ImportRun.objects.get()
    assert (recorded.status, recorded.counts["added"], recorded.report["read"]) == ("published", 40, 40)


def test_the_same_file_again_is_unchanged(write: Write, hospitals: Callable[..., Outcome]) -> None:
    write([row(number) for number in range(40)])
    hospitals()
    before = standing()
    outcome = hospitals()
    assert outcome.status == Status.UNCHANGED
    assert standing() == before
    assert list(ImportRun.objects.order_by("pk").values_list("status", flat=True)) == ["published", "unchanged"]
    forced = hospitals(force=True)
    assert forced.report["load"] == {
        "added": 0, "updated": 0, "returned": 0, "retired": 0, "closed": 0, "unchanged": 40, "left_out": 0,
        "replaced": 0, "twins": 0, "areas_added": 0, "areas_removed": 0,
    }  # fmt: skip
    assert standing() == before


def test_the_same_bytes_under_a_later_date_are_unchanged_and_true_for_that_day(
    write: Write, hospitals: Callable[..., Outcome]
) -> None:
    path = write([row(number) for number in range(40)], month=9)
    hospitals()
    before = standing()
    path.rename(path.with_name("1.병원정보서비스(2025.12.).xlsx"))
    assert hospitals().status == Status.UNCHANGED
    assert Source.objects.get(name="hira_hospitals").reference_date == date(2025, 12, 31)
    assert standing() == before
    assert Place.objects.get(source_key="KEY00001").checked_on == date(2025, 9, 30)


def test_what_a_fingerprint_covers_beside_files(province: object) -> None:
    def salts() -> list[str]:
        return [salt(read_source(name), TODAY) for name in ("hira_hospitals", "permits_clinics", "support_centers")]

    def publish(name: str) -> None:
        source = Source.objects.create(name=name, kind="places", title_ko=name, title_en=name)
        at = portal.now()
        ImportRun.objects.create(source=source, status="published", started_at=at, finished_at=at, input_sha256=name)

    first = salts()
    publish("permits_hospitals")
    second = salts()
    assert (second[:2], second[2] == first[2]) == (first[:2], False)
    publish("hira_pharmacies")
    assert [before == after for before, after in zip(second, salts(), strict=True)] == [True, False, False]


def test_a_csv_of_the_same_rows_changes_nothing(write: Write, hospitals: Callable[..., Outcome]) -> None:
    rows = [row(number) for number in range(40)]
    path = write(rows)
    hospitals()
    path.unlink()
    write(rows, suffix="csv")
    assert hospitals().report["load"]["unchanged"] == 40


def test_trap_22_what_vanished_is_retired_and_may_return(write: Write, hospitals: Callable[..., Outcome]) -> None:
    a = [row(number) for number in range(40)]
    write(a)
    hospitals()
    first = [line[:2] for line in standing()]
    write([*a[:30], row(99)])
    assert hospitals().report["load"]["retired"] == 10
    write(a)
    outcome = hospitals()
    assert (outcome.report["load"]["returned"], outcome.report["load"]["retired"]) == (10, 1)
    assert [line[:2] for line in standing()] == first


def spoil_truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def spoil_garble(path: Path) -> None:
    path.write_bytes("암호화요양기호,요양기관명".encode().decode("latin-1").encode() + b"\n1,2\n")


def spoil_empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (spoil_truncate, "The file is cut off or damaged"),
        (spoil_garble, "The text is garbled"),
        (spoil_empty, "The file is empty"),
    ],
)
def test_a_spoiled_file_loads_nothing_and_says_why(
    write: Write, hospitals: Callable[..., Outcome], spoil: Callable[[Path], None], why: str
) -> None:
    write([row(number) for number in range(40)])
    hospitals()
    before = standing()
    spoil(write([row(number) for number in range(50)]))
    outcome = hospitals()
    assert outcome.status == Status.FAILED
    assert why in outcome.message
    assert outcome.message.endswith("what stood still stands.")
    assert standing() == before
    failed = ImportRun.objects.latest("pk")
    assert failed.status == "failed"
    assert why in failed.message


@pytest.mark.parametrize(
    ("rows", "header", "why"),
    [
        ([row(n)[:-1] for n in range(40)], HEADER[:-1], "Missing columns: 좌표(Y)"),
        ([row(n) for n in range(19)], HEADER, "Only 19 rows where 40 stand"),
        ([row(n, 종별코드=99) if n < 3 else row(n) for n in range(40)], HEADER, "3 of 40 rows were refused"),
        ([row(n // 2) for n in range(80)], HEADER, "40 of 80 rows were refused"),
        ([row(n, **{"좌표(Y)": 37.29}) for n in range(40)], HEADER, "40 of 40 points lie in no region or far"),
        ([row(n, **{"좌표(Y)": 37.26}) for n in range(40)], HEADER, "would lose more than 60%: 41273: 0 of 40"),
        ([row(n, **{"좌표(X)": 126.95}) for n in range(40)], HEADER, "0 of 40 points lie in the si/gun"),
        ([row(n, **{"좌표(X)": 37.21, "좌표(Y)": 126.8}) for n in range(40)], HEADER, "none of 40 rows can be used"),
        ([row(n, 시도코드명="부산") for n in range(40)], HEADER, r"none of 40 rows can be used (other_province: 40)"),
    ],
)
def test_trap_22_a_failed_check_leaves_yesterdays_rows(
    write: Write, hospitals: Callable[..., Outcome], rows: list[list[object]], header: list[str], why: str
) -> None:
    write([row(number) for number in range(40)])
    hospitals()
    before = standing()
    write(rows, header=header)
    outcome = hospitals()
    assert outcome.status == Status.FAILED
    assert why in outcome.message
    assert standing() == before


def test_a_fall_may_be_accepted_by_name_and_the_log_says_so(write: Write, hospitals: Callable[..., Outcome]) -> None:
    write([row(number) for number in range(40)])
    hospitals()
    write([row(number) for number in range(19)])
    assert hospitals().status == Status.FAILED
    assert (
        hospitals(accept=frozenset({"fall"}), why="half the province left", by="tester").report["load"]["retired"] == 21
    )
    assert ImportRun.objects.latest("pk").report["accepted"] == {
        "guards": "fall", "why": "half the province left", "by": "tester",
    }  # fmt: skip


def test_a_dry_run_takes_it_all_back(write: Write, hospitals: Callable[..., Outcome]) -> None:
    write([row(number) for number in range(40)])
    outcome = hospitals(dry_run=True)
    assert (outcome.status, outcome.report["load"]["added"]) == (Status.CHECKED, 40)
    assert not Place.objects.exists()
    assert not ImportRun.objects.exists()


def test_bad_rows_are_kept_apart_and_odd_ones_listed(write: Write, hospitals: Callable[..., Outcome]) -> None:
    rows = [row(number) for number in range(100)]
    rows[0] = row(0, 종별코드=99)
    rows[1] = row(1, **{"좌표(Y)": 0, "좌표(X)": 0})
    rows[2] = row(2, **{"좌표(Y)": 35.1, "좌표(X)": 129.0})
    rows[3] = row(3, 주소="경기도 수원시 팔달로 3", **{"좌표(X)": 126.89})
    write(rows)
    assert hospitals().report["load"]["added"] == 97
    refused = QuarantinedRow.objects.order_by("rule").values_list("rule", "line")
    assert list(refused) == [("no_position", 3), ("outside_all_regions", None), ("unknown_type", 2)]
    assert QuarantinedRow.objects.get(rule="unknown_type").raw["요양기관명"] == "지은0의원"
    issue = Issue.objects.get()
    assert (issue.key, issue.kind, issue.detail["found"]) == ("KEY00003", "outside_named_unit", "경기도 안산시 단원구")


def test_fields_that_nothing_used_are_reported(write: Write, hospitals: Callable[..., Outcome]) -> None:
    write([[*row(number), "가", ""] for number in range(40)], header=[*HEADER, "새열", "빈열"])
    assert hospitals().report["leftovers"] == {"새열": 40}


def test_a_source_without_files_says_where_to_put_them(hospitals: Callable[..., Outcome], tmp_path: Path) -> None:
    outcome = hospitals()
    assert outcome.status == Status.NO_INPUT
    assert outcome.message.startswith(f"No file in {tmp_path}/hira_hospitals/; put *병원정보*")
    assert not ImportRun.objects.exists()


def test_samples_stand_until_the_real_ones_come(
    write: Write, hospitals: Callable[..., Outcome], tmp_path: Path
) -> None:
    how = Options(tmp_path, TODAY)
    assert run_source(SAMPLES, how).status == Status.PUBLISHED
    assert run_source(SAMPLES, how).status == Status.UNCHANGED
    samples = Place.objects.published().count()
    assert samples > 1000
    write([row(number) for number in range(40)])
    assert hospitals().report["load"]["replaced"] == samples
    assert Place.objects.published().count() == 40
    again = run_source(SAMPLES, how)
    assert (again.status, again.message) == (Status.NOT_NEEDED, "hira_hospitals has published the real ones.")
    assert run_source(SAMPLES, replace(how, force=True)).status == Status.NOT_NEEDED


def test_a_failed_real_source_leaves_the_samples(
    write: Write, hospitals: Callable[..., Outcome], tmp_path: Path
) -> None:
    run_source(SAMPLES, Options(tmp_path, TODAY))
    samples = Place.objects.published().count()
    write([row(n, **{"좌표(X)": 126.95}) for n in range(40)])
    assert hospitals().status == Status.FAILED
    assert Place.objects.published().count() == samples
    assert Source.objects.get(name="hira_hospitals").published_at is None
    assert run_source(SAMPLES, Options(tmp_path, TODAY)).status == Status.UNCHANGED


def test_samples_without_boundaries_say_what_to_do(db: None, tmp_path: Path) -> None:
    outcome = run_source(SAMPLES, Options(tmp_path, TODAY))
    assert outcome.status == Status.FAILED
    assert "run `etl run boundaries` first" in outcome.message


def test_of_two_runs_of_one_source_one_says_so(write: Write, hospitals: Callable[..., Outcome]) -> None:
    write([row(number) for number in range(40)])
    stated = {
        key: value
        for key, value in connection.get_connection_params().items()
        if key in ("dbname", "host", "port", "user")
    }
    with psycopg.connect(**stated) as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended('etl:hira_hospitals', 0))")
        outcome = hospitals()
        assert (outcome.status, Place.objects.count()) == (Status.BUSY, 0)
        # A server process that ends a moment later than its connection would still hold it.
        other.execute("SELECT pg_advisory_unlock_all()")
    assert hospitals().status == Status.PUBLISHED


def test_an_unknown_source_is_a_failure_that_names_the_known(db: None) -> None:
    outcome = run("hospital", Options(Path(), TODAY))
    assert outcome.status == Status.FAILED
    assert "hira_hospitals" in outcome.message


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (Status.PUBLISHED, 0),
        (Status.UNCHANGED, 0),
        (Status.NO_INPUT, 0),
        (Status.NOT_NEEDED, 0),
        (Status.FAILED, 1),
        (Status.BUSY, 3),
    ],
)
def test_the_commands_exit_code(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], status: Status, code: int
) -> None:
    monkeypatch.setattr("etl.run.run", lambda name, how, *, say: Outcome(name, status, "Because."))
    assert main(["run", "hira_hospitals"]) == code
    assert f"hira_hospitals: {status}. Because." in capsys.readouterr().out


def test_the_list_names_every_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["boundaries", "regions", "package"]
    assert len(lines) == len(source_names())


def test_check_loads_nothing(province: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "sample_support"]) in (0, 1)
    assert not Place.objects.exists()


def test_the_door_tells_what_stands(write: Write, hospitals: Callable[..., Outcome]) -> None:
    assert portal.last_input("hira_hospitals") == ""
    write([row(number) for number in range(40)])
    hospitals()
    assert portal.last_input("hira_hospitals") == ImportRun.objects.get().input_sha256
    assert portal.stands(HOSPITALS)
    assert portal.real_source_of(["schools_standard", "hira_hospitals"]) == "hira_hospitals"


def test_trap_13_positions_that_were_dragged_down_are_refused(write: Write, hospitals: Callable[..., Outcome]) -> None:
    dragged = [row(40 + step, **{"좌표(X)": 126.85, "좌표(Y)": 37.21 + step}) for step in range(4)]
    write([*(row(number) for number in range(70)), *dragged])
    outcome = hospitals()
    assert outcome.status == Status.FAILED, outcome
    write([*(row(number) for number in range(100, 200)), *dragged])
    assert hospitals().report["load"]["added"] == 101
    rules = dict(QuarantinedRow.objects.values_list("raw__key", "rule")) | dict(
        QuarantinedRow.objects.values_list("raw__암호화요양기호", "rule")
    )
    assert {rules[f"KEY{40 + step:05}"] for step in (2, 3)} == {"drag_filled"}
    assert rules["KEY00041"] == "one_degree_off"
