"""All or nothing: loaders are killed at 100 moments, and their database sessions are cut, and what stands is whole."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from tests.etl.faults.apart import Apart, shuffled_shares
from tests.etl.faults.editions import EGEN, HIRA

pytestmark = pytest.mark.django_db
RUN = ("run", HIRA, "--no-fetch")
TEMPORARY = "relpersistence = 't' OR relname ~ 'staging|place_change'"
HELD = "locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
FULL = """
    CREATE FUNCTION made_up_full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.source_key = 'KEY00550' THEN
            RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER made_up_full_disk BEFORE INSERT ON places_place FOR EACH ROW EXECUTE FUNCTION made_up_full_disk()
"""


@pytest.fixture(scope="module")
def whole(apart: Apart, folders: dict[str, Path]) -> dict[str, str]:
    """The picture of each edition, once both have been loaded and A stands."""
    made = {}
    for letter in "ABAB":
        assert apart.load(folders[letter], EGEN, HIRA) == [0, 0]
        made.setdefault(letter, "")
        made[letter] = apart.picture()
    assert apart.load(folders["A"], HIRA) == [0]
    assert made["A"] == apart.picture() != made["B"]
    assert apart.execute("SELECT count(*) FROM places_place WHERE same_as_id IS NOT NULL")[0][0] > 200
    assert apart.execute("SELECT count(*) FROM places_place WHERE merged <> '{}'")[0][0] > 200
    return made


def kill(apart: Apart, pid: int) -> None:
    """Kill the loader and wait until the database has noticed."""
    os.kill(pid, signal.SIGKILL)
    apart.wait_until_left()


def other(letter: str) -> str:
    return "B" if letter == "A" else "A"


def standing(apart: Apart, whole: dict[str, str]) -> str:
    """The edition that stands, exactly; nothing temporary is left and nobody holds the source."""
    now = apart.picture()
    [letter] = [letter for letter, one in whole.items() if one == now]
    assert apart.execute(f"SELECT relname FROM pg_class WHERE {TEMPORARY}") == []
    assert apart.execute(f"SELECT count(*) FROM pg_locks WHERE {HELD}") == [(0,)]
    return letter


def test_100_kills_leave_exactly_the_old_or_exactly_the_new(
    apart: Apart, folders: dict[str, Path], whole: dict[str, str]
) -> None:
    before, left = standing(apart, whole), Counter[str]()
    began = time.monotonic()
    assert apart.load(folders[other(before)], HIRA) == [0]
    took_s, before = time.monotonic() - began, other(before)
    full = apart.picture(with_times=True)
    for share in shuffled_shares(100, up_to=1.1):
        [pid] = apart.start(folders[other(before)], RUN, stay=True)
        time.sleep(share * took_s)
        kill(apart, pid)
        now = standing(apart, whole)
        left["new" if now != before else "old"] += 1
        if share > 1 and now == before:
            took_s *= 1.5  # the machine has become slower than it was when the load was timed
        was, full = full, apart.picture(with_times=True)
        assert (full == was) == (now == before)
        before = now
    assert left.total() == 100
    assert left["old"] > 0 < left["new"]
    assert apart.load(folders[other(before)], HIRA) == [0]
    assert standing(apart, whole) == other(before)


@pytest.mark.parametrize("statement", ["COPY place_staging", "UPDATE places_place"])
def test_a_kill_inside_a_step_leaves_the_old(
    apart: Apart, folders: dict[str, Path], whole: dict[str, str], statement: str
) -> None:
    before = standing(apart, whole)
    [pid] = apart.start(folders[other(before)], RUN, stay=True)
    apart.wait_for(lambda: apart.doing(statement))
    kill(apart, pid)
    assert standing(apart, whole) == before


def test_a_kill_between_merge_and_commit_leaves_the_old(
    apart: Apart, folders: dict[str, Path], whole: dict[str, str]
) -> None:
    before = standing(apart, whole)
    with psycopg.connect(apart.connection.info.dsn) as holder:
        holder.execute("LOCK TABLE places_placecount IN SHARE MODE")
        [pid] = apart.start(folders[other(before)], RUN, stay=True)
        apart.wait_for(
            lambda: [1 for _, state, query in apart.backends() if (state, "placecount" in query) == ("Lock", True)]
        )
        os.kill(pid, signal.SIGKILL)
        apart.wait_until_alone_with(holder.info.backend_pid)
    apart.wait_until_left()
    assert standing(apart, whole) == before


def test_a_kill_after_the_commit_leaves_the_new(apart: Apart, folders: dict[str, Path], whole: dict[str, str]) -> None:
    before = standing(apart, whole)
    [(last,)] = apart.execute("SELECT max(id) FROM provenance_importrun")
    [pid] = apart.start(folders[other(before)], RUN, stay=True)
    apart.wait_for(
        lambda: apart.execute("SELECT id FROM provenance_importrun WHERE id > %s AND status = 'published'", last)
    )
    kill(apart, pid)
    assert standing(apart, whole) == other(before)


@pytest.mark.parametrize("statement", ["COPY place_staging", "UPDATE places_place"])
def test_a_session_cut_by_the_database_is_a_failure_and_the_same_process_can_run_again(
    apart: Apart, folders: dict[str, Path], whole: dict[str, str], statement: str
) -> None:
    before = standing(apart, whole)
    [pid] = apart.start(folders[other(before)], RUN, RUN)
    [backend, *_] = apart.wait_for(lambda: apart.doing(statement))
    apart.execute("SELECT pg_terminate_backend(%s)", backend)
    assert [apart.code(pid), apart.code(pid)] == [1, 0]
    apart.wait_until_left()
    assert standing(apart, whole) == other(before)
    runs = apart.execute("SELECT status, message FROM provenance_importrun ORDER BY id DESC LIMIT 2")
    assert [status for status, _ in runs] == ["published", "failed"]
    assert runs[1][1].startswith("The database stopped the load: ")


def test_a_full_disk_is_a_failure_that_leaves_the_old(
    apart: Apart, folders: dict[str, Path], whole: dict[str, str]
) -> None:
    """A stand-in: filling a disk under the database needs root, so a trigger raises PostgreSQL's own error for it
    (53100) in the middle of the merge."""
    if standing(apart, whole) == "B":
        apart.load(folders["A"], HIRA)
    apart.execute(FULL.replace("BEFORE INSERT", "BEFORE INSERT OR UPDATE"))
    try:
        assert apart.load(folders["B"], HIRA) == [1]
    finally:
        apart.execute("DROP FUNCTION made_up_full_disk CASCADE")
    [(message,)] = apart.execute("SELECT message FROM provenance_importrun ORDER BY id DESC LIMIT 1")
    assert message.startswith("The database stopped the load: could not extend file: No space left on device")
    apart.wait_until_left()
    assert standing(apart, whole) == "A"
    assert apart.load(folders["B"], HIRA) == [0]
