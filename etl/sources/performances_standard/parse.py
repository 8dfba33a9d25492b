"""A row of the standard data on performances to an event."""

from __future__ import annotations

from etl.clean.events import Columns, event
from etl.record import EventRecord, Skip
from etl.source import Source

COLUMNS = Columns(
    name="행사명", venue="장소", starts_on="행사시작일자", ends_on="행사종료일자", times=("행사시작시각",)
)


def parse_row(row: dict[str, str], source: Source) -> EventRecord | Skip:
    """One performance, known by its name, first day and hour, place and provider: the file has no id.

    Hours and fees are free text (`14:00+17:00`, `전석 20,000원`) and stay text.
    """
    return event(row, source, category="performance", columns=COLUMNS)
