"""Files that hold too little, or moved points: refused by a guard, which a named person may pass over once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.run import Options, Outcome, Status, run_source
from etl.source import Expectations, read_source
from geoportal.places.models import Place
from geoportal.provenance.models import ImportRun
from tests.etl.faults.editions import Row, spot
from tests.etl.faults.good_rows import GOOD, hospital, write_rows

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
HOSPITALS = replace(read_source("hira_hospitals"), expectations=Expectations())
Shrink = Callable[[list[Row]], list[Row]]
OVERRIDE = {"why": "HIRA said so by phone", "by": "지은이"}


def suwon(number: int, **changes: object) -> Row:
    """A clinic of the city beside Ansan."""
    lat, lon = spot(number)
    return hospital(number) | {
        "시군구코드명": "수원", "주소": f"경기도 수원시 지은로 {number}", "좌표(X)": round(lon + 0.1, 6),
        "좌표(Y)": lat,
    } | changes  # fmt: skip


def dentist(number: int) -> Row:
    return hospital(number) | {"종별코드": 51, "종별코드명": "치과의원", "요양기관명": f"지은{number}치과의원"}


def whole_list() -> list[Row]:
    """300 clinics and 20 dentists in Ansan, 80 clinics in Suwon."""
    return [*map(hospital, range(300)), *map(dentist, range(300, 320)), *map(suwon, range(400, 480))]


def moved(row: Row) -> Row:
    """The same clinic, about 1.4 km further north and in the same unit."""
    return row | {"좌표(Y)": round(float(str(row["좌표(Y)"])) + 0.0125, 6)}


def shifted(count: int) -> Shrink:
    """As many moved, all of them in Ansan and south of its middle."""

    def shift(rows: list[Row]) -> list[Row]:
        southern = [row["암호화요양기호"] for row in rows if float(str(row["좌표(Y)"])) < 37.236][:count]
        assert len(southern) == count
        return [moved(row) if row["암호화요양기호"] in southern else row for row in rows]

    return shift


# What is left of 400 rows (300 clinics and 20 dentists in Ansan, 80 clinics in Suwon), and what the refusal says.
CASES: list[tuple[str, Shrink, str]] = [
    ("one less than half", lambda rows: [*rows[:139], *rows[300:310], *rows[320:370]], "Only 199 rows where 400 stand"),
    ("just half", lambda rows: [*rows[:140], *rows[300:310], *rows[320:370]], ""),
    ("one in a hundred", lambda rows: rows[::100], "Only 4 rows where 400 stand"),
    ("a city loses 61 %", lambda rows: rows[:351], "would lose more than 60%: 41110: 31 of 80"),
    ("a city loses 60 %", lambda rows: rows[:352], ""),
    ("a city vanishes", lambda rows: rows[:320], "would lose more than 60%: 41110: 0 of 80"),
    ("a kind vanishes", lambda rows: [*rows[:300], *rows[320:]], "No more of: dental_clinic"),
    ("one of a kind is left", lambda rows: [*rows[:301], *rows[320:]], ""),
    ("a fifth and one moved", shifted(81), "81 of 400 points moved by more than 1 km"),
    ("a fifth moved", shifted(80), ""),
    ("a kind gone and many moved", lambda rows: shifted(90)([*rows[:300], *rows[320:]]), "No more of: dental_clinic"),
    ("a city gone and many moved", lambda rows: shifted(90)(rows[:320]), "would lose more than 60%: 41110: 0 of 80"),
]  # fmt: skip


@pytest.fixture
def load(province: object, tmp_path: Path) -> Callable[..., Outcome]:
    """A function that loads these rows."""

    def load(rows: list[Row], **how: Any) -> Outcome:
        write_rows(tmp_path / HOSPITALS.name, GOOD[HOSPITALS.name][1], rows)
        return run_source(HOSPITALS, Options(tmp_path, TODAY, fetch=False, **how))

    return load


def test_there_are_12() -> None:
    assert len(CASES) == len({name for name, *_ in CASES}) == 12


@pytest.mark.parametrize(("shrink", "why"), [case[1:] for case in CASES], ids=[name for name, *_ in CASES])
def test_too_little_is_refused_and_the_very_limit_passes(
    load: Callable[..., Outcome], shrink: Shrink, why: str
) -> None:
    assert load(whole_list()).status == Status.PUBLISHED
    before = list(Place.objects.order_by("pk").values())
    outcome = load(shrink(whole_list()))
    assert why in outcome.message
    assert outcome.status == (Status.FAILED if why else Status.PUBLISHED), outcome.message
    assert (list(Place.objects.order_by("pk").values()) == before) == bool(why)


@pytest.mark.parametrize(
    ("guards", "shrink"),
    [
        ({"fall"}, lambda rows: rows[:60]),
        ({"moved"}, shifted(120)),
        ({"fall", "moved"}, lambda rows: shifted(90)(rows[:320])),
    ],
    ids=["fall", "moved", "both"],
)
def test_a_named_person_may_pass_over_a_guard_once(
    load: Callable[..., Outcome], guards: set[str], shrink: Shrink
) -> None:
    load(whole_list())
    assert load(shrink(whole_list())).status == Status.FAILED
    outcome = load(shrink(whole_list()), accept=frozenset(guards), **OVERRIDE)
    assert outcome.status == Status.PUBLISHED, outcome.message
    said = {"guards": ", ".join(sorted(guards)), **OVERRIDE}
    assert outcome.report["accepted"] == said
    assert ImportRun.objects.latest("pk").report["accepted"] == said
    again = load(whole_list())
    assert not again.report.get("accepted")
    if "moved" in guards:
        assert again.status == Status.FAILED
        assert "moved by more than 1 km" in again.message
        return
    assert again.status == Status.PUBLISHED
    assert not ImportRun.objects.latest("pk").report.get("accepted")
    assert load(shrink(whole_list())).status == Status.FAILED


@pytest.mark.parametrize(("guard", "shrink"), [("moved", lambda rows: rows[:60]), ("fall", shifted(120))])
def test_passing_over_one_guard_leaves_the_other(load: Callable[..., Outcome], guard: str, shrink: Shrink) -> None:
    load(whole_list())
    outcome = load(shrink(whole_list()), accept=frozenset({guard}), **OVERRIDE)
    assert outcome.status == Status.FAILED
    assert Place.objects.published().count() == 400
