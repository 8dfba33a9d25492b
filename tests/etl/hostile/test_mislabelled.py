"""200 files whose coordinates are not in the system they claim: none is taken, and most learn which one would fit."""

from __future__ import annotations

import csv
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
import shapely

from etl.clean.crs import System, moved, stated_system
from etl.crs_proof import Sample, prove_areas, prove_positions
from etl.errors import CheckFailed
from etl.readers.csv_file import read_csv
from etl.readers.vector import read_layer

SYSTEMS = (5174, 2097, 5181, 5186, 5185, 5187, 5188, 5178, 5179, 4326)
PAIRS = list(permutations(SYSTEMS, 2))
# Those that are mistaken for one another come as vector files too, and every third of the others.
TWINS = [(a, b) for group in ((5174, 2097, 5181), (5178, 5179)) for a, b in permutations(group, 2)]
SOME = [*TWINS, *[pair for pair in PAIRS if pair not in TWINS][::2]][:50]
MISLABELLED = (
    [("csv", true, claimed, False) for true, claimed in PAIRS]
    + [("csv", true, true, True) for true in SYSTEMS]
    + [(kind, true, claimed, False) for kind in ("shp", "geojson") for true, claimed in SOME[:46]]
    + [(kind, true, true, True) for kind in ("shp", "geojson") for true in (4326, 5179, 5174, 5186)]
)

Write = Callable[..., Path]
Units = dict[str, shapely.Geometry]


@pytest.fixture(scope="module")
def spots(units: Units) -> list[tuple[str, shapely.Point]]:
    """Made-up places, 110 in each unit."""
    rng = np.random.default_rng(8)
    found = []
    for code, area in units.items():
        west, south, east, north = area.bounds
        inside = [shapely.Point(*spot) for spot in rng.uniform((west, south), (east, north), (250, 2))]
        found += [(code, spot) for spot in inside if area.contains(spot)][:110]
    return found


def test_there_are_200() -> None:
    assert len(MISLABELLED) == len(set(MISLABELLED)) == 200


@pytest.mark.parametrize(("kind", "true", "claimed", "is_swapped"), MISLABELLED)
def test_a_mislabelled_file_is_refused(
    tmp_path: Path, units: Units, spots: list[tuple[str, shapely.Point]], write_vector: Write,
    to_system: Callable[..., list[shapely.Geometry]], kind: str, true: int, claimed: int, is_swapped: bool,
) -> None:  # fmt: skip
    path = tmp_path / f"made_up.{kind}"
    axes = " with its two axes" if is_swapped else ""
    with pytest.raises(CheckFailed, match=rf"(They|areas) fit EPSG:{true}\b{axes}"):
        if kind == "csv":
            raw = to_system([spot for _, spot in spots], true)
            write_csv(path, [code for code, _ in spots], raw, is_swapped=is_swapped)
            prove_positions(samples(path, units, claimed=claimed), claimed=claimed)
        else:
            shapes = [swapped(one) for one in units.values()] if is_swapped and true == 4326 else list(units.values())
            if is_swapped and true != 4326:
                shapes = [swapped(one) for one in to_system(shapes, true)]
            system = 4326 if is_swapped else true
            write_vector(path, shapes, rows={"SIG_CD": list(units)}, epsg=system, claimed=claimed)
            prove_file(path, units)


@pytest.mark.parametrize("true", SYSTEMS)
@pytest.mark.parametrize("kind", ["csv", "shp", "geojson"])
def test_a_true_label_is_taken(
    tmp_path: Path, units: Units, spots: list[tuple[str, shapely.Point]], write_vector: Write,
    to_system: Callable[..., list[shapely.Geometry]], kind: str, true: int,
) -> None:  # fmt: skip
    path = tmp_path / f"made_up.{kind}"
    if kind == "csv":
        write_csv(path, [code for code, _ in spots], to_system([spot for _, spot in spots], true), is_swapped=False)
        prove_positions(samples(path, units, claimed=true), claimed=true)
    else:
        write_vector(path, list(units.values()), rows={"SIG_CD": list(units)}, epsg=true, claimed=true)
        assert prove_file(path, units) == true


def write_csv(path: Path, codes: list[str], raw: list[shapely.Geometry], *, is_swapped: bool) -> None:
    with path.open("w", encoding="cp949", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["개방자치단체코드", "좌표정보(x)", "좌표정보(y)"])
        for code, point in zip(codes, raw, strict=True):
            x, y = (point.y, point.x) if is_swapped else (point.x, point.y)
            writer.writerow([code, f"{x:.6f}", f"{y:.6f}"])


def samples(path: Path, units: Units, *, claimed: int) -> list[Sample]:
    rows = list(read_csv(path, columns=["개방자치단체코드", "좌표정보(x)", "좌표정보(y)"], aliases={}))
    raw = np.array([(row["좌표정보(x)"], row["좌표정보(y)"]) for row in rows], dtype=np.float64)
    degrees = raw if claimed == 4326 else moved(raw, System(claimed))
    named = [units[row["개방자치단체코드"]] for row in rows]
    return [(lat, lon, unit, None) for (lon, lat), unit in zip(degrees.tolist(), named, strict=True)]


def prove_file(path: Path, units: Units) -> int:
    """The file's proved system; it is read in this process, for 100 children would take long."""
    folder = path.parent / "ours"
    folder.mkdir()
    found = read_layer(str(path), "*", str(folder))
    assert isinstance(found, dict)
    areas = {row[0]: shapely.from_wkb(shape) for row, shape in zip(found["rows"], found["shapes"], strict=True)}
    return prove_areas(areas, units, claimed=stated_system(found["crs"]))


def swapped(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, lambda points: points[:, ::-1])
