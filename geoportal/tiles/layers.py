"""The list of map layers: name, zooms, which statement draws a zoom, and what a feature carries."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

MAX_ZOOM = 16
# West, south, east, north of the three provinces with a margin; tiles outside are empty.
BOUNDS = (124.4, 36.7, 128.1, 38.5)
CENTER = (127.05, 37.35, 9)


@dataclass(frozen=True, slots=True)
class Layer:
    """One tile layer; `fields` maps each vector layer in it to its attributes (TileJSON 3)."""

    name: str
    title: str
    fields: dict[str, dict[str, str]]
    min_zoom: int = 0
    max_zoom: int = 14
    # (least zoom, name of the statement), highest zoom first.
    statements: tuple[tuple[int, str], ...] = field(default=())

    def statement(self, zoom: int) -> str:
        """The statement that draws this zoom."""
        return next(name for least, name in self.statements if zoom >= least)


REGIONS = Layer(
    name="regions",
    title="Administrative units",
    fields={
        "regions": {"code": "String", "level": "String", "slug": "String", "name_ko": "String", "name_en": "String"},
        "region_labels": {"code": "String", "level": "String", "name_ko": "String", "name_en": "String"},
    },
    max_zoom=13,
    statements=((0, "tiles/regions"),),
)
PLACES = Layer(
    name="places",
    title="Places by category; below zoom 11 as counts on a grid",
    fields={
        "places": {
            "id": "Number",
            "category": "String",
            "name_ko": "String",
            "name_en": "String",
            "is_sample": "Boolean",
        },
        "place_counts": {"count": "Number", "category": "String", "id": "Number"},
    },
    max_zoom=14,
    statements=((11, "tiles/places"), (0, "tiles/place_counts")),
)
LAYERS: dict[str, Layer] = {layer.name: layer for layer in (REGIONS, PLACES)}


def is_tile(z: int, x: int, y: int) -> bool:
    """Whether such a tile exists at all."""
    return 0 <= z <= MAX_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z


def is_covered(z: int, x: int, y: int) -> bool:
    """Whether the tile touches the bounds, with a small margin."""
    west, north = tile_corner(z, x, y)
    east, south = tile_corner(z, x + 1, y + 1)
    return west <= BOUNDS[2] and east >= BOUNDS[0] and south <= BOUNDS[3] and north >= BOUNDS[1]


def tile_corner(z: int, x: int, y: int) -> tuple[float, float]:
    """Longitude and latitude of a tile's north-west corner."""
    n = 2**z
    return x / n * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / n))))
