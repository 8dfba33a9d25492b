"""Two loads at once: the one that ends last knows the rows of the other, and neither stops the other."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from geoportal.core.sql import rows
from geoportal.places import ingest
from geoportal.places.models import Place
from geoportal.places.twins import Standing
from geoportal.provenance.ingest import RunFacts, SourceFacts

pytestmark = pytest.mark.django_db(transaction=True)
LIST = SourceFacts(
    name="list", kind="places", title_ko="목록", title_en="List", publisher="지은이", publisher_en="The maker",
    license="KOGL-1", license_url="", url="", attribution="지은이", reference_date=None, is_sample=False, rank=10,
)  # fmt: skip
REGISTER = replace(LIST, name="register", rank=30)
RUN = RunFacts(started_at=datetime(2026, 3, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Row:
    """A made-up clinic in Ansan."""

    source_key: str = "1"
    category: str = "clinic"
    name_ko: str = "지은의원"
    name_en: str = "Jieun Clinic"
    name_en_generated: bool = True
    address_ko: str = "경기도 안산시 단원구"
    address_en: str = ""
    unit_ko: str = ""
    phone: str = ""
    homepage: str = ""
    lat: float = 37.22
    lon: float = 126.85
    position: str = "source"
    is_closed: bool = False
    closed_on: date | None = None
    checked_on: date | None = None
    attributes: dict[str, object] = field(default_factory=dict)
    service_areas: tuple[()] = ()
    services: tuple[()] = ()
    languages: None = None
    organization: None = None


def one_name(standing: Iterable[Standing]) -> Mapping[int, int]:
    """All rows are one place: the most trusted one's."""
    head, *others = sorted(standing, key=lambda row: row.rank)
    return {row.id: head.id for row in others}


def load(facts: SourceFacts, given: Sequence[Row] = (Row(),)) -> dict[str, int]:
    try:
        return ingest.replace_source(facts, given, run_facts=RUN, on=date(2026, 3, 1), twins=one_name)
    finally:
        connection.close()


def wait_until_another_waits(load: Future[dict[str, int]]) -> None:
    """Until the other load waits for its turn, or has ended without."""
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    while not load.done():
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)


def test_a_load_finds_its_twins_among_the_rows_of_one_that_began_before_it(province: object) -> None:
    others: list[Future[dict[str, int]]] = []

    def begin_another(standing: Iterable[Standing]) -> Mapping[int, int]:
        others.append(pool.submit(load, LIST))
        wait_until_another_waits(others[0])
        return {}

    with ThreadPoolExecutor(1) as pool:
        ingest.replace_source(REGISTER, [Row()], run_facts=RUN, on=date(2026, 3, 1), twins=begin_another)
        assert others[0].result()["twins"] == 1
    assert list(Place.objects.published().values_list("source__name", flat=True)) == ["list"]
    assert rows("places/twins", {}) == [(1,)]
