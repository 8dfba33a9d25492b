"""Spoiled rows: each lands in quarantine under the rule it breaks, or is counted where its source's YAML says so.

There are 42 rules by name; `mutations.py` breaks 41 of them, which a single row can break, in over 100 ways, 25 rows
each. A key that another row has is skipped in some sources; where it is a fault, one row in a thousand may have it, so
there it is proved with one row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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
from tests.etl.faults.mutations import MUTATIONS, QUARANTINE, SKIPPED, Mutation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
ROWS, EVERY, AT_ONCE = 500, 20, 10
SPOILED = range(EVERY - 1, ROWS, EVERY)


def loaded(raw: Path, name: str, rows: list[Row], **how: Any) -> Outcome:
    """A run over a file of these rows."""
    source = replace(read_source(name.split()[0]), expectations=Expectations())
    write_rows(raw / source.name, GOOD[name][1], rows)
    return run_source(source, Options(raw, TODAY, fetch=False, **how))


def standing() -> int:
    return Place.objects.published().count() + Event.objects.published().count()


def test_there_are_42_rules_in_over_100_ways() -> None:
    assert len({one.rule for one in MUTATIONS} | {"drag_filled"}) == 42
    assert len({one.rule for one in MUTATIONS if one.fate == QUARANTINE}) == 34
    assert len({one.name for one in MUTATIONS}) == len(MUTATIONS) > 100


def together() -> Iterator[list[Mutation]]:
    """The ways of one source, up to ten of them: they are loaded in one file."""
    for source in GOOD:
        ways = [one for one in MUTATIONS if one.source == source]
        for start in range(0, len(ways), AT_ONCE):
            yield ways[start : start + AT_ONCE]


@pytest.mark.parametrize("ways", list(together()), ids=lambda ways: f"{ways[0].name} to {ways[-1].way}")
def test_25_spoiled_rows_of_each_way_are_kept_apart_and_the_good_ones_load(
    province: object, tmp_path: Path, ways: list[Mutation]
) -> None:
    """Each way spoils every 20th of 500 rows of its own: 5 % of the file, the most that may be bad."""
    good, file = GOOD[ways[0].source]
    rows = [good(number) for number in range(ROWS * len(ways))]
    spoiled = {way.name: [ROWS * order + number for number in SPOILED] for order, way in enumerate(ways)}
    for way in ways:
        for number in spoiled[way.name]:
            rows[number] = way.change(rows[number], number)
    outcome = loaded(tmp_path, ways[0].source, rows)
    assert (outcome.status, standing()) == (Status.PUBLISHED, len(rows) - 25 * len(ways)), outcome.message
    skipped = Counter({way.rule: 0 for way in ways if way.fate == SKIPPED})
    skipped.update(way.rule for way in ways if way.fate == SKIPPED for _ in SPOILED)
    assert outcome.report["skipped"] == skipped
    kept = {one.line: one for one in QuarantinedRow.objects.filter(line__isnull=False)}
    by_place = {one.raw["name_ko"]: one.rule for one in QuarantinedRow.objects.filter(line__isnull=True)}
    assert len(kept) + len(by_place) == QuarantinedRow.objects.count() == 25 * sum(w.fate == QUARANTINE for w in ways)
    for way in ways:
        lines = spoiled[way.name]
        if way.fate == SKIPPED:
            assert not [line for line in lines if line + 2 in kept], way.name
        elif way.keyed:
            assert {by_place[name_of(rows[line])] for line in lines} == {way.rule}, way.name
        else:
            assert [kept[line + 2].rule for line in lines] == [way.rule] * 25, way.name
            for line in lines:
                raw = {column: str(value).strip() for column, value in rows[line].items()}
                assert (kept[line + 2].file, raw.items() <= kept[line + 2].raw.items()) == (Path(file).name, True)


def name_of(row: Row) -> object:
    return next(row[column] for column in ("요양기관명", "학교명", "축제명") if column in row)


def test_trap_13_25_rows_dragged_down_a_spreadsheet_are_kept_apart(province: object, tmp_path: Path) -> None:
    """Of a run that counts up by one degree the first is true; the second alone could be a typing error."""
    rows = [hospital(number) for number in range(540)]
    top = float(str(rows[100]["좌표(Y)"]))
    for step in range(1, 27):
        rows[100 + step] |= {"좌표(Y)": round(top + step, 6), "좌표(X)": rows[100]["좌표(X)"]}
    outcome = loaded(tmp_path, "hira_hospitals", rows)
    assert (outcome.status, standing()) == (Status.PUBLISHED, 540 - 26), outcome.message
    kept = QuarantinedRow.objects.order_by("line").values_list("rule", "line")
    assert list(kept.filter(line__isnull=False)) == [("drag_filled", 104 + step) for step in range(25)]
    assert [one.rule for one in QuarantinedRow.objects.filter(line__isnull=True)] == ["one_degree_off"]


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
