"""What must hold before a load is published, and the doubts about what is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from etl.errors import CheckFailed
from etl.record import EventRecord, PlaceRecord, PopulationRecord, RegionRecord
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

Record = PlaceRecord | EventRecord


class Placed(Protocol):
    """Where a record fell: codes of its unit and dong in force today, or None in no region."""

    @property
    def source_key(self) -> str: ...
    @property
    def unit_code(self) -> str | None: ...
    @property
    def dong_code(self) -> str | None: ...
    @property
    def off_m(self) -> float: ...


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


class Verdict(NamedTuple):
    """Keys of records that are not loaded, doubts about all, and how many lie in the unit they name."""

    leave_out: list[str]
    doubts: list[Doubt]
    named: int
    inside: int


# Doubts so grave that the record is not loaded: nobody should be sent there.
GRAVE = ("outside_all_regions", "far_from_named_unit")


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


def check_filled(source: Source, records: Sequence[Record]) -> None:
    """CheckFailed when a field has a value in too few records."""
    for name, least in source.expectations.filled.items():
        filled = sum(1 for record in records if getattr(record, name))
        if filled < least * len(records):
            raise CheckFailed(f"{name} is filled in {filled:,} of {len(records):,}; expected {least:.1%} or more.")


def check_fall(live: Iterable[Live], now: Iterable[tuple[str, str | None]]) -> None:
    """CheckFailed when too little is left of what stands: fewer than half, a category gone, a unit emptied.

    `now` is (category, unit code) of each record that would be loaded.
    """
    by_category, by_unit = Counter[str](), Counter[str | None]()
    for group in live:
        by_category[group.category] += group.rows
        by_unit[group.unit_code] += group.rows
    pairs = list(now)
    if len(pairs) < LEAST_OF_LIVE * by_category.total():
        raise CheckFailed(f"Only {len(pairs):,} rows where {by_category.total():,} stand: less than half.")
    categories, units = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
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


def judge(source: Source, records: Sequence[Record], *, placed: Iterable[Placed], units: Units) -> Verdict:
    """Compare where each record fell with the unit its address names.

    CheckFailed when too few lie where they say (a wrong coordinate system moves all of them).
    """
    where = {one.source_key: one for one in placed}
    doubts = [doubt for record in records for doubt in doubts_about(record, where[record.source_key], units=units)]
    named = {r.source_key: code for r in records if (code := units.code_of(unit_named(r)))}
    inside = sum(units.same_sigun(code, where[key].unit_code) for key, code in named.items())
    least = source.expectations.inside_named_unit
    if inside < least * len(named):
        raise CheckFailed(
            f"{inside:,} of {len(named):,} points lie in the si/gun their address names; expected {least:.1%} or more."
        )
    out = [doubt.key for doubt in doubts if doubt.kind in GRAVE]
    if len(out) > MOST_REFUSED * len(records):
        raise CheckFailed(f"{len(out):,} of {len(records):,} points lie in no region or far from the unit they name.")
    return Verdict(out, doubts, len(named), inside)


def doubts_about(record: Record, placed: Placed, *, units: Units) -> list[Doubt]:
    """What is odd about where a record lies."""
    detail: dict[str, object] = {
        "name_ko": record.name_ko,
        "address_ko": record.address_ko,
        "lat": record.lat,
        "lon": record.lon,
        "named": unit_named(record),
        "found": units.name_of(placed.unit_code),
    }
    kinds = [doubt_of_place(record, placed, units=units)]
    if placed.dong_code is not None and placed.off_m > 0:
        kinds.append("off_all_polygons")
        detail["off_m"] = round(placed.off_m)
    return [Doubt(record.source_key, kind, detail) for kind in kinds if kind]


def doubt_of_place(record: Record, placed: Placed, *, units: Units) -> str:
    """The kind of doubt about a record's unit, or `` when it lies in the one it names."""
    named = units.code_of(unit_named(record))
    if placed.dong_code is None:
        return "outside_all_regions"
    if named is None:
        return "unit_not_known" if unit_named(record) else "no_unit_named"
    if units.is_far(named, lat=record.lat, lon=record.lon):
        return "far_from_named_unit"
    if not units.same_sigun(named, placed.unit_code):
        return "outside_named_unit"
    return "" if units.holds(named, placed.unit_code) else "in_another_gu"


def unit_named(record: Record) -> str:
    """The unit that a record itself or else its address names, as written."""
    stated = record.unit_ko if isinstance(record, PlaceRecord) else ""
    return stated or " ".join(record.address_ko.split()[:3])


def counts_of(records: Sequence[object]) -> dict[str, int]:
    """How many there are of what, under the names that expectations use.

    Places and events: by category. Regions in force: by level, `<level>_gyeonggi`, and
    `unit_gyeonggi` for those with dongs of their own. Counts of people: `sum_<year>_gyeonggi`.
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
    counts["unit_gyeonggi"] = sum(1 for code in parents if code and code.startswith(GYEONGGI))
    return {str(name): count for name, count in counts.items() if count or name == "total"}
