"""A file's coordinate system is proved by where its points and areas fall; what proves nothing is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
import shapely

from etl.clean.crs import to_wgs84
from etl.crs_proof import Sample, in_degrees, prove_areas, prove_positions
from etl.errors import CheckFailed

Move = Callable[[Sequence[shapely.Geometry], int], list[shapely.Geometry]]


@pytest.fixture
def samples(units: dict[str, shapely.Geometry], to_system: Move) -> Callable[..., list[Sample]]:
    """Made-up points in their units, truly in one system and read in another."""

    def make(*, true: int, read: int, each: int = 100, named: bool = True, known: bool = False) -> list[Sample]:
        made: list[Sample] = []
        rng = np.random.default_rng(7)
        for area in units.values():
            west, south, east, north = area.bounds
            spots = [shapely.Point(*spot) for spot in rng.uniform((west, south), (east, north), (each * 2, 2))]
            inside = [spot for spot in spots if area.contains(spot)][:each]
            for spot, raw in zip(inside, to_system(inside, true), strict=True):
                lat, lon = (raw.y, raw.x) if read == 4326 else to_wgs84(raw.x, raw.y, epsg=read)
                made.append((lat, lon, area if named else None, (spot.y, spot.x) if known else None))
        return made

    return make


@pytest.mark.parametrize("epsg", [5174, 2097, 5181, 5186, 5178, 5179, 4326])
def test_a_true_claim_holds_by_the_borders_of_units(samples: Callable[..., list[Sample]], epsg: int) -> None:
    prove_positions(samples(true=epsg, read=epsg), claimed=epsg)


def test_trap_15_a_near_twin_is_named(samples: Callable[..., list[Sample]]) -> None:
    with pytest.raises(CheckFailed, match=r"not in EPSG:2097: .* They fit EPSG:5174\."):
        prove_positions(samples(true=5174, read=2097), claimed=2097)


def test_trap_10_swapped_degrees_are_named(samples: Callable[..., list[Sample]]) -> None:
    swapped = [(lon, lat, unit, known) for lat, lon, unit, known in samples(true=4326, read=4326)]
    with pytest.raises(CheckFailed, match=r"0 of \d+ lie in the unit they name\. They fit EPSG:4326 with its two axes"):
        prove_positions(swapped)


def test_a_few_points_cannot_tell_twins_apart(samples: Callable[..., list[Sample]]) -> None:
    few = samples(true=5174, read=5174, each=5)
    with pytest.raises(CheckFailed, match=r"EPSG:2097.* would do as well: more of them are needed, or 10 whose place"):
        prove_positions(few, claimed=5174)


def test_ten_known_places_tell_twins_apart(samples: Callable[..., list[Sample]]) -> None:
    prove_positions(samples(true=5174, read=5174, each=2, named=False, known=True), claimed=5174)
    with pytest.raises(CheckFailed, match=r"2\d\d m \(median\) from where they are known\. They fit EPSG:5174"):
        prove_positions(samples(true=5174, read=2097, each=2, named=False, known=True), claimed=2097)


def test_boxes_with_known_places_are_enough(samples: Callable[..., list[Sample]]) -> None:
    boxed: list[Sample] = [
        (lat, lon, unit.bounds, known)
        for lat, lon, unit, known in samples(true=5174, read=5174, each=10, known=True)
        if isinstance(unit, shapely.Polygon)
    ]
    prove_positions(boxed, claimed=5174)


def test_degrees_in_the_right_units_need_no_more(samples: Callable[..., list[Sample]]) -> None:
    prove_positions(samples(true=4326, read=4326, each=1))
    prove_positions([(37.3, 126.9, None, None)])
    prove_positions([])


def test_metres_that_nothing_proves_are_refused() -> None:
    with pytest.raises(CheckFailed, match=r"Nothing proves EPSG:5174: none of 1 points"):
        prove_positions([(37.3, 126.9, None, None)], claimed=5174)


def test_points_that_fit_no_system_are_refused(samples: Callable[..., list[Sample]]) -> None:
    away: list[Sample] = [(lat + 0.4, lon, unit, None) for lat, lon, unit, _ in samples(true=4326, read=4326)]
    with pytest.raises(CheckFailed, match="No system known here fits them"):
        prove_positions(away)


@pytest.mark.parametrize("epsg", [5174, 2097, 5181, 5186, 5178, 5179, 4326])
@pytest.mark.parametrize("is_claimed", [True, False])
def test_areas_prove_their_system_with_and_without_a_claim(
    units: dict[str, shapely.Geometry], to_system: Move, epsg: int, is_claimed: bool
) -> None:
    areas = dict(zip(units, to_system(list(units.values()), epsg), strict=True))
    assert prove_areas(areas, units, claimed=epsg if is_claimed else None) == epsg


def test_trap_15_areas_with_the_label_of_a_twin_are_refused(
    units: dict[str, shapely.Geometry], to_system: Move
) -> None:
    areas = dict(zip(units, to_system(list(units.values()), 5174), strict=True))
    with pytest.raises(CheckFailed, match=r"fit EPSG:5174 \(edges 0 m off\); the file claims EPSG:2097"):
        prove_areas(areas, units, claimed=2097)


def test_areas_that_name_no_unit_prove_nothing(units: dict[str, shapely.Geometry]) -> None:
    with pytest.raises(CheckFailed, match="none of the areas names a known unit"):
        prove_areas({"11110": units["41111"]}, units, claimed=4326)


def test_areas_on_the_wrong_units_are_refused(units: dict[str, shapely.Geometry]) -> None:
    turned = dict(zip(units, [*list(units.values())[1:], units["41111"]], strict=True))
    with pytest.raises(CheckFailed, match="in no known coordinate system; the file claims EPSG:4326"):
        prove_areas(turned, units, claimed=4326)


def test_proved_areas_come_in_degrees(units: dict[str, shapely.Geometry], to_system: Move) -> None:
    found = in_degrees(to_system(list(units.values()), 5174), 5174)
    assert shapely.is_valid(found).all()
    assert np.allclose([one.bounds for one in found], [one.bounds for one in units.values()], atol=1e-6)
