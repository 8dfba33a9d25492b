"""Who serves me, on the real boundaries and offices: right in every case of `who_serves.csv`.

Each case names an address, a day, a kind of office and the office that is responsible. `source` is the key under which
data/reference/office_sources.csv has the office's area; `checked_with` is another text that says the same, `how`
what that text is. Both were read on 2026-11-22, those of the health centers on 2026-11-30. A case that no second text
bears out is not in the table.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from etl.run import Options, Status, run_source
from etl.source import read_source
from etl.sources.offices.parse import offices_file, origins_file
from etl.sources.offices.tables import read_offices, read_origins
from geoportal.regions.models import Region

TODAY = date(2026, 11, 22)
with (Path(__file__).parent / "who_serves.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))
NAMES = {office.key: office.name_ko for office in read_offices(offices_file(), read_origins(origins_file()))}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The boundaries and the offices, for this module alone."""
    how = Options(tmp_path_factory.mktemp("none"), TODAY)
    with django_db_blocker.unblock(), transaction.atomic():
        for name in ("boundaries", "offices"):
            assert run_source(read_source(name), how).status == Status.PUBLISHED
        # Else the foreign keys of all that was loaded are checked at the end of each test anew.
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


def ask(client: Client, **body: Any) -> dict[str, Any]:
    response = client.post("/api/v1/serves/", data=json.dumps(body), content_type="application/json")
    assert response.status_code == 200, response.content.decode()
    answer: dict[str, Any] = response.json()
    return answer


def told(answer: dict[str, Any]) -> tuple[str, list[str]]:
    (one,) = answer["serves"]
    return one["status"], [found["office"]["properties"]["name_ko"] for found in one["offices"]]


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['asked']} {case['on']} {case['kind']}")
def test_the_responsible_office(loaded: None, client: Client, case: dict[str, str]) -> None:
    wanted = {"on": case["on"], "kind": [case["kind"]]}
    answer = ask(client, address=case["asked"], **wanted)
    assert told(answer) == ("known", [NAMES[case["office"]]])
    region = Region.objects.on(date.fromisoformat(case["on"])).get(code=answer["region"]["code"])
    inside = region.geom.point_on_surface
    assert told(ask(client, lat=inside.y, lon=inside.x, **wanted)) == ("known", [NAMES[case["office"]]])


def test_the_table_has_what_it_must() -> None:
    origins = read_origins(origins_file())
    assert len(CASES) >= 60 and max(Counter((c["asked"], c["on"], c["kind"]) for c in CASES).values()) == 1
    assert {case["source"] for case in CASES} <= set(origins)
    for case in CASES:
        assert case["checked_with"].startswith("http") and case["how"]
        assert case["checked_with"] != origins[case["source"]].url
    kinds = Counter(case["kind"] for case in CASES)
    assert set(kinds) == {
        "local_office", "tax_office", "immigration_office", "labour_office", "employment_center",
        "education_support_office", "public_health_center",
    }  # fmt: skip
    assert {case["on"] for case in CASES if "화성시" in case["asked"]} >= {"2026-01-31", "2026-02-01"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("경기도 성남시", "immigration_office"), ("경기도 의정부시", "immigration_office"),
        ("경기도 과천시", "labour_office"), ("경기도 평택시", "local_office"),
    ],
)  # fmt: skip
def test_what_nobody_verified_is_unknown_and_says_what_to_do(
    loaded: None, client: Client, asked: str, kind: str
) -> None:
    answer = ask(client, address=asked, kind=[kind])
    assert told(answer) == ("unknown", [])
    assert answer["serves"][0]["what_to_do"]


@pytest.mark.django_db
def test_a_branch_whose_border_is_unknown_is_told_with_the_other(loaded: None, client: Client) -> None:
    status, names = told(ask(client, region="4111566000", kind=["nhis_branch"]))
    assert (status, sorted(names)) == (
        "depends", ["국민건강보험공단 수원동부지사", "국민건강보험공단 수원서부지사"]
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "centers"),
    [
        ("경기도 파주시 문산읍", ["운정보건소", "파주보건소"]),
        ("경기도 안산시", ["안산시 단원보건소", "안산시 상록수보건소"]),
        ("경기도 평택시", ["평택시 송탄보건소", "평택시 평택보건소"]),
    ],
)  # fmt: skip
def test_a_city_of_several_health_centers_tells_each_once(
    loaded: None, client: Client, asked: str, centers: list[str]
) -> None:
    status, names = told(ask(client, address=asked, kind=["public_health_center"]))
    assert (status, sorted(names)) == ("depends", centers)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["광주광역시 북구 용봉동", "광주", "중앙동"])
def test_an_address_that_may_be_elsewhere_is_refused(loaded: None, client: Client, asked: str) -> None:
    response = client.post("/api/v1/serves/", data=json.dumps({"address": asked}), content_type="application/json")
    assert (response.status_code, list(response.json()["errors"])) == (400, ["address"])
