"""What is open comes first, what is unknown is never dropped, what is closed doesn't come."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from geoportal.core import geo
from geoportal.core.hours import DAYS
from geoportal.places import wording
from geoportal.places.forms import decode_cursor, encode_cursor
from geoportal.places.models import Place
from geoportal.places.near import After, NearSearch

HERE = geo.point(37.24, 126.89)
WEDNESDAY = datetime(2026, 9, 23, 10, 0)
OFFICE = {key: [["09:00", "12:30"], ["13:30", "18:00"]] for key in DAYS[:5]} | {"sat": [], "sun": [], "holiday": []}
NIGHT = {key: [["19:00", "26:00"]] for key in DAYS}


@pytest.fixture
def at_hand(add_place):
    """Six places, one hundred metres apart: closed, unknown, open, unknown, open, open."""
    said = [NIGHT, None, OFFICE, {"mon": [["09:00", "18:00"]]}, OFFICE, OFFICE]
    return [
        add_place(37.24 + number / 1000, 126.89, attributes={"hours": hours} if hours else {})
        for number, hours in enumerate(said)
    ]


def asked(client, **body):
    body = {"lat": 37.24, "lon": 126.89, "open_at": "2026-09-23T10:00"} | body
    return client.post("/api/v1/places/near/", json.dumps(body), "application/json", headers={"accept-language": "en"})


def test_open_ones_first_then_unknown_ones_never_closed_ones(client, at_hand):
    _closed, unknown, first, partly, second, third = (place.pk for place in at_hand)
    body = asked(client).json()
    found = [(one["id"], one["properties"]["open"], one["properties"]["open_words"]) for one in body["features"]]
    assert found == [
        (first, "yes", "Open until 18:00 · lunch 12:30–13:30"),
        (second, "yes", "Open until 18:00 · lunch 12:30–13:30"),
        (third, "yes", "Open until 18:00 · lunch 12:30–13:30"),
        (unknown, "unknown", "Hours unknown, call first"),
        (partly, "unknown", "Hours unknown, call first"),
    ]
    assert body["unknown_hours"] == 2
    assert body["features"][0]["properties"]["open_until"] == "2026-09-23T12:30:00+09:00"
    assert "Hours unknown, call first" in body["features"][3]["properties"]["why"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_pages_give_each_place_once_across_open_and_unknown(client, at_hand, limit):
    expected = [at_hand[n].pk for n in (2, 4, 5, 1, 3)]
    seen, more = [], {}
    while True:
        body = asked(client, limit=limit, **more).json()
        assert body["unknown_hours"] == 2
        seen += [one["id"] for one in body["features"]]
        if "cursor" not in body:
            break
        more = {"cursor": body["cursor"]}
    assert seen == expected


def test_without_the_filter_every_place_says_whether_it_is_open_now(client, at_hand):
    body = client.post("/api/v1/places/near/", json.dumps({"lat": 37.24, "lon": 126.89}), "application/json").json()
    assert [one["id"] for one in body["features"]] == [place.pk for place in at_hand]
    assert {one["properties"]["open"] for one in body["features"]} <= {"yes", "no", "unknown"}
    assert "unknown_hours" not in body


def test_open_now_is_now(client, add_place):
    always = {key: [["00:00", "24:00"]] for key in DAYS}
    place = add_place(37.24, 126.89, attributes={"hours": always})
    add_place(37.24, 126.89, attributes={"hours": {key: [] for key in DAYS}})
    body = asked(client, open_at="", open_now=True).json()
    (found,) = body["features"]
    assert (found["id"], found["properties"]["open"], found["properties"]["open_until"]) == (place.pk, "yes", None)
    assert body["unknown_hours"] == 0


def test_a_moment_without_a_zone_is_read_in_korea(client, at_hand):
    same = [asked(client, open_at=text).json()["features"] for text in ("2026-09-23T17:59", "2026-09-23T08:59Z")]
    assert [[one["id"] for one in found] for found in same] == [[at_hand[n].pk for n in (2, 4, 5, 1, 3)]] * 2
    assert next(one["id"] for one in asked(client, open_at="2026-09-23T19:30").json()["features"]) == at_hand[0].pk


def test_both_questions_at_once_are_refused(client, at_hand):
    assert list(asked(client, open_now=True).json()["errors"]) == ["open_at"]
    assert list(asked(client, open_now="perhaps").json()["errors"]) == ["open_now"]


def test_nothing_open_near_widens_for_open_ones_and_keeps_unknown_ones_near(client, add_place):
    unknown = add_place(37.241, 126.89)
    far = add_place(37.29, 126.99, attributes={"hours": OFFICE})
    too_far_unknown = add_place(37.29, 126.99)
    body = asked(client, radius_m=500).json()
    assert [one["id"] for one in body["features"]] == [far.pk, unknown.pk]
    assert (body["widened_to_m"], body["unknown_hours"]) == (50_000, 1)
    unknown.delete()
    far.delete()
    body = asked(client, radius_m=500).json()
    assert [one["id"] for one in body["features"]] == [too_far_unknown.pk]
    assert (body["widened_to_m"], body["unknown_hours"]) == (50_000, 0)


def test_the_second_page_of_a_widened_search_is_widened_too(add_place):
    far = [add_place(37.29, 126.99 - number / 1000).pk for number in range(3)]
    first = Place.objects.near(HERE, NearSearch(radius_m=100, limit=2))
    second = Place.objects.near(HERE, NearSearch(radius_m=100, limit=2, after=first.after))
    assert [place.id for place in first.places + second.places] == far[::-1]
    assert (first.widened_to_m, second.widened_to_m, second.has_more) == (50_000, 50_000, False)


def test_text_and_category_hold_for_open_and_unknown_alike(client, at_hand, add_place):
    add_place(37.24, 126.89, category="pharmacy", attributes={"hours": OFFICE})
    add_place(37.24, 126.89, category="pharmacy", name_ko="샛별 약국")
    wording.fill()
    body = asked(client, category="pharmacy", q="샛별").json()
    assert [one["properties"]["name_ko"] for one in body["features"]] == ["샛별 약국"]
    assert body["unknown_hours"] == 1


def test_the_queryset_asks_the_same(at_hand):
    ids = set(Place.objects.published().open_at(WEDNESDAY).values_list("pk", flat=True))
    assert ids == {at_hand[n].pk for n in (2, 4, 5)}
    said = Place.objects.published().with_open(WEDNESDAY).order_by("pk").values_list("open", flat=True)
    assert list(said) == ["no", "unknown", "yes", "unknown", "yes", "yes"]


def test_hours_of_a_twin_count_and_one_own_day_goes_first(add_place):
    theirs = {"attributes.hours": {"value": OFFICE, "source": "second"}}
    borrowed = add_place(37.24, 126.89, merged=theirs)
    add_place(37.24, 126.89, merged=theirs, attributes={"hours": NIGHT})
    assert list(Place.objects.open_at(WEDNESDAY)) == [borrowed]
    (found, _) = Place.objects.near(HERE, NearSearch()).places
    assert found.state(WEDNESDAY).open == "yes"


def test_cursors_come_back_as_they_were():
    for after in (After(1234.5, 7), After(0.0, 2**40, is_unknown=True)):
        assert decode_cursor(encode_cursor(after)) == after


def test_a_moment_is_at_most_a_year_away(client, at_hand):
    for days, status in ((300, 200), (-300, 200), (400, 400), (-400, 400)):
        moment = (timezone.now() + timedelta(days=days)).isoformat()
        assert asked(client, open_at=moment).status_code == status
