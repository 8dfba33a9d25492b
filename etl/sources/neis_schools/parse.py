"""A row of NEIS's list of schools to a place."""

from __future__ import annotations

import math

from etl.clean.provinces import OURS, province_of
from etl.clean.values import day
from etl.record import PlaceRecord, Skip
from etl.source import Source

NO_CATEGORY = "-"


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One school with its own English name, without a position; known by its SD_SCHUL_CODE.

    Blanks of two spaces and spaces at the end (`05831 `) are no values and no part of them.
    """
    stated = {name: text.strip() for name, text in row.items()}
    category = source.mappings["levels"].get(stated.get("SCHUL_KND_SC_NM", ""))
    if province_of(stated.get("ORG_RDNMA", ""), source.mappings["provinces"]) != OURS:
        return Skip("other_province" if stated.get("ORG_RDNMA") else "no_address")
    if category is None:
        return Skip("unknown_level")
    if category == NO_CATEGORY:
        return Skip("no_category")
    row.clear()
    row.update(stated)
    return school(row, category) if row.get("SD_SCHUL_CODE") else Skip("no_key")


def school(row: dict[str, str], category: str) -> PlaceRecord:
    """The record of a tidy row; its fields are popped."""
    road, detail = row.pop("ORG_RDNMA"), row.pop("ORG_RDNDA", "").lstrip("/ ")
    return PlaceRecord(
        source_key=row.pop("SD_SCHUL_CODE"),
        category=category,
        name_ko=row.pop("SCHUL_NM", ""),
        name_en=row.pop("ENG_SCHUL_NM", ""),
        lat=math.nan,
        lon=math.nan,
        unit_ko=" ".join(road.split()[:3]),
        address_ko=f"{road} {detail}".strip(),
        phone=row.pop("ORG_TELNO", ""),
        homepage=row.pop("HMPG_ADRES", ""),
        checked_on=day(row.pop("LOAD_DTM", "")),
        attributes=attributes(row),
    )


def attributes(row: dict[str, str]) -> dict[str, object]:
    """What else the row says: its kind in NEIS's words, who runs it and for whom, by day or night, since when."""
    founded_on = day(row.pop("FOND_YMD", ""))
    stated: dict[str, object] = {
        "level_ko": row.pop("SCHUL_KND_SC_NM", ""),
        "founding_ko": row.pop("FOND_SC_NM", ""),
        "coeducation_ko": row.pop("COEDU_SC_NM", ""),
        "high_school_kind_ko": row.pop("HS_SC_NM", ""),
        "day_or_night_ko": row.pop("DGHT_SC_NM", ""),
    }
    if founded_on and founded_on.year > 1900:
        stated["founded_on"] = founded_on.isoformat()
    return {name: value for name, value in stated.items() if value}
