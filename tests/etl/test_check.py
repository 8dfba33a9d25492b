"""What stops a load, and what is only listed."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import SimpleNamespace

import pytest

from etl import check
from etl.errors import CheckFailed
from etl.record import EventRecord, PlaceRecord, PopulationRecord, RegionRecord
from etl.source import Expectations, read_source
from etl.units import Unit, Units

SOURCE = read_source("hira_hospitals")
BOX = (126.8, 37.2, 126.9, 37.3)
UNITS = Units(
    [
        Unit("41270", "안산시", "경기도", bounds=BOX),
        Unit("41271", "상록구", "경기도", parent_code="41270", parent_ko="안산시", bounds=BOX),
        Unit("41273", "단원구", "경기도", parent_code="41270", parent_ko="안산시", bounds=BOX),
        Unit("41110", "수원시", "경기도", bounds=(126.9, 37.2, 127.0, 37.3)),
    ]
)


def place(
    key: str = "1", unit_ko: str = "경기도 안산시 단원구", lat: float = 37.22, lon: float = 126.85
) -> PlaceRecord:
    return PlaceRecord(source_key=key, category="clinic", name_ko="의원", lat=lat, lon=lon, unit_ko=unit_ko)


def fell(
    unit_code: str | None,
    key: str = "1",
    *,
    off_m: float = 0,
    stood: tuple[float, float] | tuple[None, None] = (None, None),
    **stated: object,
) -> SimpleNamespace:
    """A made-up clinic in Danwon-gu that fell in a unit."""
    record = place(key, **stated)  # type: ignore[arg-type]
    return SimpleNamespace(
        source_key=key, category=record.category, name_ko=record.name_ko, address_ko=record.address_ko,
        unit_ko=record.unit_ko, lat=record.lat, lon=record.lon, unit_code=unit_code,
        dong_code=unit_code and unit_code + "00001", off_m=off_m,
        stood_lat=stood[0], stood_lon=stood[1],
    )  # fmt: skip


def expecting(**stated: object) -> object:
    return replace(SOURCE, expectations=Expectations(**stated))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit_ko", "found", "kinds"),
    [
        ("경기도 안산시 단원구", "41273", []),
        ("경기도 안산시 원곡로", "41273", []),
        ("경기도 안산시 상록구", "41273", ["in_another_gu"]),
        ("경기도 수원시 인계로", "41273", ["outside_named_unit"]),
        ("경기도 여주군", "41273", ["unit_not_known"]),
        ("", "41273", ["no_unit_named"]),
        ("경기도 안산시 단원구", None, ["outside_all_regions"]),
    ],
)
def test_doubts(unit_ko: str, found: str | None, kinds: list[str]) -> None:
    others = [fell("41273", f"other {number}", lon=126.895) for number in range(20)]
    verdict = check.judge(expecting(), [fell(found, unit_ko=unit_ko, lon=126.895), *others], units=UNITS)
    assert [doubt.kind for doubt in verdict.doubts] == kinds
    assert verdict.leave_out == (["1"] if found is None else [])


def test_a_doubt_says_what_speaks_for_it() -> None:
    one = fell("41273", unit_ko="경기도 수원시 인계로", lon=126.895)
    (doubt,) = check.judge(expecting(), [one], units=UNITS).doubts
    assert doubt.detail["named"] == "경기도 수원시 인계로"
    assert doubt.detail["found"] == "경기도 안산시 단원구"


def test_a_point_far_from_the_unit_it_names_is_left_out() -> None:
    others = [fell("41273", f"other {number}") for number in range(19)]
    verdict = check.judge(expecting(), [fell("41110", lat=37.34), *others], units=UNITS)
    assert verdict.leave_out == ["1"]
    assert [doubt.kind for doubt in verdict.doubts] == ["far_from_named_unit"]
    assert dict(verdict.now) == {("clinic", "41273"): 19}


def test_a_point_off_the_polygons_is_listed_with_its_distance() -> None:
    (doubt,) = check.judge(expecting(), [fell("41273", off_m=120.4)], units=UNITS).doubts
    assert (doubt.kind, doubt.detail["off_m"]) == ("off_all_polygons", 120)


def test_too_many_left_out_refuse_the_load() -> None:
    placed = [fell("41273", "1", lat=37.34), *(fell("41273", str(number)) for number in range(2, 11))]
    with pytest.raises(CheckFailed, match="1 of 10 points lie in no region or far"):
        check.judge(expecting(), placed, units=UNITS)


def test_too_few_inside_refuses_the_load() -> None:
    placed = [fell("41273" if number < 8 else "41110", str(number)) for number in range(10)]
    with pytest.raises(CheckFailed, match="8 of 10 points lie in the si/gun"):
        check.judge(expecting(inside_named_unit=0.9), placed, units=UNITS)
    verdict = check.judge(expecting(inside_named_unit=0.8), placed, units=UNITS)
    assert (verdict.inside, verdict.named) == (8, 10)


def test_counts_out_of_range_refuse_the_load() -> None:
    source = expecting(count={"clinic": (2, 3), "total": (1, 9)})
    check.check_counts(source, {"clinic": 2, "total": 2})
    with pytest.raises(CheckFailed, match=r"clinic: 4 \(expected 2 to 3\)"):
        check.check_counts(source, {"clinic": 4, "total": 4})
    with pytest.raises(CheckFailed, match="clinic: 0"):
        check.check_counts(source, {"total": 4})


def test_empty_fields_refuse_the_load() -> None:
    source = expecting(filled={"unit_ko": 0.5})
    check.check_filled(source, {"unit_ko": 1}, of=2)
    with pytest.raises(CheckFailed, match="unit_ko is filled in 1 of 3"):
        check.check_filled(source, {"unit_ko": 1}, of=3)


def test_too_many_bad_rows_refuse_the_file() -> None:
    check.check_rows(read=100, refused=5, duplicates=0)
    with pytest.raises(CheckFailed, match="6 of 100 rows were refused"):
        check.check_rows(read=100, refused=6, duplicates=0)
    with pytest.raises(CheckFailed, match="2 of 1,000 rows have a key that another row has"):
        check.check_rows(read=1000, refused=2, duplicates=2)


def live(category: str, unit_code: str, rows: int) -> SimpleNamespace:
    return SimpleNamespace(category=category, unit_code=unit_code, rows=rows)


def test_a_fall_is_refused() -> None:
    stands = [live("clinic", "41273", 60), live("hospital", "41273", 20), live("clinic", "41110", 20)]
    ansan, suwon, hospital = ("clinic", "41273"), ("clinic", "41110"), ("hospital", "41273")
    check.check_fall(stands, Counter([ansan] * 30 + [hospital] * 10 + [suwon] * 10))
    with pytest.raises(CheckFailed, match="Only 49 rows where 100 stand"):
        check.check_fall(stands, Counter([ansan] * 29 + [hospital] * 10 + [suwon] * 10))
    with pytest.raises(CheckFailed, match="No more of: hospital"):
        check.check_fall(stands, Counter([ansan] * 60 + [suwon] * 20))
    with pytest.raises(CheckFailed, match="41110: 7 of 20"):
        check.check_fall(stands, Counter([ansan] * 60 + [hospital] * 20 + [suwon] * 7))


def test_points_that_moved_far_refuse_the_load() -> None:
    stands, moved = (37.22, 126.85), (37.235, 126.85)
    placed = [fell("41273", str(number), stood=moved if number < 5 else stands) for number in range(24)]
    check.check_moved(check.judge(expecting(), placed[1:], units=UNITS))
    with pytest.raises(CheckFailed, match="5 of 24 points moved by more than 1 km; at most 20% may"):
        check.check_moved(check.judge(expecting(), placed, units=UNITS))
    few = [fell("41273", str(number), stood=moved) for number in range(19)]
    check.check_moved(check.judge(expecting(), few, units=UNITS))


def test_the_coordinate_system_is_proved_by_where_the_last_load_had_the_points() -> None:
    """374 m off: the datum shift forgotten; no unit's box would show it."""
    off = [fell("41273", str(number), lat=37.22, lon=126.85, stood=(37.2226, 126.8477)) for number in range(30)]
    verdict = check.judge(expecting(), off, units=UNITS)
    with pytest.raises(CheckFailed, match="The points are not in EPSG:4326"):
        check.check_system(SOURCE, verdict, areas=UNITS.boxes(), may_move=False)
    check.check_system(SOURCE, verdict, areas=UNITS.boxes(), may_move=True)


def test_samples_are_spread_evenly_over_any_number_of_rows() -> None:
    placed = [fell("41273", str(number), lat=37.2 + number / 1e6) for number in range(10_000)]
    samples = check.judge(expecting(), placed, units=UNITS).samples
    lats = [round((lat - 37.2) * 1e6) for lat, *_ in samples]
    assert 2000 < len(samples) <= 4000
    assert {later - earlier for earlier, later in pairwise(lats)} == {4}


def test_counts_by_the_names_that_expectations_use() -> None:
    day = date(2026, 1, 1)
    event = EventRecord(
        source_key="1", category="class", name_ko="교실", starts_on=day, ends_on=day, lat=37.2, lon=126.8
    )
    assert check.counts_of([place(), event]) == {"total": 2, "clinic": 1, "class": 1}
    regions = [
        RegionRecord("41", "province", None, "경기도", "Gyeonggi-do", "gyeonggi", b""),
        RegionRecord("41110", "sigun", "41", "수원시", "Suwon-si", "suwon", b""),
        RegionRecord("4111000001", "dong", "41110", "매산동", "Maesan-dong", "4111000001", b""),
        RegionRecord("11140", "sigun", "11", "중구", "Jung-gu", "seoul-jung", b""),
        RegionRecord("4111000002", "dong", "41110", "옛동", "Yet-dong", "4111000002", b"", valid_to=day),
    ]
    assert check.counts_of(regions) == {
        "total": 5, "province": 1, "province_gyeonggi": 1, "sigun": 2, "sigun_gyeonggi": 1,
        "dong": 1, "dong_gyeonggi": 1, "unit_gyeonggi": 1,
    }  # fmt: skip
    people = [PopulationRecord("4111000001", 2025, 7), PopulationRecord("S31011510", 2025, 5)]
    assert check.counts_of(people) == {"total": 2, "sum_2025_gyeonggi": 12}
