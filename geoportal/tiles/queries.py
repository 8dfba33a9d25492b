"""Tiles drawn by PostGIS, and the version of the data they show."""

from __future__ import annotations

from geoportal.core.sql import rows
from geoportal.places.categories import CATEGORY_OF_ID
from geoportal.regions.queries import today
from geoportal.tiles.layers import Layer

# Position n holds the name of category id n, as PostgreSQL counts arrays from 1.
CATEGORY_NAMES = [
    CATEGORY_OF_ID[number].value if number in CATEGORY_OF_ID else "" for number in range(1, max(CATEGORY_OF_ID) + 1)
]


def tile(layer: Layer, z: int, x: int, y: int) -> bytes:
    """One Mapbox vector tile, uncompressed; empty bytes when nothing is there."""
    params = {"z": z, "x": x, "y": y, "day": today(), "categories": CATEGORY_NAMES}
    name = layer.statement(z)
    wanted = {"tiles/regions": ("z", "x", "y", "day")}.get(name, ("z", "x", "y", "categories"))
    return bytes(rows(name, {key: params[key] for key in wanted})[0][0])
