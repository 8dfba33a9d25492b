"""The order "best for me": each of distance, openness and language counts, and none of them alone decides."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks import ranking as bench
from geoportal.core import geo
from geoportal.core.hours import DAYS, SEOUL
from geoportal.places import matching, wording
from geoportal.places.languages import spoken_id
from geoportal.places.models import Place
from geoportal.places.near import NearPlace, NearSearch
from geoportal.places.ranking import best, score

WEDNESDAY = datetime(2026, 11, 25, 10, 30, tzinfo=SEOUL)
OFFICE = json.dumps({day: [["09:00", "18:00"]] if day in DAYS[:5] else [] for day in DAYS})
EVENING = json.dumps({day: [["11:00", "22:00"]] for day in DAYS})
NIGHT = json.dumps({day: [["20:00", "23:00"]] for day in DAYS})
VIETNAMESE = [spoken_id("vi", "in_person")]


def place(distance_m: float, hours: str | None = OFFICE, languages: list[int] | None = None) -> NearPlace:
    blank = NearPlace._make([None] * len(NearPlace._fields))
    return blank._replace(id=int(distance_m), distance_m=distance_m, hours=hours, language_ids=languages)


def order(*places: NearPlace, languages: tuple[str, ...] = ("vi",)) -> list[float]:
    return [one.distance_m for one in best(places, at=WEDNESDAY, languages=languages)]


def test_of_equal_places_the_nearer_is_better() -> None:
    assert order(place(900), place(100), place(500)) == [100, 500, 900]


def test_open_comes_before_unknown_and_unknown_before_closed() -> None:
    assert order(place(100, NIGHT), place(101, None), place(102)) == [102, 101, 100]


def test_what_opens_within_the_hour_is_nearly_open() -> None:
    assert order(place(100, EVENING), place(101, None), place(102, NIGHT)) == [100, 101, 102]


def test_in_person_comes_before_the_telephone_before_unknown_before_not_spoken() -> None:
    phone, none = [spoken_id("vi", "phone")], [spoken_id("en", "in_person")]
    ways = [place(103, languages=none), place(102), place(101, languages=phone), place(104, languages=VIETNAMESE)]
    assert order(*ways) == [104, 101, 102, 103]


def test_a_language_nobody_asked_for_counts_nothing() -> None:
    assert order(place(200, languages=VIETNAMESE), place(100), languages=()) == [100, 200]


def test_a_far_place_is_not_best_for_its_language_alone() -> None:
    assert order(place(9000, languages=VIETNAMESE), place(100)) == [100, 9000]


def test_the_score_is_a_share() -> None:
    assert score(place(0, languages=VIETNAMESE), at=WEDNESDAY, languages=["vi"]) == 1.0
    assert 0 < score(place(50_000, NIGHT, []), at=WEDNESDAY, languages=["vi"]) < 0.001


def test_on_the_hand_made_searches_it_is_better_than_either_order_alone() -> None:
    text = Path(bench.__file__).with_suffix(".txt").read_text(encoding="utf-8")
    scores = bench.scores(bench.searches(text))
    assert scores["best for me"] > scores["open first, then nearest"] > scores["nearest first"]
    assert scores["best for me"] >= 0.9


@pytest.mark.django_db
def test_the_api_orders_one_page_by_what_is_best_for_the_reader(client: Any, add_place: Any) -> None:
    always = {"hours": {day: [["00:00", "24:00"]] for day in DAYS}}
    closed = add_place(37.24, 126.89, attributes={"hours": {key: [] for key in DAYS}})
    unknown = add_place(37.2405, 126.89)
    speaks = add_place(37.242, 126.89, attributes=always, language_ids=VIETNAMESE)
    body = {"lat": 37.24, "lon": 126.89, "order": "best", "languages": ["vi"], "unknown": False}
    found = client.post("/api/v1/places/near/", body, content_type="application/json").json()
    assert [one["id"] for one in found["features"]] == [speaks.pk]
    body = {"lat": 37.24, "lon": 126.89, "order": "best"}
    found = client.post("/api/v1/places/near/", body, content_type="application/json").json()
    assert [one["id"] for one in found["features"]] == [speaks.pk, unknown.pk, closed.pk]
    assert "cursor" not in found


@pytest.mark.django_db
def test_words_that_fit_very_many_places_are_matched_once(monkeypatch: Any, add_place: Any) -> None:
    monkeypatch.setattr(matching, "MOST", 1)
    wanted = [add_place(37.24 + number / 1000, 126.89, name_ko=f"한빛 의원 {number}").pk for number in range(3)]
    add_place(37.24, 126.89, name_ko="샛별 의원")
    wording.fill()
    found = Place.objects.near(geo.point(37.24, 126.89), NearSearch(text="한빛", best_for=()))
    assert [one.id for one in found.places] == wanted


@pytest.mark.django_db
def test_the_best_come_on_one_page_so_that_a_cursor_is_refused(client: Any, add_place: Any) -> None:
    for _ in range(2):
        add_place(37.24, 126.89)
    body = {"lat": 37.24, "lon": 126.89, "limit": 1}
    cursor = client.post("/api/v1/places/near/", body, content_type="application/json").json()["cursor"]
    refused = client.post("/api/v1/places/near/", body | {"order": "best", "cursor": cursor}, "application/json")
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["cursor"])
