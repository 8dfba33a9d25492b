"""An item of E-Gen's list of pharmacies to a place."""

from __future__ import annotations

from etl.record import PlaceRecord, Skip
from etl.source import Source
from etl.sources.egen import institution


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One pharmacy with its hours: the list holds nothing else."""
    return institution(row, source, category="pharmacy")
