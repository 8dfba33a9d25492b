"""An operator's boundary file becomes a new edition: its polygons, today's codes, everything on its namesake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely

from etl.errors import ParseFailed
from etl.record import RegionRecord
from etl.sources.boundaries import from_file
from etl.sources.boundaries.from_file import records

# A made-up Gyeonggi of three units: a si with two gu, and a gun; dongs are halves of their unit.
NAMES = {"41110": "수원시", "41111": "장안구", "41113": "권선구", "41830": "양평군"}
BOXES = {
    "41111": (126.90, 37.30, 126.97, 37.36), "41113": (126.90, 37.24, 126.97, 37.30),
    "41830": (126.97, 37.24, 127.05, 37.36),
}  # fmt: skip
Write = Callable[..., Path]


def record(code: str, level: str, parent: str | None, name: str, shape: shapely.Geometry, **days: date) -> RegionRecord:
    wkb = shapely.to_wkb(shapely.MultiPolygon(list(shapely.get_parts(shape))))
    return RegionRecord(code, level, parent, name, f"{name} in English", code, wkb, **days)


def halves(code: str) -> dict[str, shapely.Geometry]:
    west, south, east, north = BOXES[code]
    middle = (west + east) / 2
    return {
        f"{code}51000": shapely.box(west, south, middle, north),
        f"{code}52000": shapely.box(middle, south, east, north),
    }


@pytest.fixture
def known() -> list[RegionRecord]:
    boxes = {code: shapely.box(*bounds) for code, bounds in BOXES.items()}
    si = shapely.union_all([boxes["41111"], boxes["41113"]])
    return [
        record("41", "province", None, "경기도", shapely.union_all(list(boxes.values()))),
        record("41110", "sigun", "41", "수원시", si),
        record("41830", "sigun", "41", "양평군", boxes["41830"]),
        *(record(code, "gu", "41110", NAMES[code], boxes[code]) for code in ("41111", "41113")),
        *(
            record(dong, "dong", code, f"지은{dong[5]}{dong[6]}동", shape)
            for code in BOXES for dong, shape in halves(code).items()
        ),
        record("41110S0001", "dong", "41110", "옛동", si, valid_to=date(2023, 12, 31)),
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def small_gyeonggi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_file, "SIGUN_OF_GYEONGGI", 2)
    monkeypatch.setattr(from_file, "UNITS_OF_GYEONGGI", 3)


@pytest.fixture
def put(tmp_path: Path, write_vector: Write) -> Callable[..., Path]:
    """A file of units: put({"41111": area}, names={...}), with NSDI's columns, in EPSG:5174 and saying so."""

    def make(areas: dict[str, shapely.Geometry], *, names: dict[str, str], **options: Any) -> Path:
        columns = options.pop("columns", ("ADM_SECT_C", "SGG_NM"))
        rows = {columns[0]: list(areas), columns[1]: [names[code] for code in areas]}
        name = options.pop("name", "LARD_ADM_SECT_SGG_41.shp")
        return write_vector(
            tmp_path / name, list(areas.values()), rows=rows, **{"epsg": 5174, "claimed": 5174, **options}
        )  # fmt: skip

    return make


UNIT_NAMES = {"41111": "수원시 장안구", "41113": "수원시권선구", "41830": "양평군", "41110": "수원시"}
# The border of the gun has moved by 0.005 degrees to the east.
MOVED = {
    "41111": shapely.box(126.90, 37.30, 126.975, 37.36), "41113": shapely.box(126.90, 37.24, 126.975, 37.30),
    "41830": shapely.box(126.975, 37.24, 127.05, 37.36),
}  # fmt: skip


def shapes(found: list[RegionRecord]) -> dict[str, shapely.Geometry]:
    return {one.code: shapely.from_wkb(one.geometry) for one in found}


def east(shape: shapely.Geometry) -> float:
    return round(float(shape.bounds[2]), 4)


def test_units_get_the_files_polygons_and_their_dongs_follow(
    put: Callable[..., Path], known: list[RegionRecord]
) -> None:
    # Only one corner in five moves, as between real editions: the others prove the coordinate system.
    found = records(put(MOVED, names=UNIT_NAMES), known=known)
    new = shapes(found)
    assert [one.code for one in found] == [one.code for one in known]
    assert [one.name_en for one in found] == [one.name_en for one in known]
    assert (east(new["41111"]), east(new["41110"]), east(new["41"])) == (126.975, 126.975, 127.05)
    assert {code: east(new[code]) for code in ("4111151000", "4111152000")} == {
        "4111151000": 126.935,
        "4111152000": 126.975,
    }
    for code in BOXES:
        dongs = shapely.union_all([new[one.code] for one in found if one.parent_code == code])
        assert shapely.area(shapely.symmetric_difference(dongs, new[code])) < 1e-9
    assert all(shapely.is_valid(list(new.values())))


def test_the_past_stays_as_it_was(put: Callable[..., Path], known: list[RegionRecord]) -> None:
    found = records(put(MOVED, names=UNIT_NAMES), known=known)
    assert found[-1] == known[-1]


def test_a_si_without_its_gu_is_divided_among_them(put: Callable[..., Path], known: list[RegionRecord]) -> None:
    si = {"41110": shapely.union_all([MOVED["41111"], MOVED["41113"]]), "41830": MOVED["41830"]}
    new = shapes(records(put(si, names=UNIT_NAMES), known=known))
    assert max(east(new["41111"]), east(new["41113"])) == east(new["41110"]) == 126.975
    assert new["41111"].covers(shapely.box(126.901, 37.302, 126.969, 37.359))
    assert new["41113"].covers(shapely.box(126.901, 37.241, 126.969, 37.298))


@pytest.mark.parametrize("columns", [("SIG_CD", "SIG_KOR_NM"), ("code", "name_ko")])
def test_trap_37_other_columns_and_spellings(
    put: Callable[..., Path], known: list[RegionRecord], columns: tuple[str, str]
) -> None:
    names = {**UNIT_NAMES, "41111": "수원시장안구"}
    new = shapes(records(put(MOVED, names=names, columns=columns, name="a.gpkg"), known=known))
    assert east(new["41111"]) == 126.975


def test_trap_30_and_32_an_old_code_is_found_by_name(put: Callable[..., Path], known: list[RegionRecord]) -> None:
    old = {"41119" if code == "41111" else code: area for code, area in MOVED.items()}
    new = shapes(records(put(old, names={**UNIT_NAMES, "41119": "수원시 장안구"}), known=known))
    assert east(new["41111"]) == 126.975


def test_dongs_of_mois_take_the_place_of_the_known_and_units_are_joined_of_them(
    put: Callable[..., Path], known: list[RegionRecord]
) -> None:
    dongs = {dong: shape for code in BOXES for dong, shape in halves(code).items()}
    west, south, east_, north = BOXES["41830"]
    del dongs["4183051000"], dongs["4183052000"]
    dongs |= {
        "4183051000": shapely.box(west, south, 127.0, north),
        "4183053000": shapely.box(127.0, south, east_, north),
    }
    names = {code: f"경기도 어느시 새{code[5]}{code[6]}동" for code in dongs}
    path = put(dongs, names=names, columns=("adm_cd2", "adm_nm"), name="HangJeongDong.geojson", epsg=4326, claimed=4326)
    found = {one.code: one for one in records(path, known=known)}
    assert "4183052000" not in found
    added = found["4183053000"]
    assert (added.level, added.parent_code, added.name_ko, added.name_en_generated) == ("dong", "41830", "새53동", True)
    assert found["4183051000"].name_ko == "지은51동"
    assert east(shapely.from_wkb(found["4183051000"].geometry)) == 127.0
    assert east(shapely.from_wkb(found["41830"].geometry)) == 127.05


def test_trap_16_and_36_dongs_of_sgis_are_found_by_name_and_their_crs_by_place(
    put: Callable[..., Path], known: list[RegionRecord]
) -> None:
    places = {dong: (code, shape) for code in BOXES for dong, shape in halves(code).items()}
    si = {"41111": "수원시 장안구", "41113": "수원시", "41830": "양평군"}
    codes = {dong: f"31011{number:02}" + ("0" if number % 2 else "") for number, dong in enumerate(places)}
    names = {codes[dong]: f"경기도 {si[code]} 지은{dong[5]}{dong[6]}동" for dong, (code, _) in places.items()}
    names[codes["4111351000"]] = "경기도 수원시 권선구 지은51동"
    names[codes["4111352000"]] = "경기도 수원시 권선구 지은52동"
    areas = {codes[dong]: shape for dong, (_, shape) in places.items()}
    path = put(areas, names=names, columns=("adm_cd", "adm_nm"), name="hadmarea.geojson", epsg=5179, claimed=None)
    found = records(path, known=known)
    assert [one.code for one in found] == [one.code for one in known]
    assert east(shapes(found)["4111352000"]) == 126.97


def test_trap_16_and_35_units_of_sgis_are_found_by_name(put: Callable[..., Path], known: list[RegionRecord]) -> None:
    names = {"31011": "경기도 수원시 장안구", "31012": "수원시 권선구", "31380": "경기도 양평군"}
    areas = dict(zip(names, MOVED.values(), strict=True))
    path = put(areas, names=names, columns=("adm_cd", "adm_nm"), name="hadmarea.geojson", epsg=5179, claimed=None)
    new = shapes(records(path, known=known))
    assert (east(new["41111"]), east(new["41830"])) == (126.975, 127.05)
    with pytest.raises(ParseFailed, match="The unit 31012 경기도 없는시 of SGIS is not known by this name"):
        strange = {**names, "31012": "경기도 없는시"}
        records(put(areas, names=strange, columns=("adm_cd", "adm_nm"), name="b.geojson", epsg=5179), known=known)


def test_a_file_without_a_unit_is_refused_by_name(put: Callable[..., Path], known: list[RegionRecord]) -> None:
    less = {code: area for code, area in MOVED.items() if code != "41113"}
    with pytest.raises(ParseFailed, match=r"^LARD_ADM_SECT_SGG_41.shp: The file lacks: 수원시권선구"):
        records(put(less, names=UNIT_NAMES), known=known)


def test_a_wrong_count_is_refused(
    put: Callable[..., Path], known: list[RegionRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_file, "UNITS_OF_GYEONGGI", 47)
    with pytest.raises(ParseFailed, match=r"2 si/gun and 3 units in the file, not 31 and 47"):
        records(put(MOVED, names=UNIT_NAMES), known=known)


def test_a_code_with_another_units_name_is_refused(put: Callable[..., Path], known: list[RegionRecord]) -> None:
    with pytest.raises(ParseFailed, match="The unit 41111 가평군 of the file is not known"):
        records(put(MOVED, names={**UNIT_NAMES, "41111": "가평군"}), known=known)


def test_a_unit_that_is_hardly_on_its_namesake_is_refused(put: Callable[..., Path], known: list[RegionRecord]) -> None:
    eaten = {**MOVED, "41111": shapely.box(126.90, 37.30, 126.945, 37.36), "41830": shapely.union_all(
        [MOVED["41830"], shapely.box(126.945, 37.30, 126.975, 37.36)])}  # fmt: skip
    with pytest.raises(ParseFailed, match=r"share less than 70% with what is known: 수원시장안구 6\d%"):
        records(put(eaten, names=UNIT_NAMES), known=known)


def test_trap_15_a_file_in_a_twin_of_its_crs_is_refused(put: Callable[..., Path], known: list[RegionRecord]) -> None:
    exact = {code: shapely.box(*bounds) for code, bounds in BOXES.items()}
    with pytest.raises(ParseFailed, match=r"The areas fit EPSG:5174 .*; the file claims EPSG:2097"):
        records(put(exact, names=UNIT_NAMES, claimed=2097), known=known)


def test_a_file_of_something_else_is_refused(put: Callable[..., Path], known: list[RegionRecord]) -> None:
    with pytest.raises(ParseFailed, match="none of our si, gun, gu or dongs"):
        records(put(MOVED, names=UNIT_NAMES, columns=("EMD_CD", "EMD_KOR_NM")), known=known)
