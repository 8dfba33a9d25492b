"""The four faults that "open now" has in Integreat, of which each would send a resident to a closed door."""

from __future__ import annotations

import json

import pytest

from geoportal.core.hours import DAYS
from geoportal.places.models import Place

OFFICE = {day: [["09:00", "18:00"]] for day in DAYS[:5]} | {"sat": [], "sun": [], "holiday": []}
NIGHT = {day: [["19:00", "26:00"]] for day in DAYS} | {"sun": []}


@pytest.fixture
def said(client, add_place):
    """What the search says at a moment of places with these hours only: {number of the hours: open}, and all of it."""

    def ask(moment, *weeks):
        Place.objects.all().delete()
        ids = [add_place(37.24, 126.89, attributes={"hours": week} if week else {}).pk for week in weeks]
        body = json.dumps({"lat": 37.24, "lon": 126.89, "open_at": moment})
        answer = client.post("/api/v1/places/near/", body, "application/json").json()
        return {ids.index(one["id"]): one["properties"]["open"] for one in answer["features"]}, answer

    return ask


def test_integreat_fault_1_the_weekday_is_koreas_and_not_the_browsers(said):
    # Monday 09:30 in Korea is Sunday evening in New York, and Friday 18:30 is Friday morning in Berlin.
    assert said("2026-09-20T20:30:00-04:00", OFFICE)[0] == {0: "yes"}
    assert said("2026-09-18T11:30:00+02:00", OFFICE)[0] == {}


@pytest.mark.parametrize(
    "moment, found",
    [("2026-09-19T23:30", {0: "yes"}), ("2026-09-20T01:30", {0: "yes"}), ("2026-09-20T02:00", {}),
     ("2026-09-20T20:00", {}), ("2026-09-21T01:00", {})],
)  # fmt: skip
def test_integreat_fault_2_a_span_across_midnight_is_open_on_both_sides(said, moment, found):
    assert said(moment, NIGHT)[0] == found


def test_integreat_fault_3_holidays_and_exceptions_go_before_the_weekday(said):
    unknown_holiday = OFFICE | {"holiday": None}
    on_duty = OFFICE | {"exceptions": {"2026-09-25": [["10:00", "15:00"]], "2026-09-22": []}}
    # Chuseok, a Friday; the substitute day of National Foundation Day, a Monday; a Tuesday closed by its date.
    assert said("2026-09-25T11:00", OFFICE, unknown_holiday, on_duty)[0] == {1: "unknown", 2: "yes"}
    assert said("2026-10-05T11:00", OFFICE)[0] == {}
    assert said("2026-09-22T11:00", on_duty)[0] == {}


def test_integreat_fault_4_unknown_hours_are_shown_as_unknown_and_never_dropped(said):
    found, answer = said("2026-09-22T11:00", None, OFFICE, {"mon": [["09:00", "18:00"]]})
    assert found == {1: "yes", 0: "unknown", 2: "unknown"}
    assert answer["unknown_hours"] == 2
