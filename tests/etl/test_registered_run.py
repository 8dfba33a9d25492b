"""The ministry's matrix through the conductor."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.run import Options, Status, run_source
from etl.source import Expectations, read_source
from geoportal.provenance.models import Source
from geoportal.regions.models import ForeignResidents, RegisteredForeigners
from tests.conftest import Province

pytestmark = pytest.mark.django_db
SOURCE = replace(read_source("registered_foreigners"), expectations=Expectations(count={"units": (3, 3)}))
TODAY = date(2026, 11, 22)
HEAD = ["시도", "시군구", "총계", "중국", "베트남"]


def put(raw_dir: Path, *rows: list[object], month: int = 10) -> None:
    folder = raw_dir / SOURCE.name
    folder.mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    for cells in (["지어낸 자료"], [], HEAD, *rows):
        book.active.append(cells)
    book.save(folder / f"등록외국인 지역별 국적별 현황(2026.{month}.).xlsx")


ANSAN: list[list[object]] = [
    ["경기도", "안산시", 10, 8, 2],
    ["", "안산시 상록구", 5, 4, 1],
    ["", "안산시 단원구", 5, 4, 1],
]


@pytest.fixture
def suwon(province: Province) -> list[object]:
    """The small province has a Suwon without gu."""
    return ["", "수원시", 3, 3, "-"]


def test_a_month_is_loaded_beside_the_one_before(tmp_path: Path, suwon: list[object]) -> None:
    how = Options(tmp_path, TODAY)
    put(tmp_path, *ANSAN, suwon, month=9)
    outcome = run_source(SOURCE, how)
    assert (outcome.status, outcome.message) == (Status.PUBLISHED, "등록외국인 지역별 국적별 현황(2026.9.).xlsx")
    assert outcome.report["load"] == {"added": 6, "updated": 0, "removed": 0}
    assert run_source(SOURCE, how).status == Status.UNCHANGED
    put(tmp_path, *ANSAN, ["", "수원시", 4, 4, "-"])
    outcome = run_source(SOURCE, how)
    assert (outcome.status, outcome.report["load"]["added"]) == (Status.PUBLISHED, 6), outcome.message
    months = RegisteredForeigners.objects.values_list("month", flat=True)
    assert set(months) == {date(2026, 9, 30), date(2026, 10, 31)}
    assert sum(row.persons for row in RegisteredForeigners.objects.newest()) == 14
    assert not ForeignResidents.objects.exists()
    assert Source.objects.get(name=SOURCE.name).published_at is not None


def test_a_file_that_does_not_add_up_leaves_what_stood(tmp_path: Path, suwon: list[object]) -> None:
    how = Options(tmp_path, TODAY)
    put(tmp_path, *ANSAN, suwon, month=9)
    run_source(SOURCE, how)
    put(tmp_path, ["경기도", "안산시", 11, 9, 2], *ANSAN[1:], suwon)
    outcome = run_source(SOURCE, how)
    assert outcome.status == Status.FAILED
    assert "안산시, 총계: its parts make 10, it states 11" in outcome.message
    assert set(RegisteredForeigners.objects.values_list("month", flat=True)) == {date(2026, 9, 30)}
    shutil.rmtree(tmp_path / SOURCE.name)
    assert run_source(SOURCE, how).status == Status.NO_INPUT


def test_a_file_that_lacks_a_unit_is_refused(tmp_path: Path, suwon: list[object]) -> None:
    put(tmp_path, *ANSAN)
    outcome = run_source(SOURCE, Options(tmp_path, TODAY))
    assert "units: 2 (expected 3 to 3)" in outcome.message
    assert not RegisteredForeigners.objects.exists()
