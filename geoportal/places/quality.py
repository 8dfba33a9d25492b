"""How complete the published places of each source are."""

from __future__ import annotations

from typing import NamedTuple

from geoportal.core.sql import rows


class PlaceQuality(NamedTuple):
    """Published places of a source, and how many of them say nothing of a phone, hours, languages."""

    rows: int
    no_phone: int
    no_hours: int
    no_languages: int


def quality_by_source() -> dict[int, PlaceQuality]:
    """By the source's id; one statement over all published places."""
    return {source_id: PlaceQuality(*counts) for source_id, *counts in rows("places/quality", {})}
