"""How complete the published events of each source are."""

from __future__ import annotations

from typing import NamedTuple

from geoportal.core.sql import rows


class EventQuality(NamedTuple):
    """Published events of a source, and how many of them have no phone."""

    rows: int
    no_phone: int


def quality_by_source() -> dict[int, EventQuality]:
    """By the source's id; one statement over all published events."""
    return {source_id: EventQuality(*counts) for source_id, *counts in rows("events/quality", {})}
