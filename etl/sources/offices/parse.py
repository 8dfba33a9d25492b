"""Public offices and whom they serve; only rows that somebody has verified become places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from etl.clean.english import english
from etl.clean.values import degrees
from etl.record import OrganizationRecord, PlaceRecord, Skip
from etl.sources.offices.tables import REFERENCE, Area, Office, read_areas, read_offices, read_origins

# How the service calls itself in English, before the name of a branch.
SERVICES_EN = {"국민건강보험공단": "NHIS"}

ORGANIZATIONS = {"국민건강보험공단": "National Health Insurance Service"}


def offices_file() -> Path:
    """The committed table of offices."""
    return REFERENCE / "offices.csv"


def areas_file() -> Path:
    """The committed table of the areas that offices serve."""
    return REFERENCE / "office_areas.csv"


def origins_file() -> Path:
    """The committed table of where the facts were read."""
    return REFERENCE / "office_sources.csv"


def parse_all(
    *, offices: Path | None = None, areas: Path | None = None, origins: Path | None = None
) -> list[PlaceRecord | Skip]:
    """The verified offices with the verified areas that each serves, and a Skip for every other row.

    A record without a position is placed by its address later. Raises ParseFailed when the tables
    don't fit together.
    """
    known = read_origins(origins or origins_file())
    rows = read_offices(offices or offices_file(), known)
    served: dict[str, list[Area]] = {}
    for area in read_areas(areas or areas_file(), known, rows):
        served.setdefault(area.office, []).append(area)
    return [record(office, served.get(office.key, [])) if office.is_verified else Skip("unverified") for office in rows]


def record(office: Office, areas: Iterable[Area]) -> PlaceRecord:
    """An office as a place."""
    name_en = office.name_en or service_name(office.name_ko)
    return PlaceRecord(
        source_key=office.key,
        category=office.category,
        name_ko=office.name_ko,
        name_en=name_en,
        name_en_generated=bool(name_en) and not office.name_en,
        lat=degrees(office.lat),
        lon=degrees(office.lon),
        address_ko=office.address_ko,
        unit_ko=" ".join(office.address_ko.split()[:3]),
        phone=office.phone,
        homepage=office.homepage,
        checked_on=office.origin.true_on,
        organization=organization(office.name_ko),
        attributes={
            "source_title": f"{office.origin.publisher}, {office.origin.title}",
            "source_url": office.origin.url,
            "serves": [serving(area) for area in areas if area.is_verified],
        },
    )


def service_name(name_ko: str) -> str:
    """The English name of a branch of a service that we know: 국민건강보험공단 안산지사 -> `NHIS Ansan Branch`."""
    service, _, branch = name_ko.partition(" ")
    return f"{SERVICES_EN[service]} {english(branch)}" if service in SERVICES_EN and branch else ""


def organization(name_ko: str) -> OrganizationRecord | None:
    """The service that a branch belongs to, by the first word of its name; None for an office of its own."""
    service, _, branch = name_ko.partition(" ")
    if service not in ORGANIZATIONS or not branch:
        return None
    return OrganizationRecord(service, service, ORGANIZATIONS[service])


def serving(area: Area) -> dict[str, object]:
    """An area as it is kept with the place; days as YYYY-MM-DD, None for unknown, `part_ko` empty for all of it."""
    return {
        "unit": area.unit,
        "part_ko": area.part_ko,
        "valid_from": iso(area.valid_from),
        "valid_to": iso(area.valid_to),
        "source_url": area.origin.url,
        "checked_on": iso(area.origin.true_on),
    }


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
