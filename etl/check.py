"""What must hold before a load is published, and the doubts about what is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import shapely

from etl.clean.crs import WGS84
from etl.clean.positions import fault_in_unit
from etl.crs_proof import Box, prove_positions
from etl.errors import CheckFailed
from etl.geocode import metres
from etl.record import EventRecord, PlaceRecord, PopulationRecord, RegionRecord, RegisteredRecord
from etl.source import Source
from etl.units import Units

# Our codes in Gyeonggi: of MOIS, and of dongs that have only a census code.
GYEONGGI = ("41", "S31")
MOST_REFUSED = 0.05
MOST_DUPLICATES = 0.001
LEAST_OF_LIVE = 0.5
LEAST_OF_UNIT = 0.4
# Smaller groups rise and fall by chance.
SMALL = 20
MOST_MOVED = 0.2
FAR_M = 1000.0
# So many points are enough to prove a coordinate system by.
MOST_SAMPLES = 4000


class Placed(Protocol):
    """A record as it is about to be loaded, and where it fell: codes of its unit and dong in force today,
    or None in no region. `unit_ko` is the unit that the source states beside the address, `stood_*` where the last
    load had it."""

    @property
    def source_key(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def name_ko(self) -> str: ...
    @property
    def address_ko(self) -> str: ...
    @property
    def unit_ko(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def unit_code(self) -> str | None: ...
    @property
    def dong_code(self) -> str | None: ...
    @property
    def off_m(self) -> float: ...
    @property
    def stood_lat(self) -> float | None: ...
    @property
    def stood_lon(self) -> float | None: ...


class Live(Protocol):
    """What stands of the source now."""

    @property
    def category(self) -> str: ...
    @property
    def unit_code(self) -> str | None: ...
    @property
    def rows(self) -> int: ...


class Doubt(NamedTuple):
    """A doubt about a record, to be listed: its key, the kind of doubt, what speaks for it."""

    key: str
    kind: str
    detail: dict[str, object]


# The shapes of units, or the boxes around them, by code.
Areas = Mapping[str, shapely.Geometry] | Mapping[str, Box]
# Latitude, longitude, the code of the unit it names, and where the last load had it.
Sample = tuple[float, float, str | None, tuple[float, float] | None]


@dataclass(slots=True)
class Verdict:
    """Keys of records that are not loaded, doubts about all, how many name a unit and lie in it, how
    many stood before and stand far from there now, and how many would be loaded by category and unit.
    `samples` are evenly spread ones to prove the coordinate system by. `gone` are keys that the input takes back."""

    leave_out: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    seen: int = 0
    named: int = 0
    inside: int = 0
    stood: int = 0
    moved: int = 0
    now: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    samples: list[Sample] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    every: int = 1


# Doubts so grave that the record is not loaded: nobody should be sent there.
GRAVE = ("outside_all_regions", "far_from_named_unit", "one_degree_off", "position_swapped")


def check_rows(*, read: int, refused: int, duplicates: int) -> None:
    """CheckFailed when too many of the rows read were refused or came twice: the file is not what it says."""
    if refused > MOST_REFUSED * read:
        raise CheckFailed(f"{refused:,} of {read:,} rows were refused; at most {MOST_REFUSED:.0%} may be.")
    if duplicates > MOST_DUPLICATES * read:
        raise CheckFailed(f"{duplicates:,} of {read:,} rows have a key that another row has.")


def check_counts(source: Source, counts: Mapping[str, int]) -> None:
    """CheckFailed when a count is outside what the source's YAML expects."""
    broken = [
        f"{name}: {counts.get(name, 0):,} (expected {least:,} to {most:,})"
        for name, (least, most) in source.expectations.count.items()
        if not least <= counts.get(name, 0) <= most
    ]
    if broken:
        raise CheckFailed(f"Counts out of range: {'; '.join(broken)}")


def check_filled(source: Source, filled: Mapping[str, int], *, of: int) -> None:
    """CheckFailed when a field has a value in too few of the records."""
    for name, least in source.expectations.filled.items():
        if filled.get(name, 0) < least * of:
            raise CheckFailed(f"{name} is filled in {filled.get(name, 0):,} of {of:,}; expected {least:.1%} or more.")


def check_fall(live: Iterable[Live], now: Mapping[tuple[str, str | None], int]) -> None:
    """CheckFailed when too little is left of what stands: fewer than half, a category gone, a unit emptied.

    `now` counts the records that would be loaded by category and unit code.
    """
    by_category, by_unit = Counter[str](), Counter[str | None]()
    for group in live:
        by_category[group.category] += group.rows
        by_unit[group.unit_code] += group.rows
    categories, units = Counter[str](), Counter[str | None]()
    for (category, unit_code), count in now.items():
        categories[category] += count
        units[unit_code] += count
    if categories.total() < LEAST_OF_LIVE * by_category.total():
        raise CheckFailed(f"Only {categories.total():,} rows where {by_category.total():,} stand: less than half.")
    gone = [name for name, count in by_category.items() if count >= SMALL and not categories[name]]
    if gone:
        raise CheckFailed(f"No more of: {', '.join(gone)}")
    emptied = [
        f"{code}: {units[code]} of {count}"
        for code, count in by_unit.items()
        if count >= SMALL and units[code] < LEAST_OF_UNIT * count
    ]
    if emptied:
        raise CheckFailed(f"Units that would lose more than {1 - LEAST_OF_UNIT:.0%}: {'; '.join(map(str, emptied))}")


def judge(source: Source, placed: Iterable[Placed], *, units: Units) -> Verdict:
    """Compare where each record fell with the unit its address names.

    CheckFailed when too few lie where they say (a wrong coordinate system moves all of them).
    """
    verdict = Verdict()
    for one in placed:
        weigh(one, verdict, units=units)
    least = source.expectations.inside_named_unit
    if verdict.inside < least * verdict.named:
        raise CheckFailed(
            f"{verdict.inside:,} of {verdict.named:,} points lie in the si/gun their address names; "
            f"expected {least:.1%} or more."
        )
    out = len(verdict.leave_out)
    if out > MOST_REFUSED * verdict.seen:
        raise CheckFailed(f"{out:,} of {verdict.seen:,} points lie in no region or far from the unit they name.")
    return verdict


def weigh(one: Placed, verdict: Verdict, *, units: Units) -> None:
    """Add one record to the verdict."""
    named = units.code_of(unit_named(one))
    doubts = doubts_about(one, named, units=units)
    sample(one, named, verdict)
    verdict.seen += 1
    if one.stood_lat is not None and one.stood_lon is not None:
        verdict.stood += 1
        verdict.moved += metres((one.lat, one.lon), (one.stood_lat, one.stood_lon)) > FAR_M
    verdict.named += named is not None
    verdict.inside += named is not None and units.same_sigun(named, one.unit_code)
    verdict.doubts += doubts
    if any(doubt.kind in GRAVE for doubt in doubts):
        verdict.leave_out.append(one.source_key)
    else:
        verdict.now[one.category, one.unit_code] += 1


def sample(one: Placed, named: str | None, verdict: Verdict) -> None:
    """Keep every so many-th record, and every second of those when they grow too many."""
    if verdict.seen % verdict.every == 0:
        stood = (one.stood_lat, one.stood_lon) if one.stood_lat is not None and one.stood_lon is not None else None
        verdict.samples.append((one.lat, one.lon, named, stood))
    if len(verdict.samples) > MOST_SAMPLES:
        del verdict.samples[1::2]
        verdict.every *= 2


def check_moved(verdict: Verdict) -> None:
    """CheckFailed when more than a fifth of the points lie over 1 km from where the last load had them."""
    if verdict.stood >= SMALL and verdict.moved > MOST_MOVED * verdict.stood:
        raise CheckFailed(
            f"{verdict.moved:,} of {verdict.stood:,} points moved by more than 1 km; at most {MOST_MOVED:.0%} may."
        )


def check_system(source: Source, verdict: Verdict, *, areas: Areas, may_move: bool) -> None:
    """CheckFailed when the points are not in the coordinate system that the source claims.

    `areas` are the units' shapes, or the boxes around them, by code. A source in degrees whose rows name
    no unit and never stood cannot be proved and passes. Where they stood counts unless they `may_move`.
    """
    samples = [
        (lat, lon, areas.get(named or ""), None if may_move else stood) for lat, lon, named, stood in verdict.samples
    ]
    told = any(area is not None or stood for _, _, area, stood in samples)
    if told or source.crs != WGS84:
        prove_positions(samples, claimed=source.crs)


def doubts_about(one: Placed, named: str | None, *, units: Units) -> list[Doubt]:
    """What is odd about where a record lies, when its address names the unit of this code."""
    kinds = [doubt_of_place(one, named, units=units)]
    off = one.dong_code is not None and one.off_m > 0
    if not off and not any(kinds):
        return []
    detail: dict[str, object] = {
        "name_ko": one.name_ko,
        "address_ko": one.address_ko,
        "lat": one.lat,
        "lon": one.lon,
        "named": unit_named(one),
        "found": units.name_of(one.unit_code),
    }
    if off:
        kinds.append("off_all_polygons")
        detail["off_m"] = round(one.off_m)
    return [Doubt(one.source_key, kind, detail) for kind in kinds if kind]


def doubt_of_place(one: Placed, named: str | None, *, units: Units) -> str:
    """The kind of doubt about a record's unit, or `` when it lies in the one it names."""
    if named is not None and (fault := fault_in_unit(one.lat, one.lon, box=units.bounds(named))):
        return fault
    if one.dong_code is None:
        return "outside_all_regions"
    if named is None:
        return "unit_not_known" if unit_named(one) else "no_unit_named"
    if units.is_far(named, lat=one.lat, lon=one.lon):
        return "far_from_named_unit"
    if not units.same_sigun(named, one.unit_code):
        return "outside_named_unit"
    return "" if units.holds(named, one.unit_code) else "in_another_gu"


def unit_named(one: Placed) -> str:
    """The unit that a record itself or else its address names, as written."""
    return one.unit_ko or " ".join(one.address_ko.split(maxsplit=3)[:3])


def counts_of(records: Sequence[object]) -> dict[str, int]:
    """How many there are of what, under the names that expectations use.

    Places and events: by category. Regions in force: by level, `<level>_gyeonggi`, and
    `unit_gyeonggi` for those with dongs of their own. Counts of people: `sum_<year>_gyeonggi`, of
    registered foreigners `units` for the regions that there are counts of.
    """
    counts = Counter[str](total=len(records))
    parents = set[str | None]()
    for record in records:
        if isinstance(record, (PlaceRecord, EventRecord)):
            counts[record.category] += 1
        elif isinstance(record, RegionRecord) and record.valid_to is None:
            counts[record.level] += 1
            counts[f"{record.level}_gyeonggi"] += record.code.startswith(GYEONGGI)
            parents.add(record.parent_code if record.level == "dong" else None)
        elif isinstance(record, PopulationRecord) and record.region_code.startswith(GYEONGGI):
            counts[f"sum_{record.year}_gyeonggi"] += record.persons
    counts["units"] = len({record.region_code for record in records if isinstance(record, RegisteredRecord)})
    counts["unit_gyeonggi"] = sum(1 for code in parents if code and code.startswith(GYEONGGI))
    return {str(name): count for name, count in counts.items() if count or name == "total"}
