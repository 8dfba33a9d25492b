"""The API does what its own OpenAPI description says: 200 made-up requests an operation, and 200 that go against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client, RequestFactory
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    positive_data_acceptance,
    response_schema_conformance,
)

from geoportal.core.throttle import Limit
from geoportal.ogc.openapi import description
from tests.geoportal.places.test_offering import CLASS, LEGAL, center, load

CASES = 200
# Data that the schema does not allow may be understood all the same: many texts are no other type on the wire.
OF_ANY_ANSWER = [not_a_server_error, content_type_conformance, response_schema_conformance]
schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
ogc_schema = schemathesis.openapi.from_dict(
    description(RequestFactory().get("/ogc/api", headers={"host": "localhost"}))
)
schema.app = ogc_schema.app = get_wsgi_application()
EVERY = [found.ok() for found in schema.get_all_operations()]
HSDS = [one for one in EVERY if one.path.startswith("/hsds/")]
OPERATIONS = [one for one in EVERY if one not in HSDS]


@pytest.fixture
def town(province: Any, add_place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geoportal.ogc.views.FEATURES", Limit("ogc-tests", times=10**6, window_s=3600))
    for number in range(30):
        add_place(37.21 + number / 500, 126.85, name_ko=f"지은 의원 {number}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_every_operation_keeps_to_the_schema(town: None, operation: Any) -> None:
    keeps_to_the_schema(operation)


@pytest.mark.django_db(transaction=True)
def test_every_operation_of_the_ogc_api_keeps_to_its_schema(town: None) -> None:
    """All in one test: emptying the database after each would take longer than asking."""
    for found in ogc_schema.get_all_operations():
        keeps_to_the_schema(found.ok())


@pytest.mark.django_db(transaction=True)
def test_every_operation_of_hsds_keeps_to_the_schema(town: None) -> None:
    load(center("1", LEGAL, CLASS, phone="031-123-4560", address_ko="경기도 안산시 단원구 지은로 1"))
    for operation in HSDS:
        keeps_to_the_schema(operation)
        for case in cases_with_data(operation):
            case.call_and_validate()


def cases_with_data(operation: Any) -> Iterator[Any]:
    """What no made-up request finds: pages in full, and every object by its id."""
    listing = operation.path.split("/")[2]
    if operation.path.endswith("{wanted}"):
        for entry in Client().get(f"/hsds/{listing}").json()["contents"][:5]:
            yield operation.Case(path_parameters={"wanted": entry["id"]})
    elif listing in ("services", "organizations"):
        yield operation.Case(query={"full": "true"})


@pytest.mark.django_db(transaction=True)
def test_what_goes_against_the_schema_is_answered_by_it(town: None, settings: Any) -> None:
    """By every operation that takes anything; the assistant's limit would hide what comes after it."""
    settings.ASSISTANT_PER_MINUTE = 10**6
    asked = [one for one in EVERY if list(one.iter_parameters()) or len(one.body)]
    assert len(asked) == len(EVERY) - len(("/hsds/", "/hsds/profile"))
    for operation in asked:
        keeps_to_the_schema(operation, GenerationMode.NEGATIVE)


def keeps_to_the_schema(operation: Any, mode: GenerationMode = GenerationMode.POSITIVE) -> None:
    """The answers to so many made-up requests."""
    checks = OF_ANY_ANSWER if mode is GenerationMode.NEGATIVE else None

    @given(case=operation.as_strategy(generation_mode=mode))
    @example_settings(
        max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
    )
    def ask(case: Any) -> None:
        case.call_and_validate(checks=checks, excluded_checks=[positive_data_acceptance])

    ask()
