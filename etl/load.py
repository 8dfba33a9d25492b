"""The only door to the portal: what the feed side asks of its database and gives to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import shapely

from etl import check, match
from etl.clean.crs import WGS84
from etl.clean.services import with_services
from etl.errors import AlreadyRunning, LoadFailed
from etl.generate import Dong
from etl.geocode import DongPoint, Gazetteer, KnownPlace, place
from etl.legal_dongs import installed_legal_dongs
from etl.parsing import Known, Refused
from etl.record import EventRecord, PlaceRecord, PopulationRecord, RegionRecord, RegisteredRecord
from etl.remote import Access
from etl.source import Format, Kind, Source
from etl.units import Bounds, Unit, Units

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.gis.db.models.functions import Envelope  # noqa: E402
from django.contrib.gis.geos import GEOSGeometry  # noqa: E402
from django.db import Error as DatabaseError  # noqa: E402
from django.db import OperationalError, connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from geoportal.events import ingest as events  # noqa: E402
from geoportal.places import ingest as places  # noqa: E402
from geoportal.provenance import ingest as provenance  # noqa: E402
from geoportal.provenance.freshness import LastRuns  # noqa: E402
from geoportal.provenance.models import Source as PublishedSource  # noqa: E402
from geoportal.regions import ingest as regions  # noqa: E402
from geoportal.regions import registered  # noqa: E402
from geoportal.regions.categories import LEVEL_IDS, Level  # noqa: E402
from geoportal.regions.models import Region  # noqa: E402
from geoportal.regions.queries import RegionQuerySet  # noqa: E402

if TYPE_CHECKING:
    from geoportal.events.twins import Standing as StandingEvent
    from geoportal.places.twins import Standing
    from geoportal.provenance.ingest import Placement

Judge = Callable[[Iterable["Placement"]], check.Verdict]
LOCK_TRIES = 5


@dataclass(slots=True)
class Run:
    """One run up to the load; `report` may grow until the load is recorded."""

    started_at: datetime
    input_sha256: str
    input_name: str
    report: dict[str, Any]
    refused: Sequence[Refused] = ()


def raw_dir() -> Path:
    """The folder with one folder of official files per source."""
    return Path(settings.RAW_DIR)


def now() -> datetime:
    return timezone.now()


def today() -> date:
    """The day it is in Korea."""
    return timezone.localdate()


@contextmanager
def sole_run(source: Source) -> Iterator[None]:
    """Hold the source for this process; AlreadyRunning when another one has it."""
    try:
        with provenance.sole_run(source.name):
            yield
    except provenance.AlreadyRunning as error:
        raise AlreadyRunning(source.name) from error
    except OperationalError as error:
        raise LoadFailed(f"The database does not answer: {error}") from error


def last_input(name: str) -> str:
    """The fingerprint of the input whose rows stand now; empty when nothing stands."""
    run = provenance.last_published(name)
    return run.input_sha256 if run else ""


def last_runs() -> dict[str, LastRuns]:
    """When each source that the portal knows last ran, by its name; LoadFailed without a database."""
    try:
        found = list(PublishedSource.objects.with_runs().values_list("name", "good_at", "failed_at"))
    except OperationalError as error:
        raise LoadFailed(f"The database does not answer: {error}") from error
    return {name: LastRuns(good_at, failed_at) for name, good_at, failed_at in found}


def stands(source: Source) -> bool:
    """Whether the source has rows in the portal."""
    if source.kind is Kind.PLACES:
        return bool(places.live_counts(source.name))
    if source.kind is Kind.EVENTS:
        return bool(events.live_counts(source.name))
    return True


def real_source_of(names: Sequence[str]) -> str:
    """The first of these sources that has published rows standing; empty when none has."""
    found = PublishedSource.objects.loaded().filter(name__in=names).order_by("name")
    return next((source.name for source in found if live_counts(source.kind, source.name)), "")


def live_counts(kind: str, name: str) -> list[provenance.LiveCount]:
    """What stands of a source of places or events, by category and unit."""
    return events.live_counts(name) if kind == Kind.EVENTS else places.live_counts(name)


def dongs() -> list[Dong]:
    """The dongs in force today; LoadFailed when no boundaries are loaded."""
    found = [Dong(**row._asdict()) for row in regions.dongs_on(today())]
    if not found:
        raise LoadFailed("No boundaries are loaded: run `etl run boundaries` first.")
    return found


def known(source: Source) -> Known:
    """What this source needs of the portal before its rows can be read."""
    return Known(
        dongs=dongs() if source.format is Format.GENERATED else (),
        within=whole_area() if source.format is Format.OSM else b"",
        place=partial(place, gazetteer=gazetteer(source)) if source.geocode else None,
    )


def gazetteer(source: Source) -> Gazetteer:
    """The addresses that a source's rows can be placed by: those of other sources' standing places, and the dongs
    in force. Its own places are none, or the same file would give more rows the second time."""
    return Gazetteer(
        units(),
        places=(KnownPlace(*row) for row in places.known_addresses(but=source.name)),
        dongs=(DongPoint(*row) for row in regions.dong_points(today())),
        legal_dongs=installed_legal_dongs(),
        unit_points=regions.unit_points(today()),
    )


def access() -> Access:
    """What the operator gave us to ask other servers with."""
    return Access(settings.SOURCE_KEYS, settings.OVERPASS_URL, settings.OVERPASS_CONTACT)


def areas() -> list[tuple[str, bytes]]:
    """The si, gun and gu without parts that the map is asked for: code and shape (WKB)."""
    return regions.areas(today())


def whole_area() -> bytes:
    """The shape (WKB) of all provinces together."""
    return regions.whole_area(today())


def units() -> Units:
    """The si, gun and gu in force today."""
    levels = [LEVEL_IDS[Level.SIGUN], LEVEL_IDS[Level.GU]]
    found = Region.objects.on(today()).filter(level__in=levels).order_by("code")
    slim = found.select_related("parent__parent").defer("geom", "parent__geom", "parent__parent__geom")
    return Units(unit(region, box.extent) for region, box in zip(slim, boxes(found), strict=True))


def boxes(found: RegionQuerySet) -> list[GEOSGeometry]:
    """The box around each region, in the same order."""
    return list(found.annotate(box=Envelope("geom")).values_list("box", flat=True))


def unit(region: Region, bounds: Bounds) -> Unit:
    """A region as the feed side knows it."""
    above = region.parent
    if above is None:
        raise LoadFailed(f"Region {region.code} has no province.")
    if above.parent is None:
        return Unit(region.code, region.name_ko, above.name_ko, bounds=bounds)
    return Unit(
        region.code, region.name_ko, above.parent.name_ko,
        parent_code=above.code, parent_ko=above.name_ko, bounds=bounds,
    )  # fmt: skip


def unit_areas(source: Source, units: Units) -> check.Areas:
    """What tells whether a source's points are where they say, by code of the unit: the shapes of the units for
    a source in metres, whose likely errors are small; boxes for one in degrees."""
    if source.crs == WGS84:
        return units.boxes()
    return {code: shapely.from_wkb(shape) for code, shape in regions.unit_shapes(today())}


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
    """Replace the source's regions, and give places and events their new units in the same transaction."""

    def replace() -> dict[str, int]:
        with transaction.atomic():
            counts = regions.replace_regions(
                facts(source), records, run_facts=run_facts(run), on=today(), dry_run=dry_run
            )
            if not dry_run:
                counts["relocated"] = places.relocate(today()) + events.relocate(today())
        return counts

    return retried(replace)


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


def record_unchanged(source: Source, run: Run) -> None:
    """Write down a run that found nothing new."""
    provenance.record_unchanged(facts(source), run_facts(run))


def record_failed(source: Source, run: Run, message: str) -> None:
    """Write down a run that loaded nothing; without a database the operator's screen must do."""
    with suppress(OperationalError):
        provenance.record_failed(facts(source), run_facts(run), message=message)


def retried(load: Callable[[], dict[str, int]]) -> dict[str, int]:
    """The load's counts; a lock that others hold is tried for five times. LoadFailed says what went wrong."""
    for attempt in range(1, LOCK_TRIES + 1):
        try:
            return load()
        except OperationalError as error:
            connection.close_if_unusable_or_obsolete()
            if attempt == LOCK_TRIES or "lock timeout" not in str(error):
                raise LoadFailed(f"The database stopped the load: {error}") from error
        except (DatabaseError, ValueError) as error:
            raise LoadFailed(f"The portal refused the rows: {error}") from error
    raise AssertionError("unreachable")


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
            doubts=[provenance.Doubt(*doubt) for doubt in verdict.doubts if doubt.key not in out],
            refused=[
                *refused(run),
                *(provenance.Refused("", None, doubt.kind, {"key": doubt.key, **doubt.detail}) for doubt in grave),
            ],
        )

    return accept
