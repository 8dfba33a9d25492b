"""What people who look after the portal write: corrections of places, and places that residents missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson
from django.contrib.gis.geos import Point
from django.db import connection, transaction
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.core import geo
from geoportal.core.sql import run
from geoportal.places import wording
from geoportal.places.consultations import Consultation
from geoportal.places.corrected import Corrected, Correction
from geoportal.places.ingest import count, replace_source
from geoportal.places.languages import by_a_person
from geoportal.places.models import Change, Place
from geoportal.places.offered import ChangeKind
from geoportal.places.offering import MOVED_M, LanguageRow, OrganizationRow, ServiceRow, show_services
from geoportal.places.twins import fill_gaps
from geoportal.provenance.ingest import RunFacts, SourceFacts, one_at_a_time
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today

# Why a correction stands that the place's own organization proposed and a person checked.
OWN_WORD = "organization"
# The source of what residents told and a person checked.
RESIDENTS = SourceFacts(
    name="residents",
    kind="places",
    title_ko="주민이 알려 준 곳",
    title_en="Places that residents suggested",
    publisher="geoportal",
    publisher_en="geoportal",
    license="CC0-1.0",
    license_url="https://creativecommons.org/publicdomain/zero/1.0/",
    url="",
    attribution="주민 제보, 담당자 확인",
    reference_date=None,
    is_sample=False,
    every_days=3650,
    rank=90,
)


@dataclass(frozen=True, slots=True)
class SuggestedLanguage:
    """A language that is spoken at a suggested place."""

    language: str
    how: str = ""
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestedPlace:
    """A place as a person checked it, with what `places.ingest.PlaceRow` asks for; WGS84 degrees."""

    source_key: str
    category: str
    name_ko: str
    lat: float
    lon: float
    checked_on: date
    name_en: str = ""
    address_ko: str = ""
    phone: str = ""
    homepage: str = ""
    languages: tuple[LanguageRow, ...] | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)
    name_en_generated: bool = False
    address_en: str = ""
    unit_ko: str = ""
    position: str = "source"
    is_closed: bool = False
    closed_on: date | None = None
    services: tuple[ServiceRow, ...] = ()
    organization: OrganizationRow | None = None
    service_areas: tuple[Any, ...] = ()


@transaction.atomic
def add_suggested(place: SuggestedPlace) -> Place:
    """Make a place of what residents suggested, as one of the source `residents`; the same key twice is one place.

    ValueError when the point lies in no dong of the regions in force.
    """
    replace_source(
        RESIDENTS, [place], run_facts=RunFacts(started_at=timezone.now()), on=today(), twins=None, partial=True
    )
    made: Place | None = Place.objects.filter(source__name=RESIDENTS.name, source_key=place.source_key).first()
    if made is None:
        raise ValueError(place.source_key)
    return made


@dataclass(frozen=True, slots=True)
class Checked:
    """Who found a correction right, when, and where it is known from, in words for every reader."""

    by: User | None
    why: str
    on: date
    url: str = ""


def correct(place: Place, values: Mapping[Corrected, Any], checked: Checked) -> list[Correction]:
    """Let these values stand at a place; see `correct_all`."""
    return correct_all([(place, values)], checked)


@transaction.atomic
def correct_all(wanted: Iterable[tuple[Place, Mapping[Corrected, Any]]], checked: Checked) -> list[Correction]:
    """Let values stand at places, at their own rows and at every other source's that is shown as part of them.

    Each goes before what the source states, load after load, until it is ended; one of the same field takes the
    place of the one before. All or nothing; ValueError for a pin in no region of the portal.
    """
    run("provenance/begin_load", {})
    one_at_a_time("places")
    made: list[Correction] = []
    reworded = False
    for one, values in wanted:
        place = one.same_as or one
        for row in Place.objects.stating(place):
            made += [_correction(row, of, value, checked) for of, value in values.items()]
            _write(row)
        _note(place, values)
        reworded = reworded or Corrected.ADDRESS in values
    _after(reworded=reworded, places=[one.place_id for one in made])
    return made


def _correction(row: Place, of: Corrected, value: Any, checked: Checked) -> Correction:
    standing = Correction.objects.in_force().filter(place=row, field=of)
    before = standing.first()
    standing.update(ended_at=timezone.now())
    stated = before.stated if before else own(row, of)
    told = {"why": checked.why, "url": checked.url, "checked_on": checked.on, "made_by": checked.by}
    return Correction.objects.create(place=row, field=of, value=value, stated=stated, **told)


def add_dates(dated: Mapping[Place, Mapping[str, Any]], checked: Checked) -> int:
    """Give places hours of single dates, as a duty roster of holidays has them, beside those given before; how many
    places. Dates are ISO 8601, each with its spans: none is closed, None unknown. Dates gone by are dropped."""
    standing = Correction.objects.in_force().filter(place__in=list(dated), field=Corrected.DATES)
    before = {one.place_id: one.value for one in standing}
    first = today().isoformat()
    wanted = [
        (
            place,
            {
                Corrected.DATES: {
                    on: spans for on, spans in (before.get(place.pk, {}) | dict(dates)).items() if on >= first
                }
            },
        )
        for place, dates in dated.items()
    ]
    correct_all(wanted, checked)
    return len(wanted)


@transaction.atomic
def end_correction(correction: Correction) -> None:
    """Let what the source states stand again at the row of a correction; a second time it does nothing."""
    run("provenance/begin_load", {})
    one_at_a_time("places")
    if not Correction.objects.in_force().filter(pk=correction.pk).update(ended_at=timezone.now()):
        return
    correction.refresh_from_db()
    of = Corrected(correction.field)
    _write(correction.place, ended=of, stated=correction.stated)
    _after(reworded=of is Corrected.ADDRESS, places=[correction.place_id])


@transaction.atomic
def keep_consultation(consultation: Consultation) -> None:
    """Write a consultation, and let searches find it; a language without a way is spoken in person."""
    consultation.language_ids = by_a_person(consultation.language_ids)
    run("provenance/begin_load", {})
    one_at_a_time("places")
    consultation.save()
    show_services()
    count()


@transaction.atomic
def forget_consultations(ids: Sequence[int]) -> None:
    """Delete consultations, and let searches find them no more."""
    run("provenance/begin_load", {})
    one_at_a_time("places")
    Consultation.objects.filter(pk__in=ids).delete()
    show_services()
    count()


def own(row: Place, of: Corrected) -> Any:
    """What the row's source states, in the shape of the correction's value; None for what it doesn't state."""
    hours = row.attributes.get("hours") or {}
    drawn = row.own_location or {"lat": row.point.y, "lon": row.point.x, "position": row.position}
    closed = {"on": row.closed_on.isoformat() if row.closed_on else None} if row.retired_at else None
    stated: dict[Corrected, Any] = {
        Corrected.CLOSED: closed, Corrected.PIN: drawn, Corrected.ADDRESS: row.address_ko, Corrected.PHONE: row.phone,
        Corrected.HOURS: row.attributes.get("hours"), Corrected.DATES: hours.get("exceptions"),
        Corrected.LANGUAGES: row.attributes.get("languages"),
    }  # fmt: skip
    return stated[of]


def _write(row: Place, *, ended: Corrected | None = None, stated: Any = None) -> None:
    """Bring a row to what its corrections in force say; the field of an ended one goes back to what was stated."""
    values = dict(Correction.objects.in_force().filter(place=row).values_list("field", "value"))
    reopens = ended is Corrected.CLOSED and stated is None
    if ended is Corrected.DATES and Corrected.HOURS not in values:
        values["exceptions"] = stated
    elif ended not in (None, Corrected.CLOSED, Corrected.DATES):
        values.setdefault(str(ended), stated)
    unit, dong = _regions(values.get("pin"))
    asked = {"place": row.pk, "values": orjson.dumps(values).decode(), "reopens": reopens, "unit": unit, "dong": dong}
    run("places/correct_place", asked)


def _regions(pin: Mapping[str, float] | None) -> tuple[int | None, int | None]:
    """The unit and the dong of a pin, None for both without one; ValueError when it lies in none."""
    if pin is None:
        return None, None
    chain = list(Region.objects.containing(geo.point(pin["lat"], pin["lon"]), today()))
    dongs = [region for region in chain if region.level == LEVEL_IDS[Level.DONG]]
    if not dongs:
        raise ValueError("pin")
    return dongs[0].parent_id, dongs[0].pk


def _note(place: Place, values: Mapping[Corrected, Any]) -> None:
    """Tell the feed of changes."""
    at, changes = timezone.now(), []
    if Corrected.CLOSED in values and not place.retired_at:
        changes.append(Change(place=place, what=ChangeKind.CLOSED, at=at))
    if Corrected.HOURS in values or Corrected.DATES in values:
        changes.append(Change(place=place, what=ChangeKind.NEW_HOURS, at=at))
    if pin := values.get(Corrected.PIN):
        moved_m = _metres(place.point, geo.point(pin["lat"], pin["lon"]))
        if moved_m > MOVED_M:
            changes.append(Change(place=place, what=ChangeKind.MOVED, at=at, moved_m=moved_m))
    if not place.source.is_sample:
        Change.objects.bulk_create(changes)


def _metres(one: Point, other: Point) -> int:
    """Metres on the map between two WGS84 points."""
    to_metres = geo.transform(geo.WGS84, geo.METRIC)
    return round(one.transform(to_metres, clone=True).distance(other.transform(to_metres, clone=True)))


def _after(*, reworded: bool, places: list[int]) -> None:
    """Bring up to date what is made of places: words, what twins add, what a search finds, and the counts."""
    if reworded:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM places_placewords WHERE place_id = ANY (%s)", [places])
    wording.fill()
    fill_gaps()
    show_services()
    count()
