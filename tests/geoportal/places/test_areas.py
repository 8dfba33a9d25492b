"""The areas that offices serve come with their source: all or nothing, nothing twice. All made up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError

from etl.record import PlaceRecord, ServiceAreaRecord
from geoportal.places import ingest
from geoportal.places.models import Place, ServiceArea
from geoportal.provenance.ingest import RunFacts, SourceFacts, Verdict

pytestmark = pytest.mark.django_db
FACTS = SourceFacts(
    name="made_offices", kind="places", title_ko="지은 관서", title_en="Made-up offices", publisher="지은이",
    publisher_en="The maker", license="CC0-1.0", license_url="", url="", attribution="지은이", reference_date=None,
    is_sample=False,
)  # fmt: skip
RUN = RunFacts(started_at=datetime(2026, 3, 1, tzinfo=UTC))
TODAY = date(2026, 3, 1)
AREA = ServiceAreaRecord("tax_office", "41270", "지은이, 관할", "https://jieun.example/", date(2026, 1, 1))
GU = replace(AREA, region_code="41273", valid_from=date(2026, 2, 1))
OFFICE = PlaceRecord("tax-a", "tax_office", "가세무서", 37.22, 126.85, service_areas=(AREA, GU))
OTHER = PlaceRecord(
    "tax-b", "tax_office", "나세무서", 37.22, 126.95, service_areas=(replace(AREA, region_code="41110"),)
)


def load(rows: Sequence[PlaceRecord], **options: Any) -> dict[str, int]:
    done = ingest.replace_source(FACTS, rows, run_facts=RUN, on=TODAY, **options)
    return {name: count for name, count in done.items() if name.startswith("areas_")}


def standing() -> set[tuple[str, str]]:
    return set(ServiceArea.objects.values_list("place__source_key", "region_code"))


def test_areas_come_with_their_office(province: object) -> None:
    assert load([OFFICE, OTHER]) == {"areas_added": 3, "areas_removed": 0}
    gu = ServiceArea.objects.get(region_code="41273")
    assert (gu.kind, gu.valid_from, gu.valid_to, gu.checked_on) == (
        "tax_office",
        date(2026, 2, 1),
        None,
        date(2026, 1, 1),
    )
    assert (gu.source_title, gu.source_url, gu.place.name_ko) == ("지은이, 관할", "https://jieun.example/", "가세무서")


def test_the_same_again_changes_nothing(province: object) -> None:
    load([OFFICE, OTHER])
    before = list(ServiceArea.objects.order_by("pk").values())
    assert load([OFFICE, OTHER]) == {"areas_added": 0, "areas_removed": 0}
    assert list(ServiceArea.objects.order_by("pk").values()) == before


def test_an_area_stated_otherwise_is_replaced_and_the_others_stay(province: object) -> None:
    load([OFFICE, OTHER])
    kept = ServiceArea.objects.get(region_code="41270").pk
    ended = replace(GU, valid_to=date(2026, 6, 30))
    assert load([replace(OFFICE, service_areas=(AREA, ended)), OTHER]) == {"areas_added": 1, "areas_removed": 1}
    assert ServiceArea.objects.get(region_code="41273").valid_to == date(2026, 6, 30)
    assert ServiceArea.objects.get(region_code="41270").pk == kept


def test_an_office_that_is_gone_serves_nobody(province: object) -> None:
    load([OFFICE, OTHER])
    assert load([OTHER]) == {"areas_added": 0, "areas_removed": 2}
    assert standing() == {("tax-b", "41110")}


def test_a_load_of_changes_leaves_the_areas_of_the_rest(province: object) -> None:
    load([OFFICE, OTHER])
    assert load([replace(OTHER, service_areas=())], partial=True) == {"areas_added": 0, "areas_removed": 1}
    assert standing() == {("tax-a", "41270"), ("tax-a", "41273")}


def test_an_office_that_is_left_out_serves_nobody(province: object) -> None:
    load([OFFICE, OTHER], accept=lambda placed: Verdict(leave_out=["tax-a"]))
    assert standing() == {("tax-b", "41110")}


def test_a_region_that_is_not_loaded_refuses_the_whole_load(province: object) -> None:
    load([OFFICE])
    strange = replace(AREA, region_code="99999")
    with pytest.raises(ValueError, match="1 regions that are not loaded: 99999"):
        load([replace(OFFICE, name_ko="다세무서", service_areas=(strange,)), OTHER])
    assert Place.objects.get().name_ko == "가세무서"
    assert standing() == {("tax-a", "41270"), ("tax-a", "41273")}


def test_a_dry_run_leaves_nothing(province: object) -> None:
    assert load([OFFICE], dry_run=True) == {"areas_added": 2, "areas_removed": 0}
    assert standing() == set()


def test_days_out_of_order_are_refused(province: object) -> None:
    wrong = replace(GU, valid_to=date(2026, 1, 31))
    with pytest.raises(IntegrityError, match="service_area_days_in_order"):
        load([replace(OFFICE, service_areas=(wrong,))])
