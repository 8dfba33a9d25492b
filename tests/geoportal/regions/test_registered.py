"""Registered foreigners: a month is replaced whole, other months stay, and the census is another population."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from geoportal.provenance.ingest import RunFacts, SourceFacts
from geoportal.provenance.models import ImportRun, Source
from geoportal.regions.models import ForeignResidents, Region, RegisteredForeigners
from geoportal.regions.registered import replace_registered
from tests.conftest import Province

pytestmark = pytest.mark.django_db
FACTS = SourceFacts(
    name="register", kind="population", title_ko="등록", title_en="Register", publisher="지은이",
    publisher_en="The maker", license="KOGL-1", license_url="", url="", attribution="지은이", reference_date=None,
    is_sample=False,
)  # fmt: skip
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)


@dataclass(frozen=True)
class Row:
    region_code: str
    persons: int
    nationality_ko: str = "베트남"
    nationality: str = "VN"
    month: date = OCTOBER


ROWS = [Row("41271", 5), Row("41273", 7), Row("41273", 3, "지은나라", ""), Row("41110", 0)]


def load(rows: Sequence[Row] = ROWS, *, dry_run: bool = False) -> tuple[int, int, int]:
    run = RunFacts(started_at=datetime(2026, 11, 1, tzinfo=UTC))
    counts = replace_registered(FACTS, rows, run_facts=run, on=date(2026, 11, 1), dry_run=dry_run)
    return counts["added"], counts["updated"], counts["removed"]


def test_a_month_is_replaced_whole_and_the_same_again_touches_nothing(province: Province) -> None:
    assert load() == (4, 0, 0)
    assert load() == (0, 0, 0)
    assert load([ROWS[0], replace(ROWS[1], persons=8)]) == (0, 1, 2)
    assert sorted(RegisteredForeigners.objects.values_list("persons", flat=True)) == [5, 8]
    assert ImportRun.objects.count() == 3


def test_other_months_stay(province: Province) -> None:
    load([replace(row, month=SEPTEMBER) for row in ROWS])
    assert load(ROWS[:1]) == (1, 0, 0)
    assert RegisteredForeigners.objects.count() == 5
    assert [row.persons for row in RegisteredForeigners.objects.newest()] == [5]


def test_by_nationality_of_a_region_and_all_below_it(province: Province) -> None:
    load()
    found = RegisteredForeigners.objects.newest().by_nationality(Region.objects.get(code="41270"))
    assert [(row["nationality_ko"], row["nationality"], row["persons"]) for row in found] == [
        ("베트남", "VN", 12),
        ("지은나라", "", 3),
    ]


def test_the_census_knows_nothing_of_the_register(province: Province) -> None:
    census = Source.objects.create(name="census", kind="population")
    ansan = Region.objects.get(code="41270")
    ForeignResidents.objects.create(region=ansan, year=2025, persons=100, source=census)
    load()
    assert [row["persons"] for row in ForeignResidents.objects.within(ansan)] == [100]
    assert ForeignResidents.objects.latest_by_unit() == {ansan.pk: 100}
    assert list(ForeignResidents.objects.of_gyeonggi_by_year()) == [{"year": 2025, "persons": 100}]


def test_an_unknown_region_refuses_the_load(province: Province) -> None:
    with pytest.raises(ValueError, match="Counts for 1 regions that are not loaded: 41999"):
        load([*ROWS, Row("41999", 1)])
    assert not RegisteredForeigners.objects.exists()


def test_a_dry_run_changes_nothing(province: Province) -> None:
    assert load(dry_run=True) == (4, 0, 0)
    assert not RegisteredForeigners.objects.exists()


@pytest.mark.parametrize("code", ["vn", "V", "V1"])
def test_a_nationality_is_two_capital_letters_or_nothing(province: Province, code: str) -> None:
    with pytest.raises(IntegrityError, match="registered_nationality_is_iso"):
        load([replace(ROWS[0], nationality=code)])
