"""The listing and the files take every filter of the nearest search, and answer the same set of places."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from etl.record import LanguageRecord
from tests.geoportal.places.test_offering import CLASS, LEGAL, center, load
from tests.geoportal.places.test_wanted import HERE, near

WEEKDAYS = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")} | {"sat": [], "sun": []}
TUESDAY_NOON, SUNDAY_NOON = "2026-12-08T12:00", "2026-12-06T12:00"
FILTERS: list[dict[str, Any]] = [
    {},
    {"languages": ["vi"]},
    {"languages": ["vi", "ru"]},
    {"languages": ["zh-Hans"], "unknown": "true"},
    {"languages": ["vi"], "how": "phone"},
    {"languages": ["zh"], "how": "phone", "unknown": "true"},
    {"languages": ["vi"], "how": "in_person", "open_at": TUESDAY_NOON},
    {"service": "legal_aid"},
    {"q": "법률상담"},
    {"q": "legal aid Ansan", "unknown": "true"},
    {"service": "korean_class", "cost": "free", "unknown": "on"},
    {"cost": "free"},
    {"wheelchair": "yes"},
    {"status": "E-9"},
    {"status": "D-2"},
    {"category": "support_center", "languages": ["vi"]},
    {"open_at": TUESDAY_NOON},
    {"open_at": SUNDAY_NOON},
    {"open_at": TUESDAY_NOON, "languages": ["vi"], "service": "legal_aid", "cost": "free"},
]


@pytest.fixture
def loaded(province: object) -> None:
    def at(key: str, *services: Any, **fields: Any) -> Any:
        return center(key, *services, lat=37.22 + int(key) / 1000, name_ko=key, **fields)

    load(
        at("1", attributes={"hours": WEEKDAYS}),
        at("2", replace(LEGAL, statuses=("E-9",)), attributes={"wheelchair": "yes", "hours": WEEKDAYS}),
        at(
            "3", CLASS, languages=(LanguageRecord("vi", "phone"), LanguageRecord("zh")), attributes={"wheelchair": "no"}
        ),
        at("4", replace(CLASS, cost="paid", languages=(LanguageRecord("ru"),))),
        at("5", replace(LEGAL, statuses=("any",), languages=None), attributes={"hours": WEEKDAYS}),
    )


def keys(features: list[dict[str, Any]]) -> set[str]:
    return {feature["properties"]["name_ko"] for feature in features}


def nearest(client: Any, asked: dict[str, Any]) -> set[str]:
    body = {name: value == "true" or value == "on" if name == "unknown" else value for name, value in asked.items()}
    return keys(near(client, radius_m=50_000, limit=100, **body)["features"])


@pytest.mark.parametrize("asked", FILTERS, ids=str)
def test_near_the_listing_and_the_files_find_the_same(client: Any, loaded: None, asked: dict[str, Any]) -> None:
    expected = nearest(client, asked)
    listed = client.get("/api/v1/places/", asked)
    assert listed.status_code == 200, listed.content
    assert keys(listed.json()["features"]) == expected
    assert keys(client.get("/places.geojson", asked).json()["features"]) == expected
    text = client.get("/places.csv", asked).content.decode("utf-8-sig")
    assert {row["name_ko"] for row in csv.DictReader(io.StringIO(text))} == expected
    around = client.post("/places.geojson", HERE | {"radius_m": 50_000} | asked)
    assert around.status_code == 200, around.content
    assert keys(around.json()["features"]) == expected


def test_a_filter_changes_what_is_found(client: Any, loaded: None) -> None:
    """So that the comparison above compares something."""
    assert nearest(client, {"languages": ["vi"]}) == {"2", "3"}
    assert nearest(client, {"languages": ["vi"], "how": "phone"}) == {"3"}
    assert nearest(client, {"open_at": SUNDAY_NOON}) == {"3", "4"}
    assert nearest(client, {"open_at": TUESDAY_NOON, "service": "legal_aid"}) == {"2", "5"}


def test_openness_is_told_for_the_moment_that_was_asked_for(client: Any, loaded: None) -> None:
    found = client.get("/api/v1/places/", {"open_at": TUESDAY_NOON}).json()["features"]
    told = {feature["properties"]["name_ko"]: feature["properties"]["open"] for feature in found}
    assert told == {"1": "yes", "2": "yes", "3": "unknown", "4": "unknown", "5": "yes"}
    text = client.get("/places.csv", {"open_at": TUESDAY_NOON}).content.decode("utf-8-sig")
    assert {row["name_ko"]: row["open"] for row in csv.DictReader(io.StringIO(text))} == told


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"languages": "xx"}, "languages"), ({"service": "magic"}, "service"), ({"cost": "cheap"}, "cost"),
        ({"open_now": "perhaps"}, "open_now"), ({"open_at": "soon"}, "open_at"),
        ({"open_now": "true", "open_at": TUESDAY_NOON}, "open_at"), ({"status": "Z-9"}, "status"),
        ({"languages": "vi", "how": "loud"}, "how"), ({"how": "phone"}, "how"),
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_applied_is_an_error_everywhere(
    client: Any, db: None, asked: dict[str, Any], field: str
) -> None:
    for answer in (
        client.get("/api/v1/places/", asked),
        client.get("/places.csv", asked),
        client.post("/places.csv", HERE | asked),
    ):
        assert answer.status_code == 400
        assert field in answer.json()["errors"]


def test_a_file_around_a_position_is_in_the_order_of_the_search_and_not_kept(client: Any, loaded: None) -> None:
    response = client.post("/places.csv", HERE | {"radius_m": 50_000})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["name_ko"] for row in rows] == list("12345")
    assert [int(row["distance_m"]) for row in rows] == sorted(int(row["distance_m"]) for row in rows)
    assert response["Cache-Control"] == "no-store"
    assert client.get("/places.csv", HERE).status_code == 400


def test_the_page_offers_its_list_as_a_file_by_post(client: Any, loaded: None) -> None:
    page = client.get("/near/", {"region": "ansan", "languages": "vi", "radius_m": 50_000}).content.decode()
    assert 'method="post" action="/places.csv"' in page
    assert 'formaction="/places.geojson"' in page
