"""A row of the register of pharmacies to a place."""

from __future__ import annotations

from etl.record import PlaceRecord, Skip
from etl.source import Source
from etl.sources.permits import permit


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One registered pharmacy: the register holds nothing else."""
    return permit(row, source, category="pharmacy")
