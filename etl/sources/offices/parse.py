"""Public offices and whom they serve; only rows that somebody has verified become places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from etl.clean.english import english
from etl.clean.romanize import official_name
from etl.clean.values import degrees
from etl.record import OrganizationRecord, PlaceRecord, ServiceAreaRecord, Skip
from etl.sources.offices.tables import REFERENCE, Area, Office, Origin, read_areas, read_offices, read_origins
from geoportal.places.categories import Category, OfficeKind

# How the service calls itself in English, before the name of a branch.
SERVICES_EN = {
    "국민건강보험공단": "NHIS",
    "경기지방고용노동청": "Gyeonggi Regional Employment and Labor Office",
    "수원출입국·외국인청": "Suwon Immigration Office",
}
BRANCHES = ("지청", "출장소")

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
        attributes={"source_title": title_of(office.origin), "source_url": office.origin.url},
        service_areas=tuple(service_area(area, kind_of(office)) for area in areas if area.is_verified),
    )


def service_name(name_ko: str) -> str:
    """The English name of a branch of a service that we know (국민건강보험공단 안산지사 -> `NHIS Ansan Branch`) or of
    a city's, county's or district's office; empty for any other."""
    service, _, branch = name_ko.partition(" ")
    if service not in SERVICES_EN or not branch:
        return local_name(name_ko)
    for ending in BRANCHES:
        branch = f"{branch.removesuffix(ending)}지사" if branch.endswith(ending) else branch
    return f"{SERVICES_EN[service]} {english(branch)}"


def organization(name_ko: str) -> OrganizationRecord | None:
    """The service that a branch belongs to, by the first word of its name; None for an office of its own."""
    service, _, branch = name_ko.partition(" ")
    if service not in ORGANIZATIONS or not branch:
        return None
    return OrganizationRecord(service, service, ORGANIZATIONS[service])


def local_name(name_ko: str) -> str:
    """`화성시 만세구청` -> `Manse-gu Office, Hwaseong-si`, `시흥시청` -> `Siheung-si Office`; empty for any other."""
    units = name_ko.removesuffix("청").split()
    names = [official_name(" ".join(("경기도", *units[:end]))) for end in range(len(units), 0, -1)]
    if not name_ko.endswith("청") or not units or None in names:
        return ""
    smallest, *above = [name for name in names if name]
    return ", ".join((f"{smallest} Office", *above))


def kind_of(office: Office) -> OfficeKind:
    """What residents ask the office for; a support center is for families when its name says so, else for all.

    Some cities still call their family center, or the part of it that was on its own, 다문화가족지원센터.
    """
    if office.category == Category.SUPPORT_CENTER:
        is_for_families = office.name_ko.endswith(("가족센터", "가족지원센터"))
        return OfficeKind.FAMILY_CENTER if is_for_families else OfficeKind.FOREIGN_RESIDENTS_CENTER
    return OfficeKind(office.category)


def service_area(area: Area, kind: OfficeKind) -> ServiceAreaRecord:
    """A verified area as a record."""
    return ServiceAreaRecord(
        kind=kind.value,
        region_code=area.unit,
        part_ko=area.part_ko,
        valid_from=area.valid_from,
        valid_to=area.valid_to,
        source_title=title_of(area.origin),
        source_url=area.origin.url,
        checked_on=area.origin.true_on,
    )


def title_of(origin: Origin) -> str:
    """Who published it, under which title."""
    return f"{origin.publisher}, {origin.title}"
