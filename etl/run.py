"""The conductor: one source from its files to the portal. Reads like the README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from etl import check, fetch, load, locks, portal, remote
from etl.errors import AlreadyRunning, CheckFailed, FetchFailed, LoadFailed, ParseFailed
from etl.own_file import described
from etl.parsing import Parsed, parse, stream
from etl.progress import Say
from etl.report import parse_report
from etl.source import Format, Kind, Source, placed_by, read_source, source_names
from etl.units import Units
from geoportal.provenance.categories import Guard


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
    """`force` loads unchanged input again; `accept` names the guards that may be broken,
    `why` and `by` say for what reason and on whose word; `dry_run` does everything and takes it back.
    With `fetch` the source's API is asked, for changes `since` that time when it is given. `raw_dir` and
    `today` are the portal's folder of raw files and Korea's day."""

    raw_dir: Path = field(default_factory=portal.raw_dir)
    today: date = field(default_factory=portal.today)
    force: bool = False
    accept: frozenset[str] = frozenset()
    why: str = ""
    by: str = ""
    dry_run: bool = False
    fetch: bool = True
    since: datetime | None = None


def silent(step: str, done: int = 0, total: int = 0) -> None:
    """Tell nobody."""


def run(name: str, how: Options, *, say: Say = silent) -> Outcome:
    """Run the source of this name; every failure is an Outcome that says what went wrong."""
    try:
        return run_source(read_source(name), how, say=say)
    except ParseFailed as error:
        return Outcome(name, Status.FAILED, str(error))


def run_source(source: Source, how: Options, *, say: Say = silent) -> Outcome:
    """Run one source while no other process does."""
    this = load.Run(portal.now(), "", "", {})
    try:
        with locks.sole_run(source):
            return fetch_and_load(source, how, this=this, say=say)
    except AlreadyRunning:
        return Outcome(source.name, Status.BUSY, "Another run of this source has not ended yet.")
    except (FetchFailed, ParseFailed, CheckFailed, LoadFailed) as error:
        if not how.dry_run:
            load.record_failed(source, this, str(error))
        return Outcome(source.name, Status.FAILED, f"{error} Nothing was loaded; what stood still stands.", this.report)


def fetch_and_load(source: Source, how: Options, *, this: load.Run, say: Say) -> Outcome:
    """Fetch, parse, check, load; stop early when there is nothing to do."""
    real = portal.real_source_of(replacements(source.name)) if source.is_sample else ""
    if real:
        return Outcome(source.name, Status.NOT_NEEDED, f"{real} has published the real ones.")
    say("fetching")
    missing = fetched(source, how, say=say)
    found = fetch.find_input(source, raw_dir=how.raw_dir, salt=salt(source, how.today), changes=how.since is not None)
    if found is None:
        return Outcome(source.name, Status.NO_INPUT, missing or no_input(source, how.raw_dir))
    if missing:
        this.report["fetching"] = missing
    this.input_sha256, this.input_name = found.sha256, found.name
    source = described(source, found.own) if found.own else source
    source = replace(source, reference_date=found.reference_date or source.reference_date)
    if not how.force and portal.last_input(source.name) == found.sha256 and portal.stands(source):
        return unchanged(source, this, how)
    if source.kind in (Kind.PLACES, Kind.EVENTS):
        this.report["load"] = publish_points(source, found, this=this, how=how, say=say)
    else:
        this.report["load"] = publish_whole(source, found, this=this, how=how, say=say)
    status = Status.CHECKED if how.dry_run else Status.PUBLISHED
    return Outcome(source.name, status, found.name, this.report)


def fetched(source: Source, how: Options, *, say: Say) -> str:
    """Ask the source's server for its newest rows, if we may; what is still missing of them."""
    if not how.fetch:
        return ""
    return remote.fetch_newest(
        source, portal.access(), raw_dir=how.raw_dir, today=how.today, since=how.since, areas=portal.areas, say=say
    )


def publish_whole(source: Source, found: fetch.Input, *, this: load.Run, how: Options, say: Say) -> dict[str, int]:
    """Parse, check and load regions or counts of people, all of them at once."""
    say("parsing")
    parsed = parse(source, found, today=how.today)
    say("checking")
    check_parsed(source, parsed, counts=check.counts_of(parsed.records), whole=True, this=this)
    say("loading")
    publish = load.publish_regions if source.kind is Kind.REGIONS else load.publish_population
    return publish(source, parsed.records, run=this, dry_run=how.dry_run)


def publish_points(source: Source, found: fetch.Input, *, this: load.Run, how: Options, say: Say) -> dict[str, int]:
    """Parse, check and load places or events, one after the other, inside the load's transaction.

    A load that waits for a lock in vain starts over, with its rows. What the rows need of the database is
    asked before, because its connection takes the rows in while they are made.
    """
    known = portal.known(source)
    units = portal.units()
    areas = portal.unit_areas(source, units)
    live = portal.live_counts(source.kind, source.name)

    def attempt() -> dict[str, int]:
        parsed = Parsed()
        rows = told(stream(source, found, parsed, today=how.today, known=known), say=say)
        judge = judging(
            source, parsed, units=units, areas=areas, live=() if found.partial else live, this=this, how=how, say=say
        )
        publish = load.publish_events if source.kind is Kind.EVENTS else load.publish_places
        return publish(source, rows, run=this, judge=judge, changes=found.partial, dry_run=how.dry_run)

    return load.retried(attempt)


def told(records: Iterable[Any], *, say: Say) -> Iterator[Any]:
    """The same records, with word of how many there were so far."""
    say("parsing")
    for number, record in enumerate(records, start=1):
        if number % 10_000 == 0:
            say("parsing", number)
        yield record


def check_parsed(source: Source, parsed: Parsed, *, counts: Mapping[str, int], whole: bool, this: load.Run) -> None:
    """What can be checked before the rows meet the map; how many there must be only of a whole input."""
    this.refused = parsed.refused
    this.report.update(parse_report(parsed, counts))
    check.check_rows(read=parsed.read, refused=len(parsed.refused), duplicates=parsed.duplicates)
    if whole:
        check.check_counts(source, counts)
    if source.kind in (Kind.PLACES, Kind.EVENTS):
        check.check_filled(source, parsed.filled, of=parsed.kept)


def judging(
    source: Source,
    parsed: Parsed,
    *,
    units: Units,
    areas: check.Areas,
    live: Sequence[check.Live],
    this: load.Run,
    how: Options,
    say: Say,
) -> load.Judge:
    """The checks once all rows are staged and it is known where each fell; the report grows by what they find.

    `live` is what stands and would be replaced: nothing, when the rows are changes only.
    """

    def judge(placed: Iterable[check.Placed]) -> check.Verdict:
        say("checking")
        counts = {**parsed.counts, "total": parsed.kept}
        check_parsed(source, parsed, counts=counts, whole=how.since is None, this=this)
        verdict = check.judge(source, placed, units=units)
        verdict.gone = parsed.gone
        if source.format is not Format.GENERATED:
            guard(source, verdict, live=live, areas=areas, how=how)
        this.report["inside"] = (verdict.inside, verdict.named) if verdict.named else None
        this.report["doubts"] = dict(Counter(doubt.kind for doubt in verdict.doubts))
        this.report["accepted"] = accepted(how)
        say("loading")
        return verdict

    return judge


def guard(
    source: Source,
    verdict: check.Verdict,
    *,
    live: Sequence[check.Live],
    areas: check.Areas,
    how: Options,
) -> None:
    """What compares a load with what stands, and with the map; a person may let some of it be broken."""
    if Guard.FALL not in how.accept:
        check.check_fall(live, verdict.now)
    if Guard.MOVED not in how.accept:
        check.check_moved(verdict)
    # A handful of changes proves no coordinate system; the whole load that they change has.
    if how.since is None:
        check.check_system(source, verdict, areas=areas, may_move=Guard.MOVED in how.accept)


def accepted(how: Options) -> dict[str, str]:
    """The guards that somebody allowed to be broken, who and why; empty when nobody did."""
    return {"guards": ", ".join(sorted(how.accept)), "why": how.why, "by": how.by} if how.accept else {}


def unchanged(source: Source, this: load.Run, how: Options) -> Outcome:
    """Note that there is nothing new, and what of the newest could not be fetched."""
    if not how.dry_run:
        load.record_unchanged(source, this)
    return Outcome(source.name, Status.UNCHANGED, this.input_name, this.report)


def replacements(sample: str) -> list[str]:
    """The real sources that make a sample source needless."""
    return [name for name in source_names() if sample in read_source(name).replaces]


def salt(source: Source, today: date) -> str:
    """What a source's records depend on beside its files: the boundaries, the people, for events the week; with
    `geocode`, the loads whose places its addresses are looked up in."""
    if source.kind is Kind.REGIONS:
        return ""
    parts = []
    if source.format is not Format.TABLE:
        parts.append(portal.last_input("boundaries"))
    if source.format is Format.GENERATED:
        parts.append(portal.last_input("foreign_residents"))
    if source.format is Format.GENERATED and source.kind is Kind.EVENTS:
        parts.append("{}-{}".format(*today.isocalendar()[:2]))
    if source.geocode:
        parts += [portal.last_input("boundaries"), *map(portal.last_input, placed_by(source))]
    return " ".join(parts)


def no_input(source: Source, raw_dir: Path) -> str:
    """What the operator may do about a source without files."""
    file = (
        f"No file in {raw_dir / source.name}/; put {source.file_pattern or 'pages of its API'} there, from {source.url}"
    )
    return f"{file} Or set GEOPORTAL_KEY_{source.api.key}." if source.api else file
