"""Vector files as offices give them: shapefiles, GeoPackages and GeoJSON, with what is missing or wrong beside them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from etl.errors import ParseFailed
from etl.readers.vector import read_vector

NAMES = ["수원시 장안구", "수원시 권선구", "안양시만안구", "펲시", "시흥시", "화성시"]
GEOTOOLS_5179 = """PROJCS["Korea 2000 / Unified CS",
  GEOGCS["Korea 2000", DATUM["Geocentric datum of Korea", SPHEROID["GRS 1980", 6378137.0, 298.257222101],
    TOWGS84[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]], PRIMEM["Greenwich", 0.0], UNIT["degree", 0.017453292519943295],
    AXIS["Geodetic latitude", NORTH], AXIS["Geodetic longitude", EAST]],
  PROJECTION["Transverse_Mercator"], PARAMETER["central_meridian", 127.5], PARAMETER["latitude_of_origin", 38.0],
  PARAMETER["scale_factor", 0.9996], PARAMETER["false_easting", 1000000.0], PARAMETER["false_northing", 2000000.0],
  UNIT["m", 1.0], AXIS["Northing", NORTH], AXIS["Easting", EAST]]"""


@pytest.fixture
def made(tmp_path: Path, units: dict[str, shapely.Geometry], write_vector: Callable[..., Path]) -> Callable[..., Path]:
    """A file of the six units: made("a.shp", epsg=5179, claimed=5179, encoding="CP949")."""

    def make(name: str, **options: Any) -> Path:
        rows = {"SIG_CD": list(units), "SIG_KOR_NM": NAMES}
        return write_vector(tmp_path / name, list(units.values()), rows=rows, **{"epsg": 5179, **options})

    return make


def names(path: Path) -> list[str]:
    return [row["SIG_KOR_NM"] for row in read_vector(path).rows]


@pytest.mark.parametrize("encoding", ["CP949", "UTF-8"])
@pytest.mark.parametrize("cpg", [None, "CP949", "UTF-8", "ISO-8859-1"])
def test_trap_09_the_text_of_a_dbf_is_told_by_content_whatever_the_cpg_says(
    made: Callable[..., Path], encoding: str, cpg: str | None
) -> None:
    path = made("TL_SCCO_SIG.shp", encoding=encoding)
    if cpg:
        path.with_suffix(".cpg").write_text(cpg)
    assert names(path) == NAMES


def test_trap_09_neither_shx_nor_prj_is_needed(made: Callable[..., Path], units: dict[str, shapely.Geometry]) -> None:
    path = made("TL_SCCO_SIG.shp")
    path.with_suffix(".shx").unlink()
    found = read_vector(path)
    assert (found.crs, found.claim, len(found.rows)) == (None, "", 6)
    assert found.rows[0] == {"SIG_CD": "41111", "SIG_KOR_NM": "수원시 장안구"}
    assert 900_000 < shapely.total_bounds(found.shapes)[0] < 1_030_000


def test_trap_10_a_prj_with_northing_first_is_read_by_its_numbers(made: Callable[..., Path]) -> None:
    path = made("LARD_ADM_SECT_SGG_41.shp")
    path.with_suffix(".prj").write_text(GEOTOOLS_5179)
    assert read_vector(path).crs == 5179


@pytest.mark.parametrize("epsg", [5174, 2097, 5181, 5186, 5178, 5179])
def test_a_prj_of_esri_is_read_by_its_numbers(made: Callable[..., Path], epsg: int) -> None:
    assert read_vector(made("a.shp", epsg=epsg, claimed=epsg)).crs == epsg


def test_a_shapefile_in_a_zip_whose_names_are_in_capitals(made: Callable[..., Path], tmp_path: Path) -> None:
    path = made("a.shp", claimed=5179)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("읽어보세요.txt", "made up")
        for part in tmp_path.glob("a.*"):
            if part.suffix != ".zip":
                archive.write(part, f"folder/{part.stem}{part.suffix.upper()}")
    found = read_vector(tmp_path / "a.zip")
    assert (found.crs, [row["SIG_KOR_NM"] for row in found.rows]) == (5179, NAMES)
    assert path.is_file()


def test_of_several_files_in_a_zip_the_pattern_chooses(made: Callable[..., Path], tmp_path: Path) -> None:
    made("a.geojson"), made("b.geojson", epsg=4326)
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.write(tmp_path / "a.geojson", "a.geojson")
        archive.write(tmp_path / "b.geojson", "b.geojson")
    with pytest.raises(ParseFailed, match=r"^both.zip: One shapefile, .* there is: a.geojson, b.geojson"):
        read_vector(tmp_path / "both.zip")
    assert read_vector(tmp_path / "both.zip", pattern="b.*").shapes[0].bounds[1] < 38


def test_a_geopackage(made: Callable[..., Path]) -> None:
    path = made("a.gpkg", epsg=5186, claimed=5186)
    assert (read_vector(path).crs, names(path)) == (5186, NAMES)


def test_trap_16_a_geojson_without_crs_claims_nothing(made: Callable[..., Path]) -> None:
    assert (read_vector(made("sgis.geojson")).crs, names(made("sgis.geojson"))) == (None, NAMES)


def test_a_geojson_may_state_its_crs(made: Callable[..., Path]) -> None:
    assert read_vector(made("a.geojson", claimed=5179)).crs == 5179


def test_points_are_read_too(tmp_path: Path, write_vector: Callable[..., Path]) -> None:
    points = [shapely.Point(126.9, 37.3), shapely.Point(127.0, 37.4)]
    path = write_vector(tmp_path / "p.shp", points, rows={"이름": ["가", "나"]}, epsg=4326)
    found = read_vector(path)
    assert found.rows == [{"이름": "가"}, {"이름": "나"}]
    assert shapely.get_coordinates(found.shapes).tolist() == [[126.9, 37.3], [127.0, 37.4]]


def feature(name: str, *rings: list[tuple[float, float]]) -> dict[str, object]:
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]] for ring in rings]}
    return {"type": "Feature", "properties": {"name": name}, "geometry": shape}


def put(path: Path, *features: dict[str, object]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_a_small_fault_is_repaired_and_changes_little_of_the_area(tmp_path: Path) -> None:
    spike: list[tuple[float, float]] = [
        (0, 0),
        (10, 0),
        (10, 10),
        (5, 10),
        (5, 10.01),
        (4.99, 10),
        (5.01, 10.005),
        (0, 10),
    ]
    shape = read_vector(put(tmp_path / "a.geojson", feature("가", spike))).shapes[0]
    assert shapely.is_valid(shape)
    assert shapely.area(shape) == pytest.approx(100, abs=0.5)


def test_what_no_small_repair_can_save_is_refused_by_name(tmp_path: Path) -> None:
    bow: list[tuple[float, float]] = [(0, 0), (10, 10), (10, 0), (0, 10)]
    square: list[tuple[float, float]] = [(0, 0), (10, 0), (10, 10), (0, 10)]
    with pytest.raises(ParseFailed, match=r"^a.geojson: 1 of 2 shapes are not valid, .*: 2 \(나비시\)"):
        read_vector(put(tmp_path / "a.geojson", feature("바른시", square), feature("나비시", bow)))


def test_the_shape_and_its_row_stay_together(made: Callable[..., Path], units: dict[str, shapely.Geometry]) -> None:
    found = read_vector(made("a.geojson", epsg=4326))
    for row, shape in zip(found.rows, found.shapes, strict=True):
        assert np.allclose(shape.bounds, units[row["SIG_CD"]].bounds)


SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "boundaries" / "invalid_polygons.geojson"


@pytest.mark.skipif(not SHARED.is_file(), reason=f"{SHARED} is not there")
def test_real_invalid_polygons_are_refused_by_name() -> None:
    with pytest.raises(ParseFailed, match=r"1 of 42 shapes are not valid, .*: 18 \(수원시 영통구\)"):
        read_vector(SHARED)
