"""The list of map layers: name, zooms, which statement draws a zoom, and what a feature carries."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from geoportal.places.categories import CATEGORY_IDS, OfficeKind

MAX_ZOOM = 16
# The grid of `tiles_point.spot`: 2^26 cells a side.
SPOT_BITS = 26
# West, south, east, north of the three provinces with a margin; tiles outside are empty.
BOUNDS = (124.4, 36.7, 128.1, 38.5)
CENTER = (127.05, 37.35, 9)
CENSUS = "통계청 SGIS 2020 (KOGL-1)"
NAMES = {"name_ko": "String", "name_en": "String"}
UNIT = {"code": "String", "level": "String", **NAMES}


@dataclass(frozen=True, slots=True)
class Layer:
    """One tile layer; `fields` maps each vector layer in it to its attributes (TileJSON 3).

    `places` says that it shows places, whose tiles have versions of their own; `parts` are the names in `tiles_layer`
    of what it is drawn from as a whole; `daily`, that it shows what is in force on a day. `outlines` names the maker of
    its outlines, empty when it has none; `credits` are the parts of the map whose makers it names, too (`attribution`).
    """

    name: str
    title: str
    fields: dict[str, dict[str, str]]
    min_zoom: int = 0
    max_zoom: int = 14
    places: bool = False
    parts: tuple[str, ...] = ()
    daily: bool = False
    # (least zoom, names of the statements), highest zoom first; what several draw is put together in one tile.
    statements: tuple[tuple[int, tuple[str, ...]], ...] = field(default=())
    outlines: str = CENSUS
    credits: tuple[str, ...] = ()

    def drawn_by(self, zoom: int) -> tuple[str, ...]:
        """The statements that draw this zoom."""
        return next((names for least, names in self.statements if zoom >= least), ())


REGIONS = Layer(
    name="regions",
    title="Administrative units",
    fields={"regions": {**UNIT, "slug": "String"}, "region_labels": UNIT},
    max_zoom=13,
    parts=("regions",),
    daily=True,
    statements=((0, ("tiles/regions",)),),
)
PLACES = Layer(
    name="places",
    title="Places by category; counts on a grid below zoom 11, groups of close ones below 14, names from 15",
    fields={
        "places": {"category": "String", "count": "Number", **NAMES, "is_sample": "Boolean"},
        "place_counts": {
            "count": "Number", "category": "String", **{category.value: "Number" for category in CATEGORY_IDS},
        },
    },
    max_zoom=15,
    places=True,
    outlines="",
    credits=("places",),
    statements=(
        (15, ("tiles/places",)),
        (14, ("tiles/place_points",)),
        (11, ("tiles/place_groups",)),
        (0, ("tiles/place_counts",)),
    ),
)  # fmt: skip
EVENTS = Layer(
    name="events",
    title="Events that go on or are to come; counts on a grid below zoom 11",
    fields={
        "events": {"category": "String", **NAMES, "starts_on": "String", "ends_on": "String", "is_sample": "Boolean"},
        "event_counts": {"count": "Number"},
    },
    parts=("events",),
    daily=True,
    outlines="",
    credits=("events",),
    statements=((11, ("tiles/events",)), (0, ("tiles/event_counts",))),
)
AREAS = Layer(
    name="areas",
    title="Which offices serve a region",
    fields={"areas": {**UNIT, **{kind.value: "Number" for kind in OfficeKind}}},
    min_zoom=8,
    max_zoom=13,
    parts=("areas",),
    daily=True,
    credits=("areas",),
    statements=((8, ("tiles/areas",)),),
)
DENSITY = Layer(
    name="density",
    title="Foreign residents per square kilometre",
    fields={"density": {**UNIT, "year": "Number", "persons": "Number", "per_km2": "Number"}},
    max_zoom=12,
    parts=("density",),
    daily=True,
    credits=("density",),
    statements=((0, ("tiles/density",)),),
)
COVERAGE = Layer(
    name="coverage",
    title="Minutes' walk to the nearest service where people live, by run; squares of 250 m from zoom 11, larger below",
    fields={
        "coverage": {
            "category": "String", "language": "String", "minutes": "Number", "cell_m": "Number", "straight": "Boolean",
            "is_sample": "Boolean",
        },
    },
    min_zoom=7,
    max_zoom=12,
    parts=("coverage",),
    outlines="",
    credits=("coverage",),
    statements=((7, ("tiles/coverage",)),),
)  # fmt: skip
# What the map of a page shows, in one tile; the one that `maps tiles build` writes.
MAP = Layer(
    name="map",
    title="Administrative units and places",
    fields=REGIONS.fields | PLACES.fields,
    max_zoom=PLACES.max_zoom,
    places=True,
    parts=REGIONS.parts,
    daily=True,
    credits=PLACES.credits,
    # Nothing is gained by repeating the outlines above their finest zoom: a map enlarges those.
    statements=tuple(
        (least, REGIONS.drawn_by(least) + names if least <= REGIONS.max_zoom else names)
        for least, names in PLACES.statements
    ),
)
LAYERS: dict[str, Layer] = {layer.name: layer for layer in (REGIONS, PLACES, EVENTS, AREAS, DENSITY, COVERAGE, MAP)}


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


def spots(z: int, x: int, y: int) -> tuple[int, int]:
    """The first spot in a tile, and the first one after it (`tiles_point.spot`)."""
    number = 0
    for bit in range(z):
        number |= ((x >> bit) & 1) << (2 * bit) | ((y >> bit) & 1) << (2 * bit + 1)
    bits = 2 * (SPOT_BITS - z)
    return number << bits, (number + 1) << bits
