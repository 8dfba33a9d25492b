"""Readers, lock holders and other runs of the same source: who waits, who gives up, and that nothing is lost."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from tests.etl.faults.apart import Apart, picture
from tests.etl.faults.editions import HIRA

pytestmark = pytest.mark.django_db
RUN = ("run", HIRA, "--no-fetch")


@pytest.fixture
def edition_a(apart: Apart, folders: dict[str, Path]) -> str:
    """The picture of A, which stands."""
    assert apart.load(folders["A"], HIRA) == [0]
    return apart.picture()


def last_failure(apart: Apart) -> str:
    """What the last run that failed said."""
    failed = "SELECT message FROM provenance_importrun WHERE status = 'failed' ORDER BY id DESC LIMIT 1"
    [(message,)] = apart.wait_for(lambda: apart.execute(failed))
    return message


def waits_of(apart: Apart, *, least: int) -> set[object]:
    """When each statement began that waited for a lock, once there were so many of them: the tries of a load."""
    waiting = "SELECT query_start FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    seen: set[object] = set()
    apart.wait_for(lambda: len(seen.update(row[0] for row in apart.execute(waiting)) or seen) >= least)
    return seen


def test_a_reader_with_an_open_transaction_neither_stops_a_load_nor_sees_half_of_it(
    apart: Apart, folders: dict[str, Path], edition_a: str
) -> None:
    with psycopg.connect(apart.connection.info.dsn) as reader:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        before = reader.execute("SELECT md5(string_agg(row_hash, '' ORDER BY id)) FROM places_place").fetchone()
        assert apart.load(folders["B"], HIRA) == [0]
        after = reader.execute("SELECT md5(string_agg(row_hash, '' ORDER BY id)) FROM places_place").fetchone()
        assert before == after
    assert apart.picture() != edition_a


@pytest.mark.parametrize("mode", ["ACCESS EXCLUSIVE", "SHARE"])
def test_a_table_that_is_held_makes_the_load_give_up_in_plain_words(
    apart: Apart, folders: dict[str, Path], edition_a: str, mode: str
) -> None:
    """SHARE lets the load in until it writes; under ACCESS EXCLUSIVE it cannot even read. Either way it tries five
    times, what stood stands, and the very process that gave up can run again."""
    with psycopg.connect(apart.connection.info.dsn) as holder:
        holder.execute(f"LOCK TABLE places_place IN {mode} MODE")
        [pid] = apart.start(folders["B"], RUN, RUN)
        assert len(waits_of(apart, least=2)) == 2
        assert apart.code(pid) == 1
        held = last_failure(apart)
        assert picture(lambda statement: holder.execute(statement).fetchall()) == edition_a
    assert held.startswith("Another session holds a table that the load needs; given up after 5 tries (")
    assert "lock timeout" in held
    assert apart.code(pid) == 0
    assert apart.picture() != edition_a
    assert apart.load(folders["A"], HIRA) == [0]
    assert apart.picture() == edition_a


@pytest.mark.parametrize("mode", ["ACCESS EXCLUSIVE", "SHARE"])
def test_a_table_let_go_during_the_tries_delays_the_load_and_no_more(
    apart: Apart, folders: dict[str, Path], edition_a: str, mode: str
) -> None:
    with psycopg.connect(apart.connection.info.dsn) as holder:
        holder.execute(f"LOCK TABLE places_place IN {mode} MODE")
        [pid] = apart.start(folders["B"], RUN)
        assert len(waits_of(apart, least=2)) == 2
    assert apart.code(pid) == 0
    assert apart.picture() != edition_a


def test_of_20_runs_at_once_one_runs_and_19_say_that_it_does(
    apart: Apart, folders: dict[str, Path], edition_a: str
) -> None:
    """The one is kept waiting until the others are through: they would all come too late otherwise."""
    [(before,)] = apart.execute("SELECT max(id) FROM provenance_importrun")
    with psycopg.connect(apart.connection.info.dsn) as holder:
        holder.execute("LOCK TABLE places_placecount IN SHARE MODE")
        pids = apart.start(folders["B"], RUN, times=20)
        ended = [apart.any_code(pids) for _ in range(19)]
    ended.append(apart.any_code(pids))
    assert Counter(ended) == {3: 19, 0: 1}
    assert ended[-1] == 0
    # What B is, loaded by one process alone: the same rows, and one run written down for all 20.
    runs = apart.execute("SELECT status FROM provenance_importrun WHERE id > %s", before)
    assert runs == [("published",)]
    crowded = apart.picture()
    assert apart.load(folders["A"], HIRA) == [0]
    assert apart.picture() == edition_a != crowded
    assert apart.load(folders["B"], HIRA) == [0]
    assert apart.picture() == crowded


def test_a_run_that_is_refused_says_that_another_has_not_ended(
    apart: Apart, folders: dict[str, Path], edition_a: str, tmp_path: Path
) -> None:
    report = tmp_path / "report.jsonl"
    with psycopg.connect(apart.connection.info.dsn) as holder:
        holder.execute("LOCK TABLE places_placecount IN SHARE MODE")
        [first] = apart.start(folders["B"], RUN)
        apart.wait_for(lambda: [1 for _, state, _ in apart.backends() if state == "Lock"])
        [second] = apart.start(folders["B"], (*RUN, "--report", str(report)))
        assert apart.code(second) == 3
    assert apart.code(first) == 0
    [said] = map(json.loads, report.read_text().splitlines())
    assert (said["status"], said["message"]) == ("already running", "Another run of this source has not ended yet.")
