"""A row of the standard data on festivals to an event."""

from __future__ import annotations

from etl.clean.events import Columns, event
from etl.record import EventRecord, Skip
from etl.source import Source

COLUMNS = Columns(name="축제명", venue="개최장소", starts_on="축제시작일자", ends_on="축제종료일자")


def parse_row(row: dict[str, str], source: Source) -> EventRecord | Skip:
    """One festival, known by its name, first day, place and provider: the file has no id."""
    return event(row, source, category="festival", columns=COLUMNS)
