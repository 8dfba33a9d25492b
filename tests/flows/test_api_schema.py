"""The API does what its own OpenAPI description says: 200 made-up requests an operation, 25 for the OGC API."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from geoportal.core.throttle import Limit
from geoportal.ogc.openapi import description

CASES, OGC_CASES = 200, 25
schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
ogc_schema = schemathesis.openapi.from_dict(
    description(RequestFactory().get("/ogc/api", headers={"host": "localhost"}))
)
schema.app = ogc_schema.app = get_wsgi_application()
OPERATIONS = [found.ok() for found in schema.get_all_operations()]


@pytest.fixture
def town(province: Any, add_place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geoportal.ogc.views.FEATURES", Limit("ogc-tests", times=10**6, window_s=3600))
    for number in range(30):
        add_place(37.21 + number / 500, 126.85, name_ko=f"지은 의원 {number}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_every_operation_keeps_to_the_schema(town: None, operation: Any) -> None:
    keeps_to_the_schema(operation, CASES)


@pytest.mark.django_db(transaction=True)
def test_every_operation_of_the_ogc_api_keeps_to_its_schema(town: None) -> None:
    """All in one test: emptying the database after each would take longer than asking."""
    for found in ogc_schema.get_all_operations():
        keeps_to_the_schema(found.ok(), OGC_CASES)


def keeps_to_the_schema(operation: Any, cases: int) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=cases, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
    )
    def ask(case: Any) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask()
