"""Tiles drawn by PostGIS, and the versions of the data they show."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from geoportal.core.sql import rows, statement
from geoportal.regions.queries import today
from geoportal.tiles.layers import Layer, spots


@cache
def wanted(name: str) -> frozenset[str]:
    """The parameters that the named statement takes."""
    return frozenset(re.findall(r"%\((\w+)\)s", statement(name)))


def parameters(name: str, z: int, x: int, y: int) -> dict[str, Any]:
    """The values of the named statement's parameters for a tile of today."""
    first, end = spots(z, x, y)
    values: dict[str, Any] = {"z": z, "x": x, "y": y, "first": first, "end": end}
    names = wanted(name)
    if "day" in names:
        values["day"] = today()
    return {key: value for key, value in values.items() if key in names}


def draw(layer: Layer, z: int, x: int, y: int) -> bytes:
    """One Mapbox vector tile, uncompressed; empty bytes when nothing is there."""
    drawn = (rows(name, parameters(name, z, x, y), binary=True)[0][0] for name in layer.drawn_by(z))
    return b"".join(map(bytes, drawn))


def version(layer: Layer, z: int, x: int, y: int) -> str:
    """A text that changes with every change that touches the tile, and with nothing that does not touch its layer."""
    values = {"z": z, "x": x, "y": y, "places": layer.places, "layers": list(layer.parts)}
    found = str(rows("tiles/version", values)[0][0])
    return f"{found}-{today()}" if layer.daily else found


def epoch() -> str:
    """A text that changes, when a transaction ends, with every change to anything on the map."""
    return str(rows("tiles/epoch", {})[0][0])


def newest_place_change() -> int:
    """The number of the newest change that touched a tile of places; 0 without any."""
    return int(rows("tiles/newest_place_change", {})[0][0])


def parts(layer: Layer) -> str:
    """The versions of what the layer is drawn from as a whole, as `version` has them."""
    return str(rows("tiles/version", {"z": 0, "x": 0, "y": 0, "places": False, "layers": list(layer.parts)})[0][0])


def editions() -> str:
    """A text that changes on days on which other regions come into force."""
    return str(rows("tiles/editions", {"day": today()})[0][0])


def hold_places() -> None:
    """Keep places as they are until the transaction ends: loads and corrections wait."""
    rows("tiles/hold_places", {})


def drawn_tiles(deepest: int) -> list[tuple[int, int, int]]:
    """Every tile (z, x, y) of zoom 0 to 15 that shows a place, and those to zoom `deepest` that may show a region."""
    return [(z, x, y) for z, x, y in rows("tiles/drawn_tiles", {"deepest": deepest, "day": today()})]
