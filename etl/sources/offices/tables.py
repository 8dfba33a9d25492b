"""The curated tables in data/reference: offices, the areas that they serve, and where each fact was read."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.errors import ParseFailed

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
YES_NO = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact was read: `as_of` is the day the text is true for when that is older than `checked_on`,
    the day on which it was read. `memory` has neither address nor publisher."""

    publisher: str
    title: str
    url: str
    as_of: date | None
    checked_on: date

    @property
    def true_on(self) -> date:
        """The day for which the fact is known."""
        return self.as_of or self.checked_on


@dataclass(frozen=True, slots=True)
class Office:
    """One row of offices.csv; `lat` and `lon` as written, mostly empty."""

    key: str
    category: str
    name_ko: str
    name_en: str
    address_ko: str
    lat: str
    lon: str
    phone: str
    homepage: str
    origin: Origin
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Area:
    """One row of office_areas.csv: an office serves a unit (MOIS code of a si, gun, gu or dong, with all below it),
    or the part of it that `part_ko` names."""

    office: str
    unit: str
    unit_ko: str
    part_ko: str
    valid_from: date | None
    valid_to: date | None
    origin: Origin
    is_verified: bool


def read_origins(path: Path) -> dict[str, Origin]:
    """The origins by their key. ParseFailed for a key that comes twice or a day that is none."""
    found: dict[str, Origin] = {}
    for row in rows_of(path):
        if row["source"] in found:
            raise ParseFailed(f"{path.name}: {row['source']} comes twice")
        checked_on = day_in(row, "checked_on")
        if checked_on is None:
            raise ParseFailed(f"{path.name}: {row['source']} has no checked_on")
        found[row["source"]] = Origin(
            row["publisher"], row["title"], row["url"], day_in(row, "as_of"), checked_on
        )  # fmt: skip
    return found


def read_offices(path: Path, origins: dict[str, Origin]) -> list[Office]:
    """All offices. ParseFailed for an unknown origin, or `verified` that is neither true nor false."""
    return [
        Office(
            row["office"], row["category"], row["name_ko"], row["name_en"], row["address_ko"], row["lat"], row["lon"],
            row["phone"], row["homepage"], origin_of(row, origins), yes_no(row),
        )
        for row in rows_of(path)
    ]  # fmt: skip


def read_areas(path: Path, origins: dict[str, Origin], offices: Iterable[Office]) -> list[Area]:
    """All areas. ParseFailed for an office or origin that the other tables don't have, and as `read_offices`."""
    known = {office.key for office in offices}
    areas = [
        Area(
            row["office"], row["unit"], row["unit_ko"], row["part_ko"], day_in(row, "valid_from"),
            day_in(row, "valid_to"), origin_of(row, origins), yes_no(row),
        )
        for row in rows_of(path)
    ]  # fmt: skip
    strange = sorted({area.office for area in areas} - known)
    if strange:
        raise ParseFailed(f"{path.name}: there is no office {', '.join(strange)}")
    return areas


def rows_of(path: Path) -> Iterable[dict[str, str]]:
    """The rows of a table by column; ParseFailed for a row with too few or too many fields."""
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file, restval=None), start=2):
            if None in row or None in row.values():
                raise ParseFailed(f"{path.name}, line {line}: the number of fields is wrong")
            yield {column: text.strip() for column, text in row.items()}


def origin_of(row: dict[str, str], origins: dict[str, Origin]) -> Origin:
    """The origin a row names."""
    if row["source"] not in origins:
        raise ParseFailed(f"{row['office']}: there is no source {row['source']!r}")
    return origins[row["source"]]


def yes_no(row: dict[str, str]) -> bool:
    """Whether a person or a text stands behind the row."""
    if row["verified"] not in YES_NO:
        raise ParseFailed(f"{row['office']}: verified is {row['verified']!r}, not true or false")
    return YES_NO[row["verified"]]


def day_in(row: dict[str, str], column: str) -> date | None:
    """The day in a column, None when it is empty."""
    try:
        return date.fromisoformat(row[column]) if row[column] else None
    except ValueError as error:
        raise ParseFailed(f"{column} {row[column]!r} is no day") from error
