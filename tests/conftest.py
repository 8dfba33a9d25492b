"""What every test shares: a small made-up province in a real PostGIS."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import connection

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database; a session that a browser's event loop left behind would keep it from being dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@dataclass
class Province:
    """Two cities side by side; Ansan has two gu, one of them only from 2026-02-01.

    Ansan covers lon 126.8-126.9, Suwon 126.9-127.0, both lat 37.2-37.3; the border of Ansan's gu is lat 37.25.
    """

    regions: dict[str, object] = field(default_factory=dict)
    source: object = None
    sample: object = None


def box(west: float, south: float, east: float, north: float) -> MultiPolygon:
    return MultiPolygon(Polygon.from_bbox((west, south, east, north)), srid=4326)


@pytest.fixture(autouse=True)
def source_language() -> None:
    """A request leaves its language behind in the thread; the next test begins in the source language."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def empty_queue(db: None) -> Iterator[None]:
    """The tables of the queue and of limits are none of Django's own: a test that commits leaves its rows in them."""
    clear = "TRUNCATE procrastinate_jobs, procrastinate_workers, core_limit CASCADE"
    with connection.cursor() as cursor:
        cursor.execute(clear)
    yield
    with connection.cursor() as cursor:
        cursor.execute(clear)


@pytest.fixture
def province(db: None) -> Province:
    return make_province()


def make_province() -> Province:
    """The province, in whatever database is in use."""
    from geoportal.provenance.models import Source
    from geoportal.regions.models import Region, RegionPart

    made = Province()
    terms = {"license": "KOGL-1", "attribution": "made up", "publisher": "지은이", "publisher_en": "The maker"}
    made.source = Source.objects.create(
        name="made_up", kind="places", title_ko="지은 자료", title_en="Made-up data", **terms
    )
    made.sample = Source.objects.create(
        name="made_sample", kind="places", title_ko="견본", title_en="Sample", is_sample=True, **terms
    )

    def add(
        code: str,
        level: int,
        name_ko: str,
        name_en: str,
        slug: str,
        shape: MultiPolygon,
        parent: str | None = None,
        **days: date,
    ) -> None:
        region = Region.objects.create(
            code=code, level=level, name_ko=name_ko, name_en=name_en, slug=slug, geom=shape, center=shape.centroid,
            parent=made.regions.get(parent), source=made.source, **days,
        )  # fmt: skip
        made.regions[slug] = region
        if level == 4:
            RegionPart.objects.create(region=region, geom=shape[0])

    since = date(2026, 2, 1)
    add("41", 1, "경기도", "Gyeonggi-do", "gyeonggi", box(126.8, 37.2, 127.0, 37.3))
    add("41270", 2, "안산시", "Ansan-si", "ansan", box(126.8, 37.2, 126.9, 37.3), "gyeonggi")
    add("41271", 3, "상록구", "Sangnok-gu", "ansan-sangnok", box(126.8, 37.25, 126.9, 37.3), "ansan")
    add("41273", 3, "단원구", "Danwon-gu", "ansan-danwon", box(126.8, 37.2, 126.9, 37.25), "ansan", valid_from=since)
    add("4127100001", 4, "이동", "I-dong", "4127100001", box(126.8, 37.25, 126.9, 37.3), "ansan-sangnok")
    add("4127300001", 4, "원곡동", "Wongok-dong", "4127300001", box(126.8, 37.2, 126.9, 37.25), "ansan-danwon")
    add("41110", 2, "수원시", "Suwon-si", "suwon", box(126.9, 37.2, 127.0, 37.3), "gyeonggi")
    add("4111000001", 4, "매산동", "Maesan-dong", "4111000001", box(126.9, 37.2, 127.0, 37.3), "suwon")
    return made


@pytest.fixture
def add_place(province: Province):
    """A function that makes one place: add_place(lat, lon, category="clinic", ...)."""
    from geoportal.core import geo
    from geoportal.places.categories import CATEGORY_IDS, Category
    from geoportal.places.models import Place

    def add(lat: float, lon: float, *, category: str = "clinic", name_ko: str = "지은 의원", **fields: object) -> Place:
        unit = "ansan-danwon" if lon < 126.9 and lat < 37.25 else "ansan-sangnok" if lon < 126.9 else "suwon"
        dong = {"ansan-danwon": "4127300001", "ansan-sangnok": "4127100001", "suwon": "4111000001"}[unit]
        values = {
            "source": province.source, "source_key": str(Place.objects.count()), "name_ko": name_ko,
            "category_id": CATEGORY_IDS[Category(category)], "point": geo.point(lat, lon),
            "unit": province.regions[unit], "dong": province.regions[dong], "row_hash": "x",
        } | fields  # fmt: skip
        return Place.objects.create(**values)

    return add
