"""Positions: WGS84 degrees that can be in Korea; what can't be is refused, never guessed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from etl.record import EventRecord, PlaceRecord, Skip, changed
from geoportal.places.categories import Position

# Latitude, longitude and how they were had, for an address; None when it is not known.
Place = Callable[[str], tuple[float, float, Position] | None]

# Korea south of the demarcation line with its islands, in degrees.
SOUTH, NORTH = 33.0, 38.7
WEST, EAST = 124.5, 132.0
# No degrees reach so far: metres do.
MOST_DEGREES = 360.0
# How far (about 1 km) a point may lie outside the box around its unit: the box is drawn around a coast.
NEAR_DEGREES = 0.01
# Spreadsheets that are dragged down count up by one and keep all other digits.
SAME_DEGREES = 1e-7
FEWEST_DRAGGED = 3

# West, south, east, north in degrees.
Box = tuple[float, float, float, float]
LatLon = tuple[float, float]


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord | Skip:
    """The record as it is, or why its position cannot be."""
    fault = fault_of(record.lat, record.lon)
    return Skip(fault) if fault else record


def by_address(record: PlaceRecord, place: Place) -> PlaceRecord:
    """The record with the point of its address, when it states none and its address is known."""
    if fault_of(record.lat, record.lon) not in ("no_position", "half_a_position"):
        return record
    found = place(record.address_ko)
    if found is None:
        return record
    lat, lon, position = found
    return changed(record, lat=lat, lon=lon, position=position)


def fault_of(lat: float, lon: float) -> str:
    """`` for a position that can be, or what is wrong with it.

    `no_position` states none (not a number, or 0), `half_a_position` one coordinate of two, `position_unreadable`
    something that is no number (infinite), `position_in_metres` what cannot be degrees, `position_swapped` longitude
    first; anything else is `outside_korea`.
    """
    if math.isinf(lat) or math.isinf(lon):
        return "position_unreadable"
    if missing := sum(math.isnan(one) or one == 0 for one in (lat, lon)):
        return "no_position" if missing == 2 else "half_a_position"
    if in_korea(lat, lon):
        return ""
    if in_korea(lon, lat):
        return "position_swapped"
    return "position_in_metres" if max(abs(lat), abs(lon)) > MOST_DEGREES else "outside_korea"


def in_korea(lat: float, lon: float) -> bool:
    """Whether the point is in the box around South Korea."""
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST


def fault_in_unit(lat: float, lon: float, *, box: Box) -> str:
    """What went wrong with a position outside the unit its row names, when that can be told; `` otherwise.

    `box` is around the unit. `position_swapped`: latitude and longitude are in each other's place.
    `one_degree_off`: one of the two is a whole degree more or less than it should be. The row goes into
    quarantine under this name; what it should be is a proposal (`one_degree_back`), never loaded by itself.
    """
    if lies_in(lat, lon, box=box) or not (math.isfinite(lat) and math.isfinite(lon)):
        return ""
    if lies_in(lon, lat, box=box):
        return "position_swapped"
    return "one_degree_off" if one_degree_back(lat, lon, box=box) else ""


def one_degree_back(lat: float, lon: float, *, box: Box) -> LatLon | None:
    """The one position in the box that differs by a whole degree in latitude or in longitude; None without one."""
    moves = [(lat - 1, lon), (lat + 1, lon), (lat, lon - 1), (lat, lon + 1)]
    fitting = [move for move in moves if lies_in(*move, box=box)]
    return fitting[0] if len(fitting) == 1 else None


def lies_in(lat: float, lon: float, *, box: Box) -> bool:
    """Whether a point is in a box, or within about 1 km of it."""
    west, south, east, north = box
    beside = west - NEAR_DEGREES <= lon <= east + NEAR_DEGREES
    return beside and south - NEAR_DEGREES <= lat <= north + NEAR_DEGREES


def drag_filled(positions: Sequence[LatLon]) -> set[int]:
    """Indexes of rows, in the file's order, whose coordinate was made by dragging down the one above.

    Three rows or more in which latitude or longitude (or both) rises by exactly one degree a row, and the
    other stays or rises too. The first of them is what the others were made of, and not in the set.
    """
    found, run = set[int](), list[int]()
    for index in range(1, len(positions) + 1):
        if index < len(positions) and is_dragged(positions[index - 1], positions[index]):
            run.append(index)
            continue
        if len(run) + 1 >= FEWEST_DRAGGED:
            found.update(run)
        run = []
    return found


def is_dragged(above: LatLon, below: LatLon) -> bool:
    """Whether a position is the one above with a coordinate counted up by one."""
    steps = [one - other for one, other in zip(below, above, strict=True)]
    risen = [abs(step - 1) < SAME_DEGREES for step in steps]
    return any(risen) and all(up or abs(step) < SAME_DEGREES for up, step in zip(risen, steps, strict=True))
