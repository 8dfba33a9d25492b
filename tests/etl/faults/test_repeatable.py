"""Runs in any order: what stands depends on the last good edition of each source and on nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from etl.run import Options, Outcome, Status, run_source
from etl.source import Expectations, Source, read_source
from tests.conftest import make_province
from tests.etl.faults import editions
from tests.etl.faults.apart import picture

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
ROWS = 60
SOURCES: dict[str, Source] = {
    name: replace(read_source(name), expectations=Expectations()) for name in (editions.HIRA, editions.EGEN)
}
STANDING = """
    SELECT s.name, p.source_key, p.name_ko, p.phone, p.row_hash, ST_AsText(p.point), u.code, hs.name, h.source_key,
           p.merged::text
    FROM places_place p
    JOIN provenance_source s ON s.id = p.source_id
    LEFT JOIN regions_region u ON u.id = p.unit_id
    LEFT JOIN places_place h ON h.id = p.same_as_id
    LEFT JOIN provenance_source hs ON hs.id = h.source_id
    WHERE p.retired_at IS NULL
    ORDER BY 1, 2
"""


def execute(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def standing() -> list[tuple[object, ...]]:
    """What is published: the rows with their twins, and the counts."""
    return [
        *execute(STANDING),
        *execute("SELECT unit_id - min(unit_id) OVER (), category_id, places FROM places_placecount"),
    ]


def egen_edition(letter: str) -> list[editions.Row]:
    """E-Gen's list beside HIRA's: B has other rows, C gives some of A's names otherwise."""
    if letter == "C":
        return [
            editions.egen_row(number, dutyTel1="031-999-0000", dutyTime1s="1000")
            if number % 3
            else editions.egen_row(number)
            for number in range(ROWS)
        ]
    return [editions.egen_row(number) for number in (range(ROWS) if letter == "A" else range(20, ROWS + 10))]


def load(raw: Path, name: str, letter: str, *, force: bool = False) -> Outcome:
    """A run of an edition of a source."""
    if name == editions.HIRA:
        editions.write_hira(raw, editions.hira_edition(letter, rows=ROWS))
    else:
        editions.write_egen(raw, egen_edition(letter))
    return run_source(SOURCES[name], Options(raw, TODAY, fetch=False, force=force))


def spoil(raw: Path, name: str) -> Outcome:
    """A run over a file that must be refused."""
    if name == editions.HIRA:
        editions.write_hira(raw, [editions.hira_row(number, 종별코드=99) for number in range(ROWS)])
    else:
        editions.write_egen(raw, [editions.egen_row(number, hpid="") for number in range(ROWS)])
    return run_source(SOURCES[name], Options(raw, TODAY, fetch=False))


def test_the_same_again_changes_not_a_byte(province: object, tmp_path: Path) -> None:
    for name in SOURCES:
        load(tmp_path, name, "A")
    # The first list was loaded before the second; both have seen all of each other from here on.
    load(tmp_path, editions.HIRA, "A", force=True)
    before = picture(execute, with_times=True)
    for name in SOURCES:
        assert load(tmp_path, name, "A").status in (Status.UNCHANGED, Status.PUBLISHED)
        assert picture(execute, with_times=True) == before
        assert load(tmp_path, name, "A", force=True).status == Status.PUBLISHED
        assert picture(execute, with_times=True) == before


def test_a_b_a_is_a_with_its_ids_and_first_days(province: object, tmp_path: Path) -> None:
    for name in SOURCES:
        load(tmp_path, name, "A")
    before = standing()
    kept = "SELECT id, source_key, created_at FROM places_place WHERE retired_at IS NULL ORDER BY id"
    ids = execute(kept)
    assert load(tmp_path, editions.HIRA, "B").report["load"]["retired"] > 0
    assert standing() != before
    assert load(tmp_path, editions.HIRA, "A").report["load"]["returned"] > 0
    assert standing() == before
    assert execute(kept) == ids


class Runs(RuleBasedStateMachine):
    """Runs of two sources that share places, in any order, good and bad; each example in its own rolled-back world."""

    @initialize()
    def begin(self) -> None:
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.folder = TemporaryDirectory()
        self.raw = Path(self.folder.name)
        self.last: dict[str, str] = {}
        make_province()

    @rule(name=st.sampled_from(sorted(SOURCES)), letter=st.sampled_from("ABC"), force=st.booleans())
    def run(self, name: str, letter: str, force: bool) -> None:
        before = picture(execute, with_times=True)
        outcome = load(self.raw, name, letter, force=force)
        assert outcome.status in (Status.PUBLISHED, Status.UNCHANGED), outcome.message
        if self.last.get(name) == letter:
            assert picture(execute, with_times=True) == before
        self.last[name] = letter

    @rule(name=st.sampled_from(sorted(SOURCES)))
    def fail(self, name: str) -> None:
        before = picture(execute, with_times=True)
        assert spoil(self.raw, name).status == Status.FAILED
        assert picture(execute, with_times=True) == before

    @invariant()
    def depends_on_the_last_good_editions_only(self) -> None:
        if getattr(self, "last", None):
            assert standing() == EXPECTED[tuple(self.last.get(name, "") for name in SOURCES)]

    def teardown(self) -> None:
        if hasattr(self, "frame"):
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)
            self.folder.cleanup()


# What one load of each edition into an empty portal gives, by the editions of both sources.
EXPECTED: dict[tuple[str, ...], list[tuple[object, ...]]] = {}


@pytest.fixture
def expected(db: None, tmp_path: Path) -> Iterator[None]:
    """Every pair of editions, loaded once into an empty portal."""
    for hira in ("", "A", "B", "C"):
        for egen in ("", "A", "B", "C"):
            with transaction.atomic():
                make_province()
                for name, letter in zip(SOURCES, (hira, egen), strict=True):
                    assert not letter or load(tmp_path, name, letter).status == Status.PUBLISHED
                EXPECTED[hira, egen] = standing()
                transaction.set_rollback(True)
    yield
    EXPECTED.clear()


def test_20_random_sequences_of_runs_end_in_what_their_last_good_editions_give(expected: None) -> None:
    assert len({repr(one) for one in EXPECTED.values()}) == 16
    run_state_machine_as_test(
        Runs, settings=settings(max_examples=20, stateful_step_count=5, deadline=None, derandomize=True, database=None)
    )
