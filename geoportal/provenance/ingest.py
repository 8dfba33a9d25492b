"""The frame around every bulk load: one lock, one transaction, one run recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import NamedTuple

import orjson
from django.db import connection, transaction
from django.utils import timezone

from geoportal.core.sql import rows, run
from geoportal.provenance.models import ImportRun, Issue, QuarantinedRow, Source


class AlreadyRunning(Exception):
    """Another process is loading this source at this moment."""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the portal shows about a source, as its folder states it."""

    name: str
    kind: str
    title_ko: str
    title_en: str
    publisher: str
    publisher_en: str
    license: str
    license_url: str
    url: str
    attribution: str
    reference_date: date | None
    is_sample: bool
    every_days: int = 1
    rank: int = 40


class Refused(NamedTuple):
    """A row that was not loaded: where it stood, what it said, which rule it broke."""

    file: str
    line: int | None
    rule: str
    raw: dict[str, object]


class Doubt(NamedTuple):
    """A doubt about a row that was loaded: its key, the kind of doubt, what speaks for it."""

    key: str
    kind: str
    detail: dict[str, object]


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run as the feed side saw it, up to the load."""

    started_at: datetime
    input_sha256: str = ""
    input_name: str = ""
    report: Mapping[str, object] = field(default_factory=dict)
    refused: Sequence[Refused] = ()


class Placement(NamedTuple):
    """A staged row and where it fell: the unit and dong in force today (codes, or None in none of them),
    how far outside the dong it lies, in metres, and the degrees where the last load had it (None when new).
    `unit_ko` is the unit its source states."""

    source_key: str
    category: str
    name_ko: str
    address_ko: str
    unit_ko: str
    lat: float
    lon: float
    unit_code: str | None
    dong_code: str | None
    off_m: float
    stood_lat: float | None
    stood_lon: float | None


class Verdict(NamedTuple):
    """What the feed side says of the staged rows: keys to leave out, and doubts about the rest; `gone` are the
    keys of rows that the source took back."""

    leave_out: Sequence[str] = ()
    doubts: Sequence[Doubt] = ()
    refused: Sequence[Refused] = ()
    gone: Sequence[str] = ()


class LiveCount(NamedTuple):
    """Published rows of one source, by category and unit."""

    category: str
    unit_code: str | None
    rows: int


Accept = Callable[[Iterable[Placement]], Verdict]


def accept_all(placements: Iterable[Placement]) -> Verdict:
    """Leave out only what lies in no region at all."""
    return Verdict(leave_out=[p.source_key for p in placements if p.dong_code is None])


@contextmanager
def sole_run(name: str) -> Iterator[None]:
    """Hold the source for this process from fetch to report; AlreadyRunning when another has it."""
    if not rows("provenance/hold_session", {"name": name})[0][0]:
        raise AlreadyRunning(name)
    try:
        yield
    finally:
        rows("provenance/release_session", {"name": name})


@contextmanager
def publishing(facts: SourceFacts, *, dry_run: bool = False) -> Iterator[Source]:
    """One transaction in which a source's rows are replaced; an error inside leaves all as it was.

    The time limits made for web requests don't fit here and are lifted; a lock that is not had
    within 2 s is given up (django.db.OperationalError). AlreadyRunning when the source is held.
    """
    with transaction.atomic():
        run("provenance/begin_load", {})
        if not rows("provenance/hold", {"name": facts.name})[0][0]:
            raise AlreadyRunning(facts.name)
        yield upsert_source(facts)
        if dry_run:
            transaction.set_rollback(True)


def one_at_a_time(kind: str) -> None:
    """Wait for another load of this kind (`places`, `events`) to end, and keep the next one waiting until this
    transaction ends: each sees the rows of the one before, finds its twins among them and never waits for them.

    To be called before the first row is written; one that does not get its turn in ten minutes is given up.
    """
    run_plain("SET LOCAL lock_timeout = '10min'")
    run("provenance/one_at_a_time", {"kind": kind})
    run_plain("SET LOCAL lock_timeout = '2s'")


def upsert_source(facts: SourceFacts) -> Source:
    """The source's row, brought up to date."""
    values = asdict(facts)
    source, _ = Source.objects.update_or_create(name=values.pop("name"), defaults=values)
    return source


def stage(statement: str, *, table: str) -> None:
    """An empty staging table by the named statement, for this transaction."""
    run_plain(f"DROP TABLE IF EXISTS pg_temp.{table}")
    run(statement, {})


def copy_rows(table: str, columns: Mapping[str, str], values: Iterable[Sequence[object]]) -> None:
    """COPY rows into a staging table; names and their types come from constants only."""
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.set_types(list(columns.values()))
        for row in values:
            copy.write_row(row)
    run_plain(f"ANALYZE {table} ({next(iter(columns))})")


@contextmanager
def rebuilt(table: str, *, kept: Sequence[str] = ()) -> Iterator[None]:
    """Insert without indexes and foreign keys and make them anew afterwards: for many rows, several times as fast.

    Readers of the table wait until the transaction ends. Indexes named in `kept` stay: those of a condition that
    hardly a new row fulfils.
    """
    parts = rows("provenance/rebuildable", {"table": table, "kept": list(kept)})
    run_plain("SET CONSTRAINTS ALL IMMEDIATE")  # no index can be dropped while a foreign key is still to be checked
    for drop, _, _ in parts:
        run_plain(drop)
    yield
    for _, make, _ in parts:
        run_plain(make)


def run_plain(statement: str) -> None:
    """Run a statement that takes no parameters and is built of constants or of the catalogue's own words."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def record_published(source: Source, facts: RunFacts, *, counts: Mapping[str, int], verdict: Verdict) -> ImportRun:
    """Write down a load inside its own transaction, with the refused rows and the doubts of this run."""
    replace_refused(source, [*facts.refused, *verdict.refused])
    replace_doubts(source, verdict.doubts)
    source.published_at = timezone.now()
    source.save(update_fields=["published_at"])
    return record_run(source, facts, status=ImportRun.Status.PUBLISHED, counts=counts)


def record_run(
    source: Source,
    facts: RunFacts,
    *,
    status: ImportRun.Status,
    counts: Mapping[str, int] | None = None,
    message: str = "",
) -> ImportRun:
    """One row of the run log."""
    return ImportRun.objects.create(
        source=source,
        status=status,
        started_at=facts.started_at,
        finished_at=timezone.now(),
        input_sha256=facts.input_sha256,
        input_name=facts.input_name[:300],
        counts=dict(counts or {}),
        report=dict(facts.report),
        message=message,
    )


def record_unchanged(facts: SourceFacts, run_facts: RunFacts) -> None:
    """A run that found the same input as the last published one and stopped; the day that it is true for may be
    later than it was, the rows keep theirs."""
    source = Source.objects.get(name=facts.name)
    if facts.reference_date and facts.reference_date != source.reference_date:
        source.reference_date = facts.reference_date
        source.save(update_fields=["reference_date"])
    record_run(source, run_facts, status=ImportRun.Status.UNCHANGED, message="The input has not changed.")


def record_failed(facts: SourceFacts, run_facts: RunFacts, *, message: str) -> None:
    """A run that loaded nothing, and why; what the portal says about the source stays as it was."""
    with transaction.atomic():
        source, _ = Source.objects.get_or_create(name=facts.name, defaults=asdict(facts))
        record_run(source, run_facts, status=ImportRun.Status.FAILED, message=message)


def replace_refused(source: Source, refused: Sequence[Refused]) -> None:
    """Keep the rows that this run refused; one refused before keeps the day it was first seen."""
    known = {(row.rule, as_said(row.raw)): row for row in QuarantinedRow.objects.filter(source=source)}
    wanted = {(row.rule, as_said(row.raw)): row for row in refused}
    QuarantinedRow.objects.filter(pk__in=[row.pk for key, row in known.items() if key not in wanted]).delete()
    QuarantinedRow.objects.bulk_create(
        QuarantinedRow(source=source, **row._asdict()) for key, row in wanted.items() if key not in known
    )


def as_said(raw: Mapping[str, object]) -> bytes:
    """What a row said, in whatever order: the database keeps no order of columns."""
    return orjson.dumps(raw, option=orjson.OPT_SORT_KEYS)


def replace_doubts(source: Source, doubts: Sequence[Doubt]) -> None:
    """Keep the doubts of this run; one that stands keeps the day it was first seen."""
    wanted = {(doubt.key, doubt.kind): doubt for doubt in doubts}
    gone = [issue.pk for issue in Issue.objects.filter(source=source) if (issue.key, issue.kind) not in wanted]
    Issue.objects.filter(pk__in=gone).delete()
    Issue.objects.bulk_create(
        [Issue(source=source, **doubt._asdict()) for doubt in wanted.values()],
        update_conflicts=True,
        unique_fields=["source", "key", "kind"],
        update_fields=["detail"],
    )


def last_published(name: str) -> ImportRun | None:
    """The run whose rows stand now."""
    runs = ImportRun.objects.filter(source__name=name, status=ImportRun.Status.PUBLISHED)
    return runs.order_by("-started_at", "-pk").first()


def content_hash(content: Sequence[object]) -> str:
    """The md5 that tells whether a row has changed since the last load."""
    return hashlib.md5(orjson.dumps(content), usedforsecurity=False).hexdigest()
