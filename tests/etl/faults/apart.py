"""A database of its own for processes that are killed, and what stands in it, row for row."""

from __future__ import annotations

import json
import os
import random
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg

ROOT = Path(__file__).resolve().parents[3]
LONGEST_S = 30.0
# Places with their unit, dong and head by lasting names; what a load writes down as times stands last.
PLACES = """
    SELECT s.name, p.source_key, p.category_id, p.name_ko, p.name_en, p.name_en_generated, p.address_ko, p.address_en,
           p.phone, p.homepage, p.attributes::text, ST_AsText(p.point), ST_AsText(p.point_5179), p.position, u.code,
           d.code, p.row_hash, p.checked_on, p.closed_on, hs.name, h.source_key, p.merged::text,
           p.retired_at IS NULL, {times}
    FROM places_place p
    JOIN provenance_source s ON s.id = p.source_id
    LEFT JOIN regions_region u ON u.id = p.unit_id
    LEFT JOIN regions_region d ON d.id = p.dong_id
    LEFT JOIN places_place h ON h.id = p.same_as_id
    LEFT JOIN provenance_source hs ON hs.id = h.source_id
    ORDER BY s.name, p.source_key
"""
COUNTS = """
    SELECT u.code, c.category_id, c.places, c.samples
    FROM places_placecount c JOIN regions_region u ON u.id = c.unit_id ORDER BY 1, 2
"""
QUARANTINE = """
    SELECT s.name, q.file, q.line, q.rule, q.raw::text
    FROM provenance_quarantinedrow q JOIN provenance_source s ON s.id = q.source_id ORDER BY 1, 2, 3, 4, 5
"""
DOUBTS = """
    SELECT s.name, i.key, i.kind, i.detail::text
    FROM provenance_issue i JOIN provenance_source s ON s.id = i.source_id ORDER BY 1, 2, 3
"""
# Made by the database: to fetch thousands of lines and put them together here would take ten times as long.
MD5 = "SELECT md5(string_agg(line::text, chr(10))) FROM ({lines}) AS line"
TIMES = "p.id, p.created_at, p.updated_at, p.retired_at"
Execute = Callable[[str], Sequence[Sequence[Any]]]


def picture(execute: Execute, *, with_times: bool = False) -> str:
    """An md5 each of all places with their twins, of the counts, the quarantine and the doubts; `with_times` also of
    ids and of when each row was made, changed and retired."""
    statements = [PLACES.format(times=TIMES if with_times else "0"), COUNTS, QUARANTINE, DOUBTS]
    return " ".join(str(execute(MD5.format(lines=one))[0][0])[:12] for one in statements)


@dataclass
class Apart:
    """The database, seen from outside, and the process that forks loaders for it."""

    connection: psycopg.Connection[Any]
    loader: subprocess.Popen[bytes]
    told: IO[bytes]

    def execute(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a statement, in a transaction of its own."""
        found = self.connection.execute(statement, values or None)
        return found.fetchall() if found.description else []

    def picture(self, *, with_times: bool = False) -> str:
        return picture(self.execute, with_times=with_times)

    def start(self, raw: Path | None, *runs: Sequence[str], times: int = 1, **how: object) -> list[int]:
        """Fork loaders that run these commands; their process ids."""
        assert self.loader.stdin
        asked = {"raw": str(raw or ""), "runs": [list(one) for one in runs], "times": times, **how}
        self.loader.stdin.write(json.dumps(asked).encode() + b"\n")
        self.loader.stdin.flush()
        # Children tell of their runs in between: what belongs to others is kept for `code`.
        pids = []
        while len(pids) < times:
            line = self.next_line()
            if "code" in line:
                self.codes.setdefault(line["pid"], []).append(line["code"])
            else:
                pids.append(line["pid"])
        return pids

    def next_line(self) -> dict[str, Any]:
        """What the loader or one of its children tells next."""
        assert select.select([self.told], [], [], LONGEST_S)[0], "the loader says nothing"
        line = self.told.readline()
        assert line, "the loader has ended"
        return json.loads(line)

    def __post_init__(self) -> None:
        self.codes: dict[int, list[int]] = {}

    def code(self, pid: int) -> int:
        """The exit code of this loader's next run, once it has ended."""
        return self.any_code([pid])

    def any_code(self, pids: Sequence[int]) -> int:
        """The exit code of the next of these loaders that ends a run."""
        while not (ended := [pid for pid in pids if self.codes.get(pid)]):
            line = self.next_line()
            self.codes.setdefault(line["pid"], []).append(line["code"])
        return self.codes[ended[0]].pop(0)

    def load(self, raw: Path, *names: str) -> list[int]:
        """Run these sources one after the other in one process; their exit codes."""
        [pid] = self.start(raw, *(["run", name, "--no-fetch"] for name in names))
        return [self.code(pid) for _ in names]

    def backends(self) -> list[tuple[int, str, str]]:
        """What other sessions do in this database: process id, state, statement."""
        return self.execute(
            "SELECT pid, coalesce(wait_event_type, state, ''), query FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )

    def wait_for(self, what: Callable[[], Any]) -> Any:
        """What a question answers, once that is something."""
        until = time.monotonic() + LONGEST_S
        while time.monotonic() < until:
            if found := what():
                return found
            time.sleep(0.002)
        raise AssertionError("waited in vain")

    def wait_until_left(self) -> None:
        """Wait until no session but this one is in the database."""
        self.wait_until_alone_with(0)

    def wait_until_alone_with(self, pid: int) -> None:
        """Wait until no session but this one and that of the process is in the database."""
        self.wait_for(lambda: {one for one, _, _ in self.backends()} <= {pid})

    def doing(self, word: str) -> list[int]:
        """The sessions whose statement at this moment has this word in it."""
        return [pid for pid, _, query in self.backends() if word in query]


@contextmanager
def copied(template: str, params: dict[str, Any]) -> Iterator[str]:
    """The address of a fresh copy of a database, dropped at the end; whoever is still in the template is put out."""
    name = f"{template}_apart_{os.getpid()}"
    where = {key: value for key, value in params.items() if key in ("host", "port", "user", "password")}
    with psycopg.connect(dbname="postgres", autocommit=True, options="-c statement_timeout=0", **where) as top:
        top.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        top.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [template])
        top.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield psycopg.conninfo.make_conninfo(dbname=name, **where)
        finally:
            top.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def loading(conninfo: str) -> Iterator[Apart]:
    """The loader on a database, and a session of our own beside it."""
    stated = psycopg.conninfo.conninfo_to_dict(conninfo)
    where = f"host={stated.get('host', '')}&port={stated.get('port', '')}"
    url = f"postgis://{stated.get('user', '')}@/{stated['dbname']}?{where}"
    reading, writing = os.pipe()
    env = {**os.environ, "DATABASE_URL": url, "TELL_FD": str(writing), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.etl.faults.loader"]
    with psycopg.connect(conninfo, autocommit=True) as connection, os.fdopen(reading, "rb", buffering=0) as told:
        loader = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=env, cwd=ROOT, pass_fds=(writing,)
        )
        os.close(writing)
        try:
            apart = Apart(connection, loader, told)
            assert apart.next_line() == {"ready": True}
            yield apart
        finally:
            assert loader.stdin
            with suppress(BrokenPipeError):
                loader.stdin.close()
            loader.wait()


def shuffled_shares(count: int, *, up_to: float) -> list[float]:
    """Shares of a time, spread evenly from 0, each somewhere in its own part, in an order that is always the same."""
    chosen = random.Random(41)
    shares = [up_to * (number + chosen.random()) / count for number in range(count)]
    chosen.shuffle(shares)
    return shares
