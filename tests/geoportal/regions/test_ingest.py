"""Replacing boundary editions and counts of people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.db import connection

from geoportal.provenance.ingest import RunFacts, SourceFacts, copy_rows
from geoportal.provenance.models import ImportRun
from geoportal.regions import ingest
from geoportal.regions.models import ForeignResidents, Region, RegionPart

pytestmark = pytest.mark.django_db
FACTS = SourceFacts(
    name="boundaries", kind="regions", title_ko="경계", title_en="Boundaries", publisher="지은이",
    publisher_en="The maker", license="KOGL-1", license_url="", url="", attribution="지은이", reference_date=None,
    is_sample=False,
)  # fmt: skip
PEOPLE = replace(FACTS, name="people", kind="population")
RUN = RunFacts(started_at=datetime(2026, 3, 1, tzinfo=UTC))
TODAY = date(2026, 3, 1)


def wkb(*shapes: Polygon) -> bytes:
    return bytes(MultiPolygon(*shapes).wkb)


SQUARE = Polygon.from_bbox((126.8, 37.2, 126.9, 37.3))
CIRCLE = Point(126.85, 37.25).buffer(0.04, quadsegs=250)


@dataclass(frozen=True)
class Row:
    code: str
    level: str
    parent_code: str | None = None
    name_ko: str = "지은동"
    name_en: str = "Jieun-dong"
    name_en_generated: bool = False
    slug: str = "jieun"
    census_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    geometry: bytes = wkb(SQUARE)


ROWS = [
    Row("41", "province"),
    Row("41270", "sigun", "41"),
    Row("4127000001", "dong", "41270", geometry=wkb(CIRCLE, Polygon.from_bbox((126.8, 37.2, 126.801, 37.201)))),
]


@dataclass(frozen=True)
class People:
    region_code: str
    year: int
    persons: int
    unplaced: Sequence[str] = ()


def load(rows: Sequence[Row] = ROWS, *, on: date = TODAY, dry_run: bool = False) -> dict[str, int]:
    counts = ingest.replace_regions(FACTS, rows, run_facts=RUN, on=on, dry_run=dry_run)
    return {what: count for what, count in counts.items() if count}


def load_people(*rows: People) -> dict[str, int]:
    counts = ingest.replace_population(PEOPLE, rows, run_facts=RUN, on=TODAY)
    return {what: count for what, count in counts.items() if count}


def test_a_first_load() -> None:
    assert load() == {"added": 3}
    dong = Region.objects.get(code="4127000001")
    assert (dong.level_name, dong.parent.code, dong.parent.parent.code) == ("dong", "41270", "41")
    assert dong.geom.contains(dong.center)
    assert ImportRun.objects.get().counts["added"] == 3


def test_only_large_polygons_of_dongs_are_cut() -> None:
    load()
    assert set(RegionPart.objects.values_list("region__code", flat=True)) == {"4127000001"}
    sizes = sorted(part.geom.num_coords for part in RegionPart.objects.all())
    assert sizes[0] == 5
    assert len(sizes) > 2
    assert max(sizes) <= 257
    area = sum(part.geom.area for part in RegionPart.objects.all())
    assert area == pytest.approx(CIRCLE.area + 0.001 * 0.001)


def test_the_same_again_touches_nothing() -> None:
    load()
    parts = set(RegionPart.objects.values_list("pk", flat=True))
    assert load() == {"unchanged": 3}
    assert set(RegionPart.objects.values_list("pk", flat=True)) == parts


def test_a_changed_edition_keeps_its_row_and_gets_new_parts() -> None:
    load()
    before = Region.objects.get(code="4127000001")
    assert load([*ROWS[:2], replace(ROWS[2], name_ko="새동", geometry=wkb(SQUARE))]) == {"updated": 1, "unchanged": 2}
    after = Region.objects.get(code="4127000001")
    assert (after.pk, after.name_ko) == (before.pk, "새동")
    assert RegionPart.objects.count() == 1


def test_a_new_edition_stands_beside_the_old_one() -> None:
    load()
    old = replace(ROWS[2], valid_to=date(2026, 1, 31))
    new = replace(ROWS[2], valid_from=date(2026, 2, 1), parent_code="41271")
    gu = Row("41271", "gu", "41270", valid_from=date(2026, 2, 1))
    assert load([*ROWS[:2], gu, old, new]) == {"added": 2, "updated": 1, "unchanged": 2}
    assert Region.objects.on(date(2026, 1, 31)).get(code="4127000001").parent.code == "41270"
    assert Region.objects.on(TODAY).get(code="4127000001").parent.code == "41271"


def test_an_edition_that_is_gone_is_closed_not_deleted() -> None:
    load()
    assert load(ROWS[:2]) == {"closed": 1, "unchanged": 2}
    assert Region.objects.get(code="4127000001").valid_to == date(2026, 2, 28)
    assert load(ROWS[:2]) == {"unchanged": 2}
    assert load() == {"updated": 1, "unchanged": 2}
    assert Region.objects.get(code="4127000001").valid_to is None


def test_a_region_without_its_parent_refuses_the_load() -> None:
    load()
    with pytest.raises(ValueError, match=r"1 regions without their parent: 4199000001 \(parent 41990\)"):
        load([*ROWS, Row("4199000001", "dong", "41990")])
    assert Region.objects.count() == 3


def test_a_dry_run_changes_nothing() -> None:
    assert load(dry_run=True) == {"added": 3}
    assert not Region.objects.exists()
    assert not ImportRun.objects.exists()


def test_people() -> None:
    load()
    assert load_people(People("41270", 2025, 7, ("옛동",)), People("4127000001", 2025, 100)) == {"added": 2}
    row = ForeignResidents.objects.get(region__code="41270")
    assert (row.persons, row.unplaced) == (7, ["옛동"])
    assert load_people(People("41270", 2025, 7, ("옛동",)), People("4127000001", 2025, 100)) == {}
    assert load_people(People("41270", 2025, 8)) == {"updated": 1, "removed": 1}


def test_people_of_an_unknown_region_refuse_the_load() -> None:
    load()
    load_people(People("41270", 2025, 7))
    with pytest.raises(ValueError, match="1 regions that are not loaded: 41999"):
        load_people(People("41270", 2025, 8), People("41999", 2025, 1))
    assert ForeignResidents.objects.get().persons == 7


def test_dongs_in_force_with_their_people() -> None:
    load(
        [
            *ROWS,
            Row("41271", "gu", "41270", name_ko="단원구", name_en="Danwon-gu"),
            replace(ROWS[2], code="4127100001", parent_code="41271"),
        ]
    )
    load_people(People("4127100001", 2020, 50), People("4127100001", 2025, 100))
    in_si, in_gu = ingest.dongs_on(TODAY)
    assert (in_si.unit_code, in_si.unit_ko, in_si.province_ko, in_si.persons) == ("41270", "지은동", "지은동", 0)
    assert (in_gu.unit_code, in_gu.unit_ko, in_gu.unit_en) == ("41271", "지은동 단원구", "Danwon-gu, Jieun-dong")
    assert in_gu.persons == 100
    assert isinstance(in_gu.geometry, bytes)


def located(points: list[tuple[int, float, float, str]]) -> dict[int, tuple[str, str, float]]:
    """By number the codes of unit and dong, and metres off, of the points that are in a region."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS place_staging")
        cursor.execute("CREATE TEMPORARY TABLE place_staging (n bigint, lat float8, lon float8, address_ko text)")
        copy_rows("place_staging", {"n": "int8", "lat": "float8", "lon": "float8", "address_ko": "text"}, points)
        ingest.locate("places/points_staged", on=TODAY)
        cursor.execute("SELECT n, unit_id, dong_id, off_m FROM located")
        codes = dict(Region.objects.values_list("pk", "code"))
        return {n: (codes[unit], codes[dong], off_m) for n, unit, dong, off_m in cursor.fetchall()}


def test_points_are_located_with_their_distance(province: object) -> None:
    inside, off, far = (1, 37.22, 126.85, ""), (2, 37.199, 126.85, ""), (3, 35.0, 129.0, "")
    found = located([inside, off, far])
    assert found[1] == ("41273", "4127300001", 0)
    assert found[2] == ("41273", "4127300001", pytest.approx(111, abs=2))
    assert set(found) == {1, 2}


def test_trap_19_at_the_border_of_a_province_the_address_decides(province) -> None:  # type: ignore[no-untyped-def]
    """200 m inside Gyeonggi by the polygons, in Seoul by the address; 5 km inside, the point decides."""
    seoul = {"11": ("서울특별시", 1, None), "11500": ("강서구", 2, "11"), "1150000001": ("방화동", 4, "11500")}
    made: dict[str, Region] = {}
    shape = MultiPolygon(Polygon.from_bbox((127.0, 37.2, 127.1, 37.3)), srid=4326)
    for code, (name, level, parent) in seoul.items():
        made[code] = Region.objects.create(
            code=code, level=level, name_ko=name, name_en=name, slug=code, geom=shape, center=shape.centroid,
            parent=made.get(parent or ""), source=province.source,
        )  # fmt: skip
    RegionPart.objects.create(region=made["1150000001"], geom=shape[0])
    address = "서울특별시 강서구 방화대로 1"
    near, plain, deep = (1, 37.25, 126.9978, address), (2, 37.25, 126.9978, ""), (3, 37.25, 126.94, address)
    assert {n: unit for n, (unit, *_) in located([near, plain, deep]).items()} == {1: "11500", 2: "41110", 3: "41110"}
