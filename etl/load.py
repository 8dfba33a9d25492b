"""The door to the portal: what the feed side gives to its database, each load all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import starmap
from typing import TYPE_CHECKING, Any

from django.db import Error as DatabaseError
from django.db import OperationalError, transaction

from etl import check, match
from etl.clean.services import with_services
from etl.errors import LoadFailed
from etl.locks import patient
from etl.outlines import Dong, outlines
from etl.parsing import Refused
from etl.portal import today
from etl.record import EventRecord, PlaceRecord, PopulationRecord, RegionRecord, RegisteredRecord
from etl.source import Source
from geoportal.events import ingest as events
from geoportal.places import ingest as places
from geoportal.provenance import ingest as provenance
from geoportal.regions import ingest as regions
from geoportal.regions import registered
from geoportal.tiles import ingest as tiles

if TYPE_CHECKING:
    from geoportal.events.twins import Standing as StandingEvent
    from geoportal.places.twins import Standing
    from geoportal.provenance.ingest import Placement

Judge = Callable[[Iterable["Placement"]], check.Verdict]


@dataclass(slots=True)
class Run:
    """One run up to the load; `report` may grow until the load is recorded."""

    started_at: datetime
    input_sha256: str
    input_name: str
    report: dict[str, Any]
    refused: Sequence[Refused] = ()


def publish_places(
    source: Source, records: Iterable[PlaceRecord], *, run: Run, judge: Judge, changes: bool, dry_run: bool
) -> dict[str, int]:
    """Replace the source's places, with what they offer, and find their twins; see `places.ingest.replace_source`."""
    return places.replace_source(
        facts(source), map(with_services, records), run_facts=run_facts(run), on=today(),
        accept=accepting(judge, run), twins=twins, replaces=source.replaces, partial=changes, dry_run=dry_run,
    )  # fmt: skip


def publish_events(
    source: Source, records: Iterable[EventRecord], *, run: Run, judge: Judge, changes: bool, dry_run: bool
) -> dict[str, int]:
    """Replace the source's events and find their twins; see `events.ingest.replace_source`."""
    return events.replace_source(
        facts(source), records, run_facts=run_facts(run), on=today(), accept=accepting(judge, run),
        twins=event_twins, replaces=source.replaces, partial=changes, dry_run=dry_run,
    )  # fmt: skip


def publish_regions(source: Source, records: Sequence[RegionRecord], *, run: Run, dry_run: bool) -> dict[str, int]:
    """Replace the source's regions, and give places and events their new units in the same transaction; the map's
    outlines follow in one of their own."""

    def replace() -> dict[str, int]:
        with transaction.atomic():
            counts = regions.replace_regions(
                facts(source), records, run_facts=run_facts(run), on=today(), dry_run=dry_run
            )
            if not dry_run:
                counts["relocated"] = places.relocate(today()) + events.relocate(today())
        return counts

    counts = retried(replace)
    if not dry_run:
        tiles.replace_outlines(outlines(starmap(Dong, tiles.dong_shapes(today()))))
    return counts


def publish_population(
    source: Source, records: Sequence[PopulationRecord | RegisteredRecord], *, run: Run, dry_run: bool
) -> dict[str, int]:
    """Replace the source's counts of people, of the census or of the register; see `regions.ingest`."""
    census = [record for record in records if isinstance(record, PopulationRecord)]
    register = [record for record in records if isinstance(record, RegisteredRecord)]

    def replace() -> dict[str, int]:
        told, on = run_facts(run), today()
        if register:
            return registered.replace_registered(facts(source), register, run_facts=told, on=on, dry_run=dry_run)
        return regions.replace_population(facts(source), census, run_facts=told, on=on, dry_run=dry_run)

    return retried(replace)


def twins(standing: Iterable[Standing]) -> dict[int, int]:
    """Which of the standing places are the same as which other, by id."""
    return match.twins(match.Candidate(*row) for row in standing)


def event_twins(standing: Iterable[StandingEvent]) -> dict[int, int]:
    """Which of the standing events are the same as which other, by id."""
    return match.event_twins(match.EventCandidate(*row) for row in standing)


@patient
def record_unchanged(source: Source, run: Run) -> None:
    """Write down a run that found nothing new."""
    provenance.record_unchanged(facts(source), run_facts(run))


def record_failed(source: Source, run: Run, message: str) -> None:
    """Write down a run that loaded nothing; without a database the operator's screen must do."""
    with suppress(OperationalError):
        provenance.record_failed(facts(source), run_facts(run), message=message)


def retried(load: Callable[[], dict[str, int]]) -> dict[str, int]:
    """The load's counts; a table that others hold is tried for five times. LoadFailed says what went wrong."""
    try:
        return patient(load)()
    except (DatabaseError, ValueError) as error:
        raise LoadFailed(f"The portal refused the rows: {error}") from error


def facts(source: Source) -> provenance.SourceFacts:
    """What the portal shows about the source."""
    shared = {f.name: getattr(source, f.name) for f in fields(provenance.SourceFacts)}
    return provenance.SourceFacts(**{**shared, "kind": source.kind.value})


def run_facts(run: Run) -> provenance.RunFacts:
    """The run as the portal records it; its report may still grow."""
    return provenance.RunFacts(run.started_at, run.input_sha256, run.input_name, run.report, refused(run))


def refused(run: Run) -> list[provenance.Refused]:
    """The rows that the feed side refused."""
    return [provenance.Refused(one.file, one.line, one.rule, dict(one.raw)) for one in run.refused]


def accepting(judge: Judge, run: Run) -> provenance.Accept:
    """The feed side's verdict in the portal's words: a doubt about a row left out is a row refused."""

    def accept(placements: Iterable[Placement]) -> provenance.Verdict:
        verdict = judge(placements)
        out = set(verdict.leave_out)
        grave = [doubt for doubt in verdict.doubts if doubt.key in out and doubt.kind in check.GRAVE]
        return provenance.Verdict(
            leave_out=verdict.leave_out,
            gone=verdict.gone,
            doubts=[provenance.Doubt(*doubt) for doubt in verdict.doubts if doubt.key not in out],
            refused=[
                *refused(run),
                *(provenance.Refused("", None, doubt.kind, {"key": doubt.key, **doubt.detail}) for doubt in grave),
            ],
        )

    return accept
