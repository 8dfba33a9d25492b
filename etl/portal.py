"""What the feed side asks of the portal: its clock, its folders, its regions, what stands of a source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

# First, for it sets Django up.
from etl.locks import patient  # isort: skip

import shapely
from django.conf import settings
from django.contrib.gis.db.models.functions import Envelope
from django.contrib.gis.geos import GEOSGeometry
from django.db import OperationalError
from django.utils import timezone

from etl import check
from etl.clean.crs import WGS84
from etl.errors import LoadFailed
from etl.generate import Dong
from etl.geocode import DongPoint, Gazetteer, KnownPlace, place
from etl.legal_dongs import installed_legal_dongs
from etl.parsing import Known
from etl.remote import Access
from etl.source import Format, Kind, Source, placed_by
from etl.units import Bounds, Unit, Units
from geoportal.events import ingest as events
from geoportal.places import ingest as places
from geoportal.provenance import ingest as provenance
from geoportal.provenance.freshness import LastRuns
from geoportal.provenance.models import Source as PublishedSource
from geoportal.regions import ingest as regions
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region
from geoportal.regions.queries import RegionQuerySet


def raw_dir() -> Path:
    """The folder with one folder of official files per source."""
    return Path(settings.RAW_DIR)


def now() -> datetime:
    return timezone.now()


def today() -> date:
    """The day it is in Korea."""
    return timezone.localdate()


@patient
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


@patient
def stands(source: Source) -> bool:
    """Whether the source has rows in the portal."""
    if source.kind is Kind.PLACES:
        return bool(places.live_counts(source.name))
    if source.kind is Kind.EVENTS:
        return bool(events.live_counts(source.name))
    return True


@patient
def real_source_of(names: Sequence[str]) -> str:
    """The first of these sources that has published rows standing; empty when none has."""
    found = PublishedSource.objects.loaded().filter(name__in=names).order_by("name")
    return next((source.name for source in found if live_counts(source.kind, source.name)), "")


@patient
def live_counts(kind: str, name: str) -> list[provenance.LiveCount]:
    """What stands of a source of places or events, by category and unit."""
    return events.live_counts(name) if kind == Kind.EVENTS else places.live_counts(name)


@patient
def dongs() -> list[Dong]:
    """The dongs in force today; LoadFailed when no boundaries are loaded."""
    found = [Dong(**row._asdict()) for row in regions.dongs_on(today())]
    if not found:
        raise LoadFailed("No boundaries are loaded: run `etl run boundaries` first.")
    return found


@patient
def known(source: Source) -> Known:
    """What this source needs of the portal before its rows can be read."""
    return Known(
        dongs=dongs() if source.format is Format.GENERATED else (),
        within=whole_area() if source.format is Format.OSM else b"",
        place=partial(place, gazetteer=gazetteer(source)) if source.geocode else None,
    )


def gazetteer(source: Source) -> Gazetteer:
    """The addresses that a source's rows can be placed by: those of the places of sources that load before it, and
    the dongs in force. Its own places are none, or the same file would give more rows the second time."""
    return Gazetteer(
        units(),
        places=(KnownPlace(*row) for row in places.known_addresses(of=placed_by(source))),
        dongs=(DongPoint(*row) for row in regions.dong_points(today())),
        legal_dongs=installed_legal_dongs(),
        unit_points=regions.unit_points(today()),
    )


def access() -> Access:
    """What the operator gave us to ask other servers with."""
    return Access(settings.SOURCE_KEYS, settings.OVERPASS_URL, settings.OVERPASS_CONTACT)


@patient
def areas() -> list[tuple[str, bytes]]:
    """The si, gun and gu without parts that the map is asked for: code and shape (WKB)."""
    return regions.areas(today())


@patient
def whole_area() -> bytes:
    """The shape (WKB) of all provinces together."""
    return regions.whole_area(today())


@patient
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


@patient
def unit_areas(source: Source, units: Units) -> check.Areas:
    """What tells whether a source's points are where they say, by code of the unit: the shapes of the units for
    a source in metres, whose likely errors are small; boxes for one in degrees."""
    if source.crs == WGS84:
        return units.boxes()
    return {code: shapely.from_wkb(shape) for code, shape in regions.unit_shapes(today())}
