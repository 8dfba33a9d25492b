"""The cities of Gyeonggi with their official names, some dongs, and made-up places in them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon

from geoportal.core import geo
from geoportal.places import wording
from geoportal.places.categories import CATEGORY_IDS, Category
from geoportal.places.models import Place
from geoportal.provenance.models import Source
from geoportal.regions.models import Region, RegionPart

ROOT = Path(__file__).resolve().parents[3]
DONGS = {
    "경기도 안산시 단원구": ("원곡동 Wongok-dong", "선부1동 Seonbu 1-dong", "초지동 Choji-dong"),
    "경기도 시흥시": ("정왕본동 Jeongwangbon-dong", "중앙동 Jungang-dong"),
    "경기도 과천시": ("중앙동 Jungang-dong",),
    "경기도 수원시 팔달구": ("매산동 Maesan-dong",),
    "경기도 화성시": ("향남읍 Hyangnam-eup",),
}


@pytest.fixture
def gyeonggi(db: None) -> dict[str, Any]:
    """Regions by full Korean name, each a box of its own on a grid; one place of each category in every city.

    Names of places are made up: `견본1 병원` / `Gyeonbon 1`, and those of PLACES below.
    """
    source = Source.objects.create(name="made_up", kind="places", title_ko="지은 자료", title_en="Made-up data")
    regions: dict[str, Any] = {}
    with (ROOT / "data" / "reference" / "region_names.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["full_ko"].startswith("경기도")]
    rows += [
        {"full_ko": f"{unit} {name}", "name_en": english}
        for unit, dongs in DONGS.items()
        for name, _, english in (dong.partition(" ") for dong in dongs)
    ]
    for number, row in enumerate(rows):
        _add(regions, row, number=number, source=source)
    return regions | {"source": source}


def _add(regions: dict[str, Any], row: dict[str, str], *, number: int, source: Source) -> None:
    full = row["full_ko"]
    above, _, name = full.rpartition(" ")
    parent = regions.get(above)
    is_dong = name[-1] in "동읍면"
    level = 4 if is_dong else parent.level + 1 if parent else 1
    west, south = 126.5 + number % 12 * 0.08, 37.0 + number // 12 * 0.08
    shape = MultiPolygon(Polygon.from_bbox((west, south, west + 0.08, south + 0.08)), srid=4326)
    regions[full] = Region.objects.create(
        code="41" if level == 1 else f"41{number:03}" + "00001" * is_dong, level=level, name_ko=name,
        name_en=row["name_en"], slug=f"r{number}", geom=shape, center=shape.centroid, parent=parent, source=source,
    )  # fmt: skip
    if is_dong:
        RegionPart.objects.create(region=regions[full], geom=shape[0])


@pytest.fixture
def put(gyeonggi: dict[str, Any]):
    """A function that puts a made-up place in the middle of a region: put("경기도 안산시", "약국", ...)."""

    def put(full: str, name_ko: str, *, category: str = "clinic", east: float = 0.0, **fields: Any) -> Place:
        region = gyeonggi[full]
        unit = region.parent if region.level == 4 else region
        values = {
            "source": gyeonggi["source"], "source_key": str(Place.objects.count()), "name_ko": name_ko,
            "category_id": CATEGORY_IDS[Category(category)], "unit": unit, "row_hash": "x",
            "dong": region if region.level == 4 else None,
            "point": geo.point(region.center.y, region.center.x + east),
        } | fields  # fmt: skip
        return Place.objects.create(**values)

    return put


@pytest.fixture
def worded(put: Any):
    """Makes the words of all places put so far."""
    return wording.fill
