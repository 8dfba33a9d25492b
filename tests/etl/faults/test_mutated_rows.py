"""Spoiled rows: each lands in quarantine under the rule it breaks, or is counted where its source's YAML says so.

There are 23 rules by name that a single row can break; `mutations.py` breaks them in over 70 ways, 25 rows each. A
key that another row has is skipped in some sources; where it is a fault, one row in a thousand may have it, so there
it is proved with one row. Coordinates dragged down a spreadsheet are told by several rows together, not here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.run import Options, Outcome, Status, run_source
from etl.source import Expectations, read_source
from geoportal.events.models import Event
from geoportal.places.models import Place
from geoportal.provenance.models import QuarantinedRow
from tests.etl.faults.editions import Row
from tests.etl.faults.good_rows import GOOD, hospital, write_rows
from tests.etl.faults.mutations import MUTATIONS, SKIPPED, Mutation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
ROWS, EVERY = 500, 20
SPOILED = range(EVERY - 1, ROWS, EVERY)


def loaded(raw: Path, name: str, rows: list[Row], **how: Any) -> Outcome:
    """A run over a file of these rows."""
    source = replace(read_source(name.split()[0]), expectations=Expectations())
    write_rows(raw / source.name, GOOD[name][1], rows)
    return run_source(source, Options(raw, TODAY, fetch=False, **how))


def standing() -> int:
    return Place.objects.published().count() + Event.objects.published().count()


def test_there_are_23_rules_in_over_70_ways() -> None:
    assert len({one.rule for one in MUTATIONS}) == 23
    assert len({one.name for one in MUTATIONS}) == len(MUTATIONS) > 70


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_25_spoiled_rows_are_kept_apart_and_the_good_ones_load(
    province: object, tmp_path: Path, mutation: Mutation
) -> None:
    good = GOOD[mutation.source][0]
    rows = [mutation.change(good(number), number) if number in SPOILED else good(number) for number in range(ROWS)]
    outcome = loaded(tmp_path, mutation.source, rows)
    assert (outcome.status, standing()) == (Status.PUBLISHED, ROWS - 25), outcome.message
    kept = list(QuarantinedRow.objects.order_by("line", "pk"))
    if mutation.fate == SKIPPED:
        assert (outcome.report["skipped"], kept) == ({mutation.rule: 25}, [])
        return
    assert {one.rule for one in kept} == {mutation.rule}
    assert len(kept) == 25
    assert all(one.first_seen for one in kept)
    if mutation.keyed:
        names = next(column for column in ("요양기관명", "학교명", "축제명") if column in rows[0])
        assert {one.raw["name_ko"] for one in kept} == {rows[number][names] for number in SPOILED}
        return
    assert [one.line for one in kept] == [number + 2 for number in SPOILED]
    assert {one.file for one in kept} == {Path(GOOD[mutation.source][1]).name}
    for one, number in zip(kept, SPOILED, strict=True):
        assert {column: str(value).strip() for column, value in rows[number].items()}.items() <= one.raw.items()


def test_a_row_that_stays_bad_keeps_the_day_it_was_first_seen_and_a_healed_one_leaves(
    province: object, tmp_path: Path
) -> None:
    rows = [hospital(number) for number in range(60)]
    rows[3], rows[4] = rows[3] | {"종별코드": 99}, rows[4] | {"종별코드": 99}
    loaded(tmp_path, "hira_hospitals", rows)
    first = dict(QuarantinedRow.objects.values_list("line", "first_seen"))
    rows[4] = hospital(4)
    loaded(tmp_path, "hira_hospitals", rows)
    assert dict(QuarantinedRow.objects.values_list("line", "first_seen")) == {5: first[5]}


def test_one_key_twice_in_a_thousand_rows_is_kept_apart_and_two_refuse_the_file(
    province: object, tmp_path: Path
) -> None:
    rows = [hospital(number) for number in range(1000)]
    rows[700] = hospital(700) | {"암호화요양기호": "KEY00003"}
    assert loaded(tmp_path, "hira_hospitals", rows).status == Status.PUBLISHED
    one = QuarantinedRow.objects.get()
    assert (one.rule, one.line, one.raw["요양기관명"]) == ("duplicate_key", 702, "지은700의원")
    rows[800] = hospital(800) | {"암호화요양기호": "KEY00004"}
    outcome = loaded(tmp_path, "hira_hospitals", rows)
    assert outcome.status == Status.FAILED
    assert "2 of 1,000 rows have a key that another row has" in outcome.message
    assert standing() == 999


@pytest.mark.parametrize("bad", [25, 26])
def test_one_bad_row_in_twenty_is_the_most(province: object, tmp_path: Path, bad: int) -> None:
    rows = [hospital(number) | ({"종별코드": 99} if number < bad else {}) for number in range(ROWS)]
    outcome = loaded(tmp_path, "hira_hospitals", rows)
    assert outcome.status == (Status.PUBLISHED if bad == 25 else Status.FAILED)
    assert standing() == (475 if bad == 25 else 0)
    assert ("26 of 500 rows were refused; at most 5% may be." in outcome.message) == (bad == 26)


@pytest.mark.parametrize(
    ("name", "column"),
    [("hira_hospitals", "좌표(Y)"), ("schools_standard", "학교ID"), ("festivals_standard", "축제종료일자"),
     ("permits_clinics", "좌표정보(x)"), ("support_centers", "기관명")],
)  # fmt: skip
def test_a_file_without_a_column_is_refused(province: object, tmp_path: Path, name: str, column: str) -> None:
    good = [GOOD[name][0](number) for number in range(ROWS)]
    assert loaded(tmp_path, name, good).status == Status.PUBLISHED
    outcome = loaded(tmp_path, name, [{key: value for key, value in row.items() if key != column} for row in good])
    assert outcome.status == Status.FAILED
    assert f"Missing columns: {column}" in outcome.message
    assert standing() == ROWS
    assert not QuarantinedRow.objects.exists()
