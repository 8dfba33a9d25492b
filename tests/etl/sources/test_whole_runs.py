"""Every real source through the whole conductor, on the real boundaries: no row is lost on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from etl import check, crs_proof
from etl.clean.crs import WGS84
from etl.fetch import find_input
from etl.parsing import Known, parse
from etl.run import Options, Outcome, Status, run_source
from etl.source import FOLDER, Expectations, Format, Kind, Source, read_source
from geoportal.events.models import Event
from geoportal.places.categories import Position
from geoportal.places.models import Place
from geoportal.provenance.models import ImportRun, QuarantinedRow

FIXTURES = FOLDER.parents[1] / "fixtures"
REAL = [name for path in FOLDER.glob("*/source.yml") if not read_source(name := path.parent.name).is_sample]
POINTS = sorted(name for name in REAL if read_source(name).kind in (Kind.PLACES, Kind.EVENTS))
PAGES = sorted(path.name for path in (FIXTURES / "api").iterdir() if path.name in POINTS)
TODAY = date(2026, 11, 16)
SKIPS = ("skipped", "refused")


@pytest.fixture(scope="module")
def whole(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Outcome]]:
    """The outcomes of the two sources that all others stand on, loaded for this module alone."""
    how = Options(tmp_path_factory.mktemp("none"), TODAY)
    with django_db_blocker.unblock(), transaction.atomic():
        outcomes = {name: run_source(read_source(name), how) for name in ("boundaries", "foreign_residents")}
        # Else the foreign keys of all that was loaded are checked at the end of each test anew.
        connection.check_constraints()
        yield outcomes
        transaction.set_rollback(True)


@pytest.fixture
def loose(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixture has one row of each fault: the shares that a whole file must keep say nothing of it."""
    monkeypatch.setattr(check, "MOST_REFUSED", 1.0)
    monkeypatch.setattr(crs_proof, "LEAST_INSIDE", 0.5)


def source_of(name: str) -> Source:
    """The source, asking for no numbers of rows. That points are in metres takes more of them to prove."""
    return replace(read_source(name), expectations=Expectations(), crs=WGS84)


def raw_dir(name: str, given: str, folder: Path) -> Path:
    """A raw folder with the source's fixture: its files, or the page of its API."""
    if given == "file":
        return FIXTURES / "sources"
    shutil.copytree(FIXTURES / "api" / name, folder / name / "2026-11-15")
    return folder


def total(report: dict[str, Any], *parts: str) -> int:
    return sum(sum(report[part].values()) for part in parts)


@pytest.mark.parametrize("name", ["boundaries", "foreign_residents"])
@pytest.mark.django_db
def test_a_package_is_loaded_whole(whole: dict[str, Outcome], name: str) -> None:
    outcome = whole[name]
    assert outcome.status == Status.PUBLISHED
    assert outcome.report["read"] == outcome.report["records"] == outcome.report["load"]["added"] > 1000
    assert total(outcome.report, *SKIPS) == 0


@pytest.mark.parametrize(("name", "given"), [(name, "file") for name in POINTS] + [(name, "page") for name in PAGES])
@pytest.mark.django_db
def test_no_row_is_lost(whole: dict[str, Outcome], loose: None, tmp_path: Path, name: str, given: str) -> None:
    source = source_of(name)
    how = Options(raw_dir(name, given, tmp_path), TODAY, fetch=False)
    outcome = run_source(source, how)
    assert outcome.status == Status.PUBLISHED, outcome.message
    report = outcome.report
    assert report["read"] == report["records"] + total(report, *SKIPS)
    # Places may be closed; events end.
    load = {"closed": 0, **report["load"]}
    assert load["added"] + load["closed"] + load["left_out"] == report["records"]
    assert load["added"] > 0
    assert not any(load[change] for change in ("updated", "returned", "retired", "unchanged"))
    rows = Event.objects if source.kind is Kind.EVENTS else Place.objects
    assert rows.filter(source__name=name).count() == load["added"] + load["closed"]
    kept = list(QuarantinedRow.objects.filter(source__name=name))
    assert len(kept) == total(report, "refused") + load["left_out"]
    assert all(one.raw for one in kept)
    assert dict(report["leftovers"]) == {}
    assert ImportRun.objects.get(source__name=name).report["read"] == report["read"]
    again = run_source(source, replace(how, force=True)).report["load"]
    assert again["unchanged"] == load["added"] + load["closed"]
    assert not any(again.get(change) for change in ("added", "updated", "returned", "retired", "closed"))


def test_what_a_package_has_and_is_refused_says_what_it_is() -> None:
    source = read_source("offices")
    found = find_input(source, raw_dir=FIXTURES)
    assert found is not None
    suwon = Known(place=lambda address: (37.27, 127.0, Position.DONG) if "수원시" in address else None)
    refused = parse(source, found, today=TODAY, known=suwon).refused
    assert {one.rule for one in refused} == {"no_position"}
    assert len({one.raw["key"] for one in refused}) == len(refused) > 50
    assert all(one.raw["name_ko"] and one.raw["address_ko"] for one in refused)


def test_every_source_with_points_is_run() -> None:
    """Registered foreigners are counted in cells, not rows; tests/etl/test_registered_run.py runs them."""
    assert {*POINTS, "boundaries", "foreign_residents", "registered_foreigners"} == set(REAL)
    assert {name for name in POINTS if read_source(name).format is Format.PACKAGE} == {"offices"}
