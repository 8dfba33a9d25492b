"""How complete the places that stand of each source are."""

from __future__ import annotations

from typing import NamedTuple

from geoportal.core.sql import rows


class PlaceQuality(NamedTuple):
    """Places of a source, how many of them say nothing of a phone, hours, languages, how many were placed by
    their address and not by coordinates of the source, and how many are shown as part of another source's place."""

    rows: int
    no_phone: int
    no_hours: int
    no_languages: int
    no_coordinates: int
    shown_elsewhere: int


def quality_by_source() -> dict[int, PlaceQuality]:
    """By the source's id; one statement over all places."""
    return {source_id: PlaceQuality(*counts) for source_id, *counts in rows("places/quality", {})}
