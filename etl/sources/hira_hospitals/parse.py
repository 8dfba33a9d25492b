"""A row of HIRA's hospital list to a place."""

from __future__ import annotations

from dataclasses import replace

from etl.record import PlaceRecord, Skip
from etl.source import Source
from etl.sources.hira import institution


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One hospital or clinic: what all lists say, and its type in HIRA's words, homepage and number of doctors."""
    homepage, doctors = row.pop("병원홈페이지", ""), row.pop("총의사수", "")
    attributes: dict[str, object] = {"type_ko": row["종별코드명"]}
    if doctors.isdigit():
        attributes["doctors"] = int(doctors)
    place = institution(row, source)
    if isinstance(place, Skip):
        return place
    return replace(place, homepage=homepage, attributes=attributes | dict(place.attributes))
