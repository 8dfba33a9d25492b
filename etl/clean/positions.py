"""Positions: WGS84 degrees that can be in Korea; what can't be is refused, never guessed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from etl.record import EventRecord, PlaceRecord, Skip
from geoportal.places.categories import Position

# Latitude, longitude and how they were had, for an address; None when it is not known.
Place = Callable[[str], tuple[float, float, Position] | None]

# Korea south of the demarcation line with its islands, in degrees.
SOUTH, NORTH = 33.0, 38.7
WEST, EAST = 124.5, 132.0


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord | Skip:
    """The record as it is, or why its position cannot be."""
    fault = fault_of(record.lat, record.lon)
    return Skip(fault) if fault else record


def by_address(record: PlaceRecord, place: Place) -> PlaceRecord:
    """The record with the point of its address, when it states none and its address is known."""
    if fault_of(record.lat, record.lon) != "no_position":
        return record
    found = place(record.address_ko)
    if found is None:
        return record
    lat, lon, position = found
    return replace(record, lat=lat, lon=lon, position=position)


def fault_of(lat: float, lon: float) -> str:
    """`no_position`, `position_swapped`, `outside_korea`, or `` for a position that can be."""
    if not (math.isfinite(lat) and math.isfinite(lon)) or (lat == 0 and lon == 0):
        return "no_position"
    if in_korea(lat, lon):
        return ""
    return "position_swapped" if in_korea(lon, lat) else "outside_korea"


def in_korea(lat: float, lon: float) -> bool:
    """Whether the point is in the box around South Korea."""
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST
