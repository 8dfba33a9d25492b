"""A row of HIRA's pharmacy list to a place."""

from __future__ import annotations

from etl.record import PlaceRecord, Skip
from etl.source import Source
from etl.sources.hira import institution


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One pharmacy: the list says no more than what all of HIRA's lists say."""
    return institution(row, source)
