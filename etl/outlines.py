"""Outlines of regions for the zooms of a map: simpler the further away, and neighbours keep their common edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import shapely

# Half of a map's pixel, in metres of web Mercator, at the zoom: less is not seen.
ZOOMS = {zoom: 40_075_016.68 / 512 / 2 ** max(zoom, 5) / 2 for zoom in (0, 7, 9, 11, 13)}
# Dongs of one edition overlap and leave gaps of some metres between them.
GAP_M = 30.0


class Dong(NamedTuple):
    """A dong in force, with the ids of the regions above it; its shape (WKB) in web Mercator."""

    id: int
    above: Sequence[int]
    shape: bytes


class Outline(NamedTuple):
    """A region's outline (WKB, web Mercator) from this zoom on."""

    region_id: int
    zoom: int
    shape: bytes


def outlines(dongs: Iterable[Dong]) -> Iterator[Outline]:
    """The outlines of the dongs and of every region above them, those of one zoom cut from the same edges."""
    found = list(dongs)
    if not found:
        return
    whole = shapely.coverage_clean(shapely.from_wkb([dong.shape for dong in found]), gap_width=GAP_M)
    members: dict[int, list[int]] = {}
    for number, dong in enumerate(found):
        for region in (dong.id, *dong.above):
            members.setdefault(region, []).append(number)
    for zoom, tolerance_m in ZOOMS.items():
        simple = shapely.coverage_simplify(whole, tolerance_m)
        for region, numbers in members.items():
            shape = shapely.coverage_union_all(simple[numbers])
            if not shape.is_empty:
                yield Outline(region, zoom, shapely.to_wkb(shape))
