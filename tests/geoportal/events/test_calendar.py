"""Events as iCalendar: whole days, both ends included, with the source's terms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from geoportal.core import geo
from geoportal.events.models import Event
from geoportal.regions.queries import today


@pytest.fixture
def event(province: Any) -> Event:
    starts = today() + timedelta(days=3)
    return Event.objects.create(
        source=province.source, source_key="1", category="festival", name_ko="지은, 축제; 하나", starts_on=starts,
        ends_on=starts + timedelta(days=1), point=geo.point(37.22, 126.85), unit=province.regions["ansan-danwon"],
        venue_ko="지은마당", row_hash="x",
    )  # fmt: skip


def entries(response: Any) -> list[Any]:
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_one_event(client: Any, event: Event) -> None:
    (entry,) = entries(client.get(f"/events/{event.pk}.ics"))
    assert entry["SUMMARY"] == "지은, 축제; 하나"
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (event.starts_on, event.ends_on + timedelta(days=1))
    assert isinstance(entry["DTSTART"].dt, date)
    assert entry["UID"] == "made_up-1@geoportal"
    assert entry["URL"] == f"http://testserver/events/{event.pk}/"
    assert "KOGL-1" in entry["DESCRIPTION"]
    assert entry["LOCATION"] == "지은마당"


@pytest.mark.parametrize("address", ["/events.ics", "/api/v1/events.ics"])
def test_feeds_by_region_and_category(client: Any, event: Event, address: str) -> None:
    assert len(entries(client.get(address, {"region": "ansan", "category": "festival"}))) == 1
    assert entries(client.get(address, {"region": "suwon"})) == []
    assert entries(client.get(address, {"category": "class"})) == []
    assert client.get(address, {"category": "war"}).status_code == 400


def test_an_event_that_is_gone_is_not_found(client: Any, db: None) -> None:
    assert client.get("/events/1.ics").status_code == 404


@pytest.mark.parametrize("query", [{"region": "zz"}, {"nothing": "1"}])
def test_a_calendar_that_cannot_be_made_is_a_problem(client: Any, db: None, query: dict[str, str]) -> None:
    response = client.get("/events.ics", query)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert (list(response.json()["errors"]), bool(response.json()["detail"])) == (list(query), True)
