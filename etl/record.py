"""The typed rows that sources produce and the loader accepts. No Django here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from geoportal.places.categories import Position
from geoportal.places.kinds import Cost

R = TypeVar("R", bound="PlaceRecord | EventRecord")


@dataclass(frozen=True, slots=True)
class RegionRecord:
    """One administrative unit in one edition.

    `code` is the MOIS code: 2 digits (province), 5 (si/gun or gu), 10 (eup/myeon/dong;
    with an `S` after the fifth where no MOIS code stands for the polygon).
    `level` is a `geoportal.regions.categories.Level` value; `geometry` is WKB of a valid
    MultiPolygon in EPSG:4326; `valid_from` None means "before our first edition".
    """

    code: str
    level: str
    parent_code: str | None
    name_ko: str
    name_en: str
    slug: str
    geometry: bytes
    valid_from: date | None = None
    valid_to: date | None = None
    name_en_generated: bool = False
    census_code: str = ""


@dataclass(frozen=True, slots=True)
class PopulationRecord:
    """Foreign residents counted in one region in one year; `unplaced` lists, for a count kept
    at a si/gun/gu, the names of the dongs that have no polygon of their own."""

    region_code: str
    year: int
    persons: int
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisteredRecord:
    """Registered foreigners of one nationality in one si, gun or gu at the end of a month: another population than
    the census', never added to it. `nationality` is ISO 3166-1 (two letters), empty when the name has no code."""

    region_code: str
    month: date
    nationality: str
    nationality_ko: str
    persons: int


@dataclass(frozen=True, slots=True)
class LanguageRecord:
    """A language that can be spoken: a tag of `geoportal.places.languages`, in which way (`How`, empty when the
    source does not say), and on which days (`mon` to `sun`; none for any)."""

    language: str
    how: str = ""
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhoneRecord:
    """A number beside the place's own; `languages` None when nobody says which are spoken there."""

    number: str
    languages: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """Who runs a place, when it is not the place itself; `key` is unique in its source."""

    key: str
    name_ko: str
    name_en: str = ""
    homepage: str = ""


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """What is done for somebody at a place; None is unknown, an empty tuple is said to be none.

    `kind` is a `geoportal.places.kinds.ServiceKind`; `key` tells two of one kind at one place apart. `hours` has
    the structure of `etl.clean.hours`, None when the place's hours hold. `statuses` are statuses of stay of
    `geoportal.places.kinds.STATUS_IDS`, `documents` what to bring, in Korean.
    """

    kind: str
    key: str = ""
    name_ko: str = ""
    name_en: str = ""
    languages: tuple[LanguageRecord, ...] | None = None
    hours: Mapping[str, object] | None = None
    statuses: tuple[str, ...] | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    cost: Cost = Cost.UNKNOWN
    cost_ko: str = ""
    documents: tuple[str, ...] | None = None
    phones: tuple[PhoneRecord, ...] = ()
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceAreaRecord:
    """An area whose people a place serves, and where that was read.

    `kind` is a `geoportal.places.categories.OfficeKind` value; `region_code` that of a si, gun, gu or dong;
    `part_ko` names the part of it that is meant when no dong has just that part. Days None are unknown;
    `checked_on` is the day for which the fact is known.
    """

    kind: str
    region_code: str
    source_title: str
    source_url: str
    checked_on: date
    part_ko: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place as a source states it; `lat`, `lon` in WGS84 degrees.

    `category` is a `geoportal.places.categories.Category` value; `unit_ko` is the si/gun/gu that
    the address or the row itself names, as written, used to check the point. `position` says how the
    point was had. A closed place is kept as history and not published; `closed_on` may be unknown.
    `languages` are spoken at the place whatever the service, None when that is unknown; `organization` None when
    the place is run by nobody else.
    """

    source_key: str
    category: str
    name_ko: str
    lat: float
    lon: float
    address_ko: str = ""
    unit_ko: str = ""
    phone: str = ""
    homepage: str = ""
    name_en: str = ""
    name_en_generated: bool = False
    address_en: str = ""
    checked_on: date | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)
    position: Position = Position.SOURCE
    is_closed: bool = False
    closed_on: date | None = None
    services: tuple[ServiceRecord, ...] = ()
    languages: tuple[LanguageRecord, ...] | None = None
    organization: OrganizationRecord | None = None
    service_areas: tuple[ServiceAreaRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One dated event; days are calendar days in Asia/Seoul, both ends included. `provider` is who gave the row
    to a source that collects from many; empty when that is unknown."""

    source_key: str
    category: str
    name_ko: str
    starts_on: date
    ends_on: date
    lat: float
    lon: float
    venue_ko: str = ""
    address_ko: str = ""
    phone: str = ""
    homepage: str = ""
    name_en: str = ""
    name_en_generated: bool = False
    checked_on: date | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that is not loaded, and why (`reason` is a short stable name, counted in the report).

    `gone` is the key of a record that the row takes back: what stands under it retires, also when the input holds
    changes only.
    """

    reason: str
    gone: str = ""


def changed(record: R, **values: Any) -> R:
    """The record with these values; itself where it has them already, as most have: making another is what costs."""
    return (
        record if all(getattr(record, name) == value for name, value in values.items()) else replace(record, **values)
    )
