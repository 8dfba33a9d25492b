"""The boundaries from the package to an operator's file on top of it and back, through the conductor."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
import yaml
from django.contrib.gis.geos import GEOSGeometry, Point

from etl.record import RegionRecord
from etl.run import Options, Outcome, Status, run
from etl.sources.boundaries.parse import parse_all
from geoportal.places.categories import CATEGORY_IDS, Category
from geoportal.places.models import Place
from geoportal.provenance.models import ImportRun, Source
from geoportal.regions.models import Region

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
FROM, TO = "41111", "41115"
STRIP_DEGREES = 0.002
TERMS = {
    "title": "지은 경계", "publisher": "지은이", "license": "지은 허락", "license_url": "https://example.org/license",
    "url": "https://example.org/", "attribution": "지은이, 지은 경계",
}  # fmt: skip


@pytest.fixture(scope="module")
def package() -> dict[str, RegionRecord]:
    """The regions in force as the package has them."""
    return {record.code: record for record in parse_all() if record.valid_to is None}


@pytest.fixture(scope="module")
def areas(package: dict[str, RegionRecord]) -> dict[str, shapely.Geometry]:
    """Gyeonggi's lowest units, of which one has lost a strip of some 200 m to its neighbour."""
    parents = {one.parent_code for one in package.values() if one.level == "gu"}
    units = {
        code: shapely.from_wkb(one.geometry)
        for code, one in package.items()
        if one.level in ("sigun", "gu") and code.startswith("41") and code not in parents
    }
    strip = strip_of(units)
    return units | {FROM: shapely.difference(units[FROM], strip), TO: shapely.union(units[TO], strip)}


def strip_of(units: dict[str, shapely.Geometry]) -> shapely.Geometry:
    return shapely.intersection(shapely.buffer(units[TO], STRIP_DEGREES), units[FROM])


@pytest.fixture
def put(
    tmp_path: Path,
    write_vector: Callable[..., Path],
    package: dict[str, RegionRecord],
    areas: dict[str, shapely.Geometry],
) -> Callable[[], Path]:
    """A function that puts the made-up file into the raw folder, in EPSG:5186."""

    def put() -> Path:
        folder = tmp_path / "boundaries"
        folder.mkdir(exist_ok=True)
        rows = {"code": list(areas), "name_ko": [package[code].name_ko for code in areas]}
        return write_vector(folder / "units_2026-02.gpkg", list(areas.values()), rows=rows, epsg=5186, claimed=5186)

    return put


@pytest.fixture
def boundaries(tmp_path: Path) -> Callable[..., Outcome]:
    """A function that runs the boundaries from the raw folder."""

    def boundaries(**how: Any) -> Outcome:
        return run("boundaries", Options(tmp_path, TODAY, **how))

    return boundaries


def place_in(package: dict[str, RegionRecord], source: Source) -> Place:
    """A made-up clinic in the strip."""
    strip = strip_of({code: shapely.from_wkb(package[code].geometry) for code in (FROM, TO)})
    widest = max(shapely.get_parts(strip), key=shapely.area)
    spot = shapely.point_on_surface(widest)
    return Place.objects.create(
        source=source, source_key="1", name_ko="지은 의원", category_id=CATEGORY_IDS[Category.CLINIC],
        point=Point(spot.x, spot.y, srid=4326), unit=Region.objects.get(code=FROM),
        dong=Region.objects.filter(parent__code=FROM)[0], row_hash="x",
    )  # fmt: skip


def shape_of(code: str) -> GEOSGeometry:
    found: GEOSGeometry = Region.objects.on(TODAY).get(code=code).geom
    return found


def test_a_file_on_top_of_the_package_and_back(
    boundaries: Callable[..., Outcome], put: Callable[[], Path], package: dict[str, RegionRecord]
) -> None:
    assert boundaries().status == Status.PUBLISHED
    source = Source.objects.get(name="boundaries")
    before = shape_of(TO)
    place = place_in(package, source)

    path = put()
    refused = boundaries()
    assert refused.status == Status.FAILED
    assert refused.message.startswith("units_2026-02.gpkg is not shown without its terms")
    assert shape_of(TO).equals_exact(before)

    (path.parent / "terms.yml").write_text(yaml.safe_dump(TERMS, allow_unicode=True))
    outcome = boundaries()
    assert outcome.message == "units_2026-02.gpkg"
    assert outcome.status == Status.PUBLISHED
    counted = {name: outcome.report["counts"][name] for name in ("sigun_gyeonggi", "unit_gyeonggi", "dong_gyeonggi")}
    assert counted == {"sigun_gyeonggi": 31, "unit_gyeonggi": 47, "dong_gyeonggi": 574}
    assert outcome.report["load"]["relocated"] == 1
    assert shape_of(TO).area > before.area
    place.refresh_from_db()
    assert (place.unit.code, place.dong.parent.code) == (TO, TO)
    source.refresh_from_db()
    assert (source.reference_date, source.url) == (date(2026, 2, 28), "https://example.org/")
    assert source.publisher.startswith("지은이 (지은 경계); 통계청")
    assert not Region.objects.filter(geom__isvalid=False).exists()

    assert boundaries().status == Status.UNCHANGED
    source.refresh_from_db()
    assert source.publisher.startswith("지은이 (지은 경계)")

    path.unlink()
    (path.parent / "terms.yml").unlink()
    assert boundaries().report["load"]["relocated"] == 1
    assert shape_of(TO).equals_exact(before)
    place.refresh_from_db()
    source.refresh_from_db()
    assert (place.unit.code, source.publisher) == (FROM, "통계청 (경계), 행정안전부 (행정구역코드)")
    assert source.reference_date == date(2020, 12, 31)
    statuses = ImportRun.objects.filter(source=source).order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["published", "failed", "published", "unchanged", "published"]
