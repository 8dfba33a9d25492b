"""Whether the coordinate system that a file claims is its own: proved by where its points and areas fall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from etl.clean.crs import METRIC, OLD_DEGREES, SYSTEMS, WGS84, Points, System, moved
from etl.errors import CheckFailed

# (lat, lon) as converted by the claim; the unit that its row names, as an area in EPSG:4326 or the box around
# it (west, south, east, north); (lat, lon) where the same thing is known to be.
Box = tuple[float, float, float, float]
Sample = tuple[float, float, shapely.Geometry | Box | None, tuple[float, float] | None]

LEAST_INSIDE = 0.9
FEWEST_KNOWN = 10
# Systems mistaken for one another lie 257 m apart or more; sources disagree by some tens of metres.
MOST_OFF_M = 100.0
CLEARLY = 3.0
MOST_SAMPLES = 4_000
# Of areas: the least share of their surface in the units they name; points along each one's edge; and how much
# farther off the edges must be in the next best system.
LEAST_SHARE = 0.8
EDGE_POINTS = 80
TOLD_APART_M = 60.0
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a system suits: which of the samples with a unit fall in it, and the median distance (m) to what is known."""

    system: System
    inside: Bools
    off_m: float

    @property
    def share(self) -> float:
        return float(self.inside.mean()) if len(self.inside) else 1.0


def prove_positions(samples: Sequence[Sample], *, claimed: int = WGS84) -> None:
    """CheckFailed when the points of a whole file are not in the coordinate system that it claims (EPSG code).

    What counts: nine in ten of the points whose row names a unit lie in it; the median distance to where
    the same things (ten or more) are known to be, from the last load or from another source, is within 100 m.
    A rival system that suits clearly better is named. A claim of metres must also be told apart from its
    near twins (5174 from 2097 and 5181, 5178 from 5179), by ten known things or by enough points at the
    units' borders: at least ten more of them on the right side, and three times their chance spread. That
    takes the units' areas, boxes hardly ever do. Units and distances of single rows are not judged here.
    """
    chosen = list(samples[:: -(-len(samples) // MOST_SAMPLES)]) if samples else []
    raw = raw_points([(lat, lon) for lat, lon, _, _ in chosen], claimed)
    finite = np.flatnonzero(np.isfinite(raw).all(axis=1))
    raw, usable = raw[finite], [chosen[number] for number in finite]
    if not any(unit is not None or known is not None for _, _, unit, known in usable):
        refuse_unproved(claimed, len(samples))
        return
    # Degrees taken for metres come back a hundred metres off: too coarse to tell two kinds of degrees apart.
    systems = [one for one in SYSTEMS if claimed == WGS84 or one.epsg != OLD_DEGREES or one.epsg == claimed]
    fits = {system: fit(raw, usable, system) for system in systems}
    judge(fits.pop(System(claimed)), list(fits.values()), claimed=claimed)


def raw_points(positions: Sequence[tuple[float, float]], claimed: int) -> Points:
    """The file's own numbers (x, y), from (lat, lon) as converted by the claim."""
    degrees = np.array([(lon, lat) for lat, lon in positions], dtype=np.float64).reshape(-1, 2)
    return degrees if claimed == WGS84 else moved(degrees, System(WGS84), to=claimed)


def refuse_unproved(claimed: int, count: int) -> None:
    """CheckFailed when nothing speaks for a claim of metres; degrees in Korea can only be degrees."""
    if claimed != WGS84:
        raise CheckFailed(f"Nothing proves EPSG:{claimed}: none of {count:,} points names a known unit or is known.")


def fit(raw: Points, samples: Sequence[Sample], system: System) -> Fit:
    """How the file's numbers suit a system."""
    degrees = moved(raw, system)
    named = [number for number, sample in enumerate(samples) if sample[2] is not None]
    known = [number for number, sample in enumerate(samples) if sample[3] is not None]
    off_m = float("nan")
    if len(known) >= FEWEST_KNOWN:
        there = np.array([(sample[3][1], sample[3][0]) for sample in samples if sample[3] is not None])
        off_m = median_distance_m(degrees[known], there)
    return Fit(system, falls_inside(degrees[named], [samples[number][2] for number in named]), off_m)


def falls_inside(degrees: Points, units: Sequence[shapely.Geometry | Box | None]) -> Bools:
    """For each point whether it lies in its own unit, asked once for each unit."""
    inside = np.zeros(len(degrees), dtype=bool)
    groups: dict[object, list[int]] = {}
    for number, unit in enumerate(units):
        groups.setdefault(unit if isinstance(unit, tuple) else id(unit), []).append(number)
    for numbers in groups.values():
        unit = units[numbers[0]]
        area = shapely.box(*unit) if isinstance(unit, tuple) else unit
        shapely.prepare(area)
        inside[numbers] = shapely.intersects_xy(area, degrees[numbers, 0], degrees[numbers, 1])
    return inside


def median_distance_m(one: Points, other: Points) -> float:
    """The median distance between points (lon, lat), in metres; infinite when most have no place."""
    metres = moved(one, System(WGS84), to=METRIC) - moved(other, System(WGS84), to=METRIC)
    return float(np.median(np.nan_to_num(np.hypot(metres[:, 0], metres[:, 1]), nan=np.inf)))


def judge(claim: Fit, rivals: Sequence[Fit], *, claimed: int) -> None:
    """CheckFailed when the claim does not suit, when a rival suits better, or when the two can't be told apart."""
    better = [rival for rival in rivals if is_better(rival, claim)]
    if claim.share < LEAST_INSIDE or claim.off_m > MOST_OFF_M or better:
        likely = max(better, key=lambda rival: (-np.nan_to_num(rival.off_m), rival.share), default=None)
        raise CheckFailed(f"The points are not in EPSG:{claimed}: {said(claim)}. {advice(likely)}")
    twins = [] if claimed == WGS84 else [rival for rival in rivals if suits(rival) and not is_better(claim, rival)]
    if twins:
        named = ", ".join(str(twin.system) for twin in twins)
        raise CheckFailed(
            f"The points fall where EPSG:{claimed} puts them, but {named} would do as well: more of them are needed, "
            f"or {FEWEST_KNOWN} whose place is known."
        )


def suits(one: Fit) -> bool:
    """Whether a system is not refuted by where the points fall."""
    return one.share >= LEAST_INSIDE and not one.off_m > MOST_OFF_M


def is_better(one: Fit, other: Fit) -> bool:
    """Whether one system suits clearly better, by known places where there are ten, else by the units' borders."""
    if np.isfinite(one.off_m) and one.off_m <= MOST_OFF_M:
        return bool(one.off_m + MOST_OFF_M <= other.off_m)
    gained = int((one.inside & ~other.inside).sum())
    lost = int((other.inside & ~one.inside).sum())
    return one.share >= LEAST_INSIDE and gained - lost > CLEARLY * np.sqrt(gained + lost)


def said(claim: Fit) -> str:
    """What was found of a claim."""
    inside = f"{claim.inside.sum():,} of {len(claim.inside):,} lie in the unit they name"
    return inside if np.isnan(claim.off_m) else f"{inside}, {claim.off_m:,.0f} m (median) from where they are known"


def advice(likely: Fit | None) -> str:
    """What the operator may try."""
    return f"They fit {likely.system}." if likely else "No system known here fits them."


@dataclass(frozen=True, slots=True)
class AreaFit:
    """How a system suits areas: the share of them in the units they name, the median distance (m) of their edges."""

    system: System
    share: float
    edge_m: float


def prove_areas(
    areas: Mapping[str, shapely.Geometry], known: Mapping[str, shapely.Geometry], *, claimed: int | None
) -> int:
    """The EPSG code that puts areas (in the file's own numbers) on the units (EPSG:4326) of the same keys.

    A system suits when 80 % of all their surface lies in their units and the median distance from their
    edges to their units' is within 100 m; the next best must be 60 m worse. CheckFailed when none does, when
    no area has a known key, or when what the file claims is another: it names the one that would do.
    """
    keys = [key for key in areas if key in known]
    if not keys:
        raise CheckFailed("Nothing proves the coordinate system: none of the areas names a known unit.")
    here = [areas[key] for key in keys]
    there = list(in_metres([known[key] for key in keys], System(WGS84)))
    found = [one for system in SYSTEMS if (one := area_fit(here, there, system))]
    fits = sorted(found, key=lambda one: one.edge_m)
    best = next(iter(fits), None)
    if best is None or best.share < LEAST_SHARE or best.edge_m > MOST_OFF_M:
        raise CheckFailed(f"The areas lie on their units in no known coordinate system; {claim_of(claimed)}.")
    if len(fits) > 1 and fits[1].edge_m < best.edge_m + TOLD_APART_M:
        raise CheckFailed(f"{best.system} and {fits[1].system} cannot be told apart by these areas.")
    if best.system.is_swapped or claimed not in (None, best.system.epsg):
        raise CheckFailed(f"The areas fit {best.system} (edges {best.edge_m:.0f} m off); {claim_of(claimed)}.")
    return best.system.epsg


def claim_of(claimed: int | None) -> str:
    """What the file says of itself."""
    return f"the file claims EPSG:{claimed}" if claimed else "the file claims nothing that is known"


def area_fit(areas: Sequence[shapely.Geometry], units: Sequence[shapely.Geometry], system: System) -> AreaFit | None:
    """How areas suit units (in metres) in a system; None when they are not even near."""
    if not near(areas, units, system):
        return None
    here = in_metres(areas, system)
    common = shapely.area(shapely.intersection(here, units)).sum()
    edges = np.concatenate([edge_distances(one, other) for one, other in zip(here, units, strict=True)])
    return AreaFit(system, float(common / shapely.area(here).sum()), float(np.median(edges)))


def near(areas: Sequence[shapely.Geometry], units: Iterable[shapely.Geometry], system: System) -> bool:
    """Whether the middle of the areas is within 20 km of the units: what is not, costs nothing."""
    west, south, east, north = shapely.total_bounds(np.asarray(areas))
    x, y = moved(np.array([[(west + east) / 2, (south + north) / 2]]), system, to=METRIC)[0]
    bounds = shapely.box(*shapely.total_bounds(np.asarray(list(units))))
    return bool(np.isfinite(x) and shapely.distance(bounds, shapely.Point(x, y)) < 20_000)


def in_metres(shapes: Sequence[shapely.Geometry], system: System) -> npt.NDArray[np.object_]:
    """Shapes in EPSG:5179, made valid where the change of numbers pinched them."""
    return in_system(shapes, system, to=METRIC)


def in_degrees(shapes: Sequence[shapely.Geometry], epsg: int) -> npt.NDArray[np.object_]:
    """Shapes in EPSG:4326 (lon, lat), from a system that was proved."""
    return in_system(shapes, System(epsg), to=WGS84)


def in_system(shapes: Sequence[shapely.Geometry], system: System, *, to: int) -> npt.NDArray[np.object_]:
    """Shapes in another system, valid."""
    there = shapely.transform(np.asarray(shapes, dtype=object), lambda points: moved(points, system, to=to))
    return shapely.make_valid(there, method="structure")


def edge_distances(one: shapely.Geometry, other: shapely.Geometry) -> Points:
    """Metres from points along an area's edge to the edge of another."""
    edge = shapely.boundary(one)
    steps = np.linspace(0, 1, EDGE_POINTS, endpoint=False)
    along = shapely.line_interpolate_point(edge_line(edge), steps, normalized=True)
    return shapely.distance(along, shapely.boundary(other))


def edge_line(edge: shapely.Geometry) -> shapely.Geometry:
    """The longest ring of an edge: islands say little, and their points would count for much."""
    rings = shapely.get_parts(edge)
    return rings[int(np.argmax(shapely.length(rings)))]
