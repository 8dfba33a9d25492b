"""The events API."""

from __future__ import annotations

from datetime import timedelta

import pytest

from geoportal.core import geo
from geoportal.events.models import Event
from geoportal.regions.queries import today


@pytest.fixture
def add_event(province):
    def add(name: str, start: int, end: int, category: str = "festival") -> Event:
        return Event.objects.create(
            source=province.source, source_key=name, category=category, name_ko=name, point=geo.point(37.22, 126.85),
            starts_on=today() + timedelta(start), ends_on=today() + timedelta(end),
            unit=province.regions["ansan-danwon"], dong=province.regions["4127300001"], row_hash="x",
        )  # fmt: skip

    return add


def names(client, **query):
    return [f["properties"]["name_ko"] for f in client.get("/api/v1/events/", query).json()["features"]]


def test_events_from_today_on_soonest_first(client, add_event):
    add_event("past", -9, -2)
    add_event("later", 5, 6)
    add_event("running", -3, 3)
    assert names(client) == ["running", "later"]
    first = (today() + timedelta(4)).isoformat()
    assert names(client, **{"from": first}) == ["later"]
    assert names(client, to=first) == ["running"]
    assert names(client, region="ansan") == ["running", "later"]
    assert names(client, region="suwon") == []
    assert names(client, category="performance") == []


@pytest.mark.parametrize(
    "query, field",
    [({"from": "soon"}, "from"), ({"from": "2026-02-02", "to": "2026-02-01"}, "to"), ({"category": "x"}, "category"),
     ({"region": "atlantis"}, "region"), ({"since": "2026-01-01"}, "since")],
)  # fmt: skip
def test_bad_queries(client, province, query, field):
    response = client.get("/api/v1/events/", query)
    assert (response.status_code, list(response.json()["errors"])) == (400, [field])
