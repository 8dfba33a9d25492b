"""Replacing a coverage run, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction

from geoportal.core.sql import run
from geoportal.coverage.models import CoverageRow, CoverageRun
from geoportal.provenance.ingest import copy_rows, one_at_a_time

CELL_COLUMNS = {"run_id": "int8", "x": "int4", "y": "int4", "minutes": "float8"}


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What `CoverageRun` says of a run, field by field."""

    category: str
    language: str
    minutes: Sequence[int]
    speeds_m_per_min: Sequence[int]
    network: str
    network_on: date | None
    population_source_id: int
    population_year: int
    population_level: int
    people: int
    coarse_people: int
    unplaced: float
    facilities: int
    facilities_off: int
    facilities_rough: int
    facilities_unknown: int | None
    sources: Sequence[dict[str, str]]
    software: dict[str, str]
    is_sample: bool


class RowFacts(NamedTuple):
    """What `CoverageRow` says."""

    region_id: int
    minutes: int
    people: float
    unplaced: float
    within_slow: float
    within_usual: float
    within_fast: float


class CellFacts(NamedTuple):
    """A cell's south-west corner in EPSG:5179, and minutes to the nearest facility, None without one."""

    x: int
    y: int
    minutes: float | None


@transaction.atomic
def replace_run(facts: RunFacts, *, rows: Iterable[RowFacts], cells: Iterable[CellFacts]) -> CoverageRun:
    """Make this the run for its category and language; the one before goes, whatever network it had.

    Two runs at once wait for one another.
    """
    run("provenance/begin_load", {})
    one_at_a_time("coverage")
    CoverageRun.objects.of(facts.category, facts.language).delete()
    made = CoverageRun.objects.create(**asdict(facts))
    CoverageRow.objects.bulk_create([CoverageRow(run=made, **row._asdict()) for row in rows], batch_size=1000)
    copy_rows("coverage_coveragecell", CELL_COLUMNS, ((made.pk, *cell) for cell in cells))
    return made
