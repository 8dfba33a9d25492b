"""The conductor: one source from its files to the portal. Reads like the README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from etl import check, fetch, load
from etl.errors import AlreadyRunning, CheckFailed, FetchFailed, LoadFailed, ParseFailed
from etl.parsing import Parsed, parse, refuse_none
from etl.report import parse_report
from etl.source import Format, Kind, Source, read_source, source_names


class Status(StrEnum):
    """How a run ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    CHECKED = "checked"
    NO_INPUT = "no input"
    NOT_NEEDED = "not needed"
    FAILED = "failed"
    BUSY = "already running"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended, why when that needs saying, and its report."""

    name: str
    status: Status
    message: str = ""
    report: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """`force` loads unchanged input again; `accept_fall` loads although far fewer rows came than stand;
    `dry_run` does everything and takes it back."""

    raw_dir: Path
    today: date
    force: bool = False
    accept_fall: bool = False
    dry_run: bool = False


Say = Callable[[str], None]


def options(*, force: bool = False, accept_fall: bool = False, dry_run: bool = False) -> Options:
    """Options with the portal's folder of raw files and Korea's day."""
    return Options(load.raw_dir(), load.today(), force=force, accept_fall=accept_fall, dry_run=dry_run)


def run(name: str, how: Options, *, say: Say = lambda step: None) -> Outcome:
    """Run the source of this name; every failure is an Outcome that says what went wrong."""
    try:
        return run_source(read_source(name), how, say=say)
    except ParseFailed as error:
        return Outcome(name, Status.FAILED, str(error))


def run_source(source: Source, how: Options, *, say: Say = lambda step: None) -> Outcome:
    """Run one source while no other process does."""
    this = load.Run(load.now(), "", "", {})
    try:
        with load.sole_run(source):
            return fetch_and_load(source, how, this=this, say=say)
    except AlreadyRunning:
        return Outcome(source.name, Status.BUSY, "Another run of this source has not ended yet.")
    except (FetchFailed, ParseFailed, CheckFailed, LoadFailed) as error:
        if not how.dry_run:
            load.record_failed(source, this, str(error))
        return Outcome(source.name, Status.FAILED, f"{error} Nothing was loaded; what stood still stands.", this.report)


def fetch_and_load(source: Source, how: Options, *, this: load.Run, say: Say) -> Outcome:
    """Fetch, parse, check, load; stop early when there is nothing to do."""
    real = load.real_source_of(replacements(source.name)) if source.is_sample else ""
    if real:
        return Outcome(source.name, Status.NOT_NEEDED, f"{real} has published the real ones.")
    say("fetching")
    found = fetch.find_input(source, raw_dir=how.raw_dir, salt=salt(source, how.today))
    if found is None:
        return Outcome(source.name, Status.NO_INPUT, no_input(source, how.raw_dir))
    this.input_sha256, this.input_name = found.sha256, found.name
    if not how.force and load.last_input(source.name) == found.sha256 and load.stands(source):
        return unchanged(source, this, how)
    say("parsing")
    parsed = parse(source, found, dongs=load.dongs, today=how.today)
    this.refused = parsed.refused
    say("checking")
    check_parsed(source, parsed, this=this)
    say("loading")
    this.report["load"] = publish(source, parsed, this=this, how=how)
    status = Status.CHECKED if how.dry_run else Status.PUBLISHED
    return Outcome(source.name, status, found.name, this.report)


def check_parsed(source: Source, parsed: Parsed, *, this: load.Run) -> None:
    """What can be checked before the rows meet the map."""
    counts = check.counts_of(parsed.records)
    this.report.update(parse_report(parsed, counts))
    refuse_none(source, parsed)
    check.check_rows(read=parsed.read, refused=len(parsed.refused), duplicates=parsed.duplicates)
    check.check_counts(source, counts)
    if source.kind in (Kind.PLACES, Kind.EVENTS):
        check.check_filled(source, parsed.records)


def publish(source: Source, parsed: Parsed, *, this: load.Run, how: Options) -> dict[str, int]:
    """Give the records to the portal; what is checked against the map is checked inside its transaction."""
    if source.kind is Kind.REGIONS:
        return load.publish_regions(source, parsed.records, run=this, dry_run=how.dry_run)
    if source.kind is Kind.POPULATION:
        return load.publish_population(source, parsed.records, run=this, dry_run=how.dry_run)
    judge = judging(source, parsed.records, this=this, how=how)
    if source.kind is Kind.EVENTS:
        return load.publish_events(source, parsed.records, run=this, judge=judge, dry_run=how.dry_run)
    return load.publish_places(source, parsed.records, run=this, judge=judge, dry_run=how.dry_run)


def judging(source: Source, records: Sequence[check.Record], *, this: load.Run, how: Options) -> load.Judge:
    """The checks that need to know where each record fell; the report grows by what they find."""
    units = load.units()
    live = load.live_counts(source.kind, source.name)

    def judge(placed: Sequence[check.Placed]) -> check.Verdict:
        verdict = check.judge(source, records, placed=placed, units=units)
        if not how.accept_fall and source.format is not Format.GENERATED:
            where = {one.source_key: one.unit_code for one in placed}
            out = set(verdict.leave_out)
            check.check_fall(live, [(r.category, where[r.source_key]) for r in records if r.source_key not in out])
        this.report["inside"] = (verdict.inside, verdict.named) if verdict.named else None
        this.report["doubts"] = dict(Counter(doubt.kind for doubt in verdict.doubts))
        this.report["accepted_fall"] = how.accept_fall
        return verdict

    return judge


def unchanged(source: Source, this: load.Run, how: Options) -> Outcome:
    """Note that there is nothing new."""
    if not how.dry_run:
        load.record_unchanged(source, this)
    return Outcome(source.name, Status.UNCHANGED, this.input_name)


def replacements(sample: str) -> list[str]:
    """The real sources that make a sample source needless."""
    return [name for name in source_names() if sample in read_source(name).replaces]


def salt(source: Source, today: date) -> str:
    """What a source's records depend on beside its files: the boundaries, the people, for events the week."""
    if source.format is Format.TABLE or source.kind is Kind.REGIONS:
        return ""
    parts = [load.last_input("boundaries")]
    if source.format is Format.GENERATED:
        parts.append(load.last_input("foreign_residents"))
    if source.format is Format.GENERATED and source.kind is Kind.EVENTS:
        parts.append("{}-{}".format(*today.isocalendar()[:2]))
    return " ".join(parts)


def no_input(source: Source, raw_dir: Path) -> str:
    """What the operator may do about a source without files."""
    return f"No file in {raw_dir / source.name}/; put {source.file_pattern} there, from {source.url}"
