"""What changed since a day, on top of what stands: rows that come, rows that close, rows that are taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from etl.clean.crs import WGS84
from etl.run import Options, Outcome, Status, run_source
from etl.source import Expectations, read_source
from geoportal.places.models import Place

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "fixtures" / "api" / "permits_clinics" / "0001.json"
# Points in metres would have to be proved by more than a handful of rows.
CLINICS = replace(read_source("permits_clinics"), expectations=Expectations(), crs=WGS84)
TODAY = date(2026, 11, 21)
# In the made-up Ansan, in the metres of the register.
POINT = {"CRD_INFO_X": "190000", "CRD_INFO_Y": "413000"}


def item(number: int, **changes: str) -> dict[str, object]:
    """A made-up clinic as the register's API gives it."""
    first = json.loads(PAGE.read_text(encoding="utf-8"))["response"]["body"]["items"]["item"][0]
    return {**first, **POINT, "MNG_NO": f"MADEUP{number}", "BPLC_NM": f"지은{number}의원", **changes}


def run(raw_dir: Path, *items: dict[str, object], changes: bool = False) -> Outcome:
    """Run the source over one page of these items, as a whole list or as changes."""
    folder = raw_dir / "permits_clinics" / ("2026-11-21-changes" if changes else "2026-11-20")
    folder.mkdir(parents=True, exist_ok=True)
    body = {"items": {"item": list(items)} if items else "", "totalCount": len(items), "pageNo": 1, "numOfRows": 100}
    answer = {"response": {"header": {"resultCode": "0", "resultMsg": "NORMAL SERVICE"}, "body": body}}
    (folder / "0001.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    since = datetime(2026, 11, 20, tzinfo=UTC) if changes else None
    return run_source(CLINICS, Options(raw_dir, TODAY, fetch=False, since=since))


def standing() -> list[str]:
    return sorted(Place.objects.published().values_list("source_key", flat=True))


def test_trap_24_a_row_that_the_register_took_back_retires_its_place(province: object, tmp_path: Path) -> None:
    assert run(tmp_path, item(1), item(2), item(3)).report["load"]["added"] == 3
    taken_back = item(2, DAT_UPDT_SE="D", ROAD_NM_ADDR="", LOTNO_ADDR="", CRD_INFO_X="", CRD_INFO_Y="")
    outcome = run(tmp_path, taken_back, item(1, TELNO="031-123-9999"), changes=True)
    assert outcome.status == Status.PUBLISHED
    assert (outcome.report["load"]["retired"], outcome.report["load"]["updated"]) == (1, 1)
    assert outcome.report["skipped"] == {"deleted": 1}
    assert standing() == ["9990000-MADEUP1", "9990000-MADEUP3"]
    assert Place.objects.get(source_key="9990000-MADEUP2").retired_at is not None


def test_nothing_but_rows_taken_back(province: object, tmp_path: Path) -> None:
    run(tmp_path, item(1), item(2))
    outcome = run(tmp_path, item(2, DAT_UPDT_SE="D"), item(9, DAT_UPDT_SE="D"), changes=True)
    assert (outcome.status, outcome.report["load"]["retired"]) == (Status.PUBLISHED, 1)
    assert standing() == ["9990000-MADEUP1"]


def test_a_day_without_changes_changes_nothing(province: object, tmp_path: Path) -> None:
    run(tmp_path, item(1))
    outcome = run(tmp_path, changes=True)
    assert (outcome.status, outcome.report["read"]) == (Status.PUBLISHED, 0)
    assert standing() == ["9990000-MADEUP1"]


def test_a_row_taken_back_and_given_anew_stands(province: object, tmp_path: Path) -> None:
    run(tmp_path, item(1), item(2))
    anew = item(2, BPLC_NM="새지은의원")
    assert run(tmp_path, item(2, DAT_UPDT_SE="D"), anew, changes=True).report["load"]["updated"] == 1
    assert standing() == ["9990000-MADEUP1", "9990000-MADEUP2"]


def test_a_whole_list_without_records_is_refused(province: object, tmp_path: Path) -> None:
    run(tmp_path, item(1))
    outcome = run(tmp_path, item(1, DAT_UPDT_SE="D"))
    assert outcome.status == Status.FAILED
    assert "none of 1 rows can be used (deleted: 1)" in outcome.message
    assert standing() == ["9990000-MADEUP1"]
