"""What stands on a region's sheet, in the reader's language and beside it in Korean (on a Korean one, English)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override

from geoportal.core.hotlines import Hotline, every_hotline
from geoportal.core.languages import FALLBACK, SOURCE, Language, current_language
from geoportal.core.qr import qr_code
from geoportal.places.categories import Branch, Category
from geoportal.places.labels import category_label, kind_label
from geoportal.places.models import Place
from geoportal.places.near import NearPlace
from geoportal.places.serving import Certainty, Responsible, Served
from geoportal.provenance.models import Source
from geoportal.regions.models import Region
from geoportal.regions.queries import today
from geoportal.web.region_services import KindList, nearest_by_kind, offices_of
from geoportal.web.sheet.drawing import Spot, drawing_of

MOST_ROWS = 12
# What of each kind stands on a sheet: twelve rows of health and of help; offices are those that serve the region.
SHEET: dict[Branch, dict[Category, int]] = {
    Branch.HEALTH: {
        Category.EMERGENCY_ROOM: 2,
        Category.HOSPITAL: 2,
        Category.CLINIC: 4,
        Category.PHARMACY: 3,
        Category.PUBLIC_HEALTH_CENTER: 1,
    },
    Branch.SUPPORT: {Category.SUPPORT_CENTER: 6, Category.COUNSELLING: 3, Category.LANGUAGE_CLASS: 3},
}
# Neighbourhood offices are named until the rows of offices are full.
LOCAL_OFFICES = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One place: its number on the map (0: not on it) and what is printed of it."""

    number: int
    branch: Branch
    kind: str
    kind_other: str
    name: str
    name_ko: str
    phone: str
    address_ko: str
    hours: object
    lat: float
    lon: float
    is_sample: bool
    depends: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A branch with its rows."""

    branch: Branch
    label: str
    label_other: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone number with its words in both languages."""

    hotline: Hotline
    name: str
    name_other: str
    what: str
    hours: str
    languages: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a template needs; `checked_on` is the oldest day on which a number was compared with its source."""

    region: Region
    other: Language
    lines: list[Line]
    sections: list[Section]
    sources: list[Source]
    numbers_checked_on: date

    @property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for row in section.rows]


def other_language() -> Language:
    """The language beside the reader's."""
    return SOURCE if current_language() != SOURCE else FALLBACK


def sheet_of(region: Region) -> Sheet:
    """The sheet in the active language."""
    numbers = count(1)
    near = {branch: nearest_by_kind(region, kinds) for branch, kinds in SHEET.items()}
    sections = [_near_section(branch, kinds, numbers) for branch, kinds in near.items()]
    local = nearest_by_kind(region, {Category.LOCAL_OFFICE: LOCAL_OFFICES})
    sections.append(_offices(offices_of(region), local, numbers))
    lines = [_line(one) for one in every_hotline()]
    used = {place.source for kinds in (*near.values(), local) for kind in kinds for place in kind.places}
    return Sheet(
        region=region,
        other=other_language(),
        lines=lines,
        sections=[section for section in sections if section.rows],
        sources=list(Source.objects.filter(name__in=used).order_by("name")),
        numbers_checked_on=min(line.hotline.checked_on for line in lines),
    )


def sheet_context(region: Region, base: str) -> dict[str, object]:
    """What the templates of both forms show; `base` is the portal's own address."""
    found = sheet_of(region)
    address = base + reverse("web:region", args=[region.slug])
    return {
        "sheet": found,
        "region": region,
        "other": found.other,
        "drawing": drawing_of(region, [Spot(row.number, row.branch, row.lat, row.lon) for row in found.rows]),
        "qr": qr_code(address),
        "address": address,
        "printed_on": today(),
        "page_language": current_language(),
    }


def in_other(label: Promise | str) -> str:
    """The words in the language beside the reader's."""
    with override(other_language().django_code):
        return str(label)


def _line(hotline: Hotline) -> Line:
    with override(other_language().django_code):
        name_other = hotline.name
    return Line(hotline, hotline.name, name_other, hotline.what, hotline.hours, hotline.languages)


def _near_section(branch: Branch, kinds: Iterable[KindList], numbers: Iterator[int]) -> Section:
    label = category_label(branch)
    rows = [
        _near_row(place, branch, kind.label, next(numbers))
        for kind in kinds
        for place in kind.places[: SHEET[branch][kind.category]]
    ]
    return Section(branch, str(label), in_other(label), rows)


def _offices(served: list[Served], local: list[KindList], numbers: Iterator[int]) -> Section:
    label = category_label(Branch.OFFICES)
    rows = [
        _office_row(found, kind_label(one.kind), next(numbers), depends=one.certainty is Certainty.DEPENDS)
        for one in served
        for found in one.offices[:3]
    ][:MOST_ROWS]
    for kind in local:
        room = MOST_ROWS - len(rows)
        rows += [_near_row(place, Branch.OFFICES, kind.label, next(numbers)) for place in kind.places[:room]]
    return Section(Branch.OFFICES, str(label), in_other(label), rows)


def _near_row(place: NearPlace, branch: Branch, label: Promise, number: int) -> Row:
    return Row(
        number, branch, str(label), in_other(label), place.name, place.name_ko, place.phone, place.address_ko,
        place.hours, place.lat, place.lon, place.is_sample,
    )  # fmt: skip


def _office_row(found: Responsible, label: Promise, number: int, *, depends: bool) -> Row:
    office: Place = found.office
    return Row(
        number, Branch.OFFICES, str(label), in_other(label), office.name, office.name_ko, office.shown_phone,
        office.shown_address_ko, office.hours, office.point.y, office.point.x, office.source.is_sample, depends,
    )  # fmt: skip
