"""Foreign residents: every person of the census table in exactly one region and year."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from etl.errors import ParseFailed
from etl.record import PopulationRecord
from etl.source import read_source
from etl.sources.boundaries.codes import read_code_table
from etl.sources.boundaries.dongs import plan_dongs
from etl.sources.boundaries.parse import code_table_file, polygons_file
from etl.sources.boundaries.polygons import read_polygons
from etl.sources.boundaries.units import plan_units
from etl.sources.foreign_residents.counts import COLUMNS, read_counts
from etl.sources.foreign_residents.parse import counts_file, parse_all
from etl.sources.foreign_residents.placing import Gazetteer, NewDong, Placing, place, read_new_dongs

SUMS = {2015: 452_627, 2020: 583_462, 2025: 690_658}


@pytest.fixture(scope="module")
def records() -> list[PopulationRecord]:
    return parse_all()


@pytest.fixture(scope="module")
def persons(records: list[PopulationRecord]) -> dict[tuple[str, int], int]:
    return {(r.region_code, r.year): r.persons for r in records}


def census_rows() -> pd.DataFrame:
    table = pd.read_parquet(counts_file())
    return table[(table["class1"] == "foreign population") & (table["adm1_code"] == 31)]


def region_codes() -> set[str]:
    codes = read_code_table(code_table_file())
    names = {**read_polygons(polygons_file(), 2020).names, **read_polygons(polygons_file(), 2015, prefix="3105").names}
    units = plan_units(codes, edition_on=read_source("boundaries").reference_date or pytest.fail("no date"))
    return {unit.code for unit in units} | {dong.code for dong in plan_dongs(names, codes)}


def test_sums_are_those_of_the_census_table(records: list[PopulationRecord]) -> None:
    ours: Counter[int] = Counter()
    for record in records:
        ours[record.year] += record.persons
    rows = census_rows()
    theirs = rows[rows["class2"] == "total"].groupby("year")["value"].sum()
    assert ours == SUMS == theirs.astype(int).to_dict()


def test_the_stated_expectations_hold(records: list[PopulationRecord]) -> None:
    counted = {f"sum_{year}_gyeonggi": total for year, total in SUMS.items()} | {"total": len(records)}
    for name, (least, most) in read_source("foreign_residents").expectations.count.items():
        assert least <= counted[name] <= most, name


def test_men_and_women_add_up_in_the_table() -> None:
    rows = census_rows().pivot_table(index=["year", "adm3_code"], columns="class2", values="value").dropna()
    assert (rows["male"] + rows["female"] == rows["total"]).all()


def test_each_region_and_year_comes_once_and_is_known(records: list[PopulationRecord]) -> None:
    assert max(Counter((r.region_code, r.year) for r in records).values()) == 1
    assert {r.region_code for r in records} <= region_codes()
    assert all(r.persons >= 0 for r in records)


def test_trap_40_unplaced_counts_stand_at_their_unit(records: list[PopulationRecord]) -> None:
    of_2025 = {r.region_code: (r.persons, r.unplaced) for r in records if r.unplaced and r.year == 2025}
    assert of_2025 == {
        "41220": (701, ("고덕동",)),
        "41281": (578, ("삼송1동", "삼송2동")),
        "41410": (236, ("송부동",)),
        "41480": (1745, ("운정4동", "운정5동", "운정6동")),
    }
    of_2020 = {r.region_code: (r.persons, r.unplaced) for r in records if r.unplaced and r.year == 2020}
    assert of_2020 == {"41610": (5551, ("경안동", "광남동", "송정동"))}
    for record in records:
        assert bool(record.unplaced) == (len(record.region_code) == 5)


def test_unchanged_renumbered_and_renamed_dongs(persons: dict[tuple[str, int], int]) -> None:
    assert persons["4111566000", 2025] == 4378  # Maesan-dong
    assert persons["4180025000", 2025] == 122  # Yeoncheon-eup, whose census code changed with its gun's
    assert persons["4117164000", 2025] == 1141  # Bakdal-dong, formerly Bakdal 1-dong, unnamed in the table
    assert persons["4145063000", 2020] == 221  # Misa 3-dong, then Pungsan-dong


def test_parts_of_a_split_dong_are_added_up(persons: dict[tuple[str, int], int]) -> None:
    assert persons["4115057300", 2025] == 371 + 195  # Songsan 1-dong and Gosan-dong
    assert persons["41610S5011", 2025] == 1036 + 1358 + 418 + 416  # Opo-eup
    assert persons["41461S9153", 2025] == 420 + 667  # Yurim-dong, both parts unnamed in the table


def test_the_tables_english_names_are_not_believed(persons: dict[tuple[str, int], int]) -> None:
    """It calls Janghang 1-dong and 2-dong Baekseok; the codes are right."""
    assert persons["4128555100", 2025] == 404
    assert persons["4128558000", 2025] == 659
    assert persons["4128559000", 2025] == 595


def test_bucheon_is_counted_in_the_dongs_of_each_year(persons: dict[tuple[str, int], int]) -> None:
    assert persons["4119252000", 2025] == 6559  # Simgok 2-dong
    assert persons["4119252000", 2015] == 1560
    assert persons["4119455000", 2025] == 194 + 264  # Beombak-dong with Okgil-dong, once part of it
    assert persons["4119267000", 2025] == 1041  # Sang-dong of today, not the wide one
    assert not [code for code, year in persons if code.startswith("41190S") and year != 2020]
    assert sum(n for (code, year), n in persons.items() if code.startswith("41190S") and year == 2020) > 20_000


def test_the_table_of_new_dongs_covers_what_the_codes_do_not() -> None:
    polygons = {
        **read_polygons(polygons_file(), 2020).names,
        **read_polygons(polygons_file(), 2015, prefix="3105").names,
    }
    new = read_new_dongs()
    assert len(new) == 99
    assert {dong.polygon for dong in new.values()} - {""} <= set(polygons)
    for code, dong in new.items():
        assert dong.polygon in ("", code[:4] + dong.polygon[4:])


def gazetteer() -> Gazetteer:
    return Gazetteer(
        regions={"3101154": "4111156000", "3135011": "4180025000", "3103068": "4115059500"},
        units={"31011": "41111", "31030": "41150"},
        new_dongs={"31030721": NewDong("고산동", "")},
        older={"3103061": "3103068"},
        older_names={"3103062": "경기도 의정부시 가능2동"},
    )


@pytest.mark.parametrize(
    ("census_code", "placing"),
    [
        ("31011540", Placing("4111156000")),
        ("3101154", Placing("4111156000")),
        ("31550110", Placing("4180025000")),
        ("31030721", Placing("41150", unplaced="고산동")),
        ("3103061", Placing("4115059500")),
        ("3103062", Placing("41150", unplaced="가능2동")),
    ],
)
def test_placing(census_code: str, placing: Placing) -> None:
    assert place(census_code, gazetteer()) == placing


@pytest.mark.parametrize("census_code", ["31011541", "3199999", "99999990", ""])
def test_an_unexplained_code_is_refused(census_code: str) -> None:
    with pytest.raises(ParseFailed, match="census dong"):
        place(census_code, gazetteer())


def table_of(rows: list[tuple[float | None, float | None]]) -> pd.DataFrame:
    cells = [(2025.0, 31.0, 31011.0, "foreign population", "total", value, code) for code, value in rows]
    return pd.DataFrame(cells, columns=COLUMNS)


def read(tmp_path: Path, table: pd.DataFrame) -> list[tuple[str, int]]:
    path = tmp_path / "counts.parquet"
    table.to_parquet(path)
    return [(count.census_code, count.persons) for count in read_counts(path, province=31)]


def test_a_units_total_is_compared_and_not_counted(tmp_path: Path) -> None:
    dongs = [(31011540.0, 5.0), (31011550.0, 7.0), (31011560.0, None)]
    assert read(tmp_path, table_of([*dongs, (None, 12.0)])) == [("31011540", 5), ("31011550", 7)]
    with pytest.raises(ParseFailed, match="do not add up"):
        read(tmp_path, table_of([*dongs, (None, 13.0)]))


def test_a_dong_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParseFailed, match="twice"):
        read(tmp_path, table_of([(31011540.0, 5.0), (31011540.0, 5.0)]))


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParseFailed, match=r"counts\.parquet"):
        read(tmp_path, pd.DataFrame({"year": [2025]}))
    with pytest.raises(ParseFailed, match="no foreign population"):
        read(tmp_path, table_of([]))
