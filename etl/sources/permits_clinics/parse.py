"""A row of the register of clinics' permits to a place."""

from __future__ import annotations

from etl.record import PlaceRecord, Skip
from etl.source import Source
from etl.sources.permits import category_of, permit


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One licensed institution, its category by its type."""
    return permit(row, source, category=category_of(row, source))
