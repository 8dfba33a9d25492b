"""What the pages of the search and of a place say of opening hours."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import override

from geoportal.core.hours import DAYS, in_seoul
from geoportal.places.hours import week_now

ALWAYS = {day: [["00:00", "24:00"]] for day in DAYS}
NEVER = {day: [] for day in DAYS}


def html(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def three(add_place):
    """One that is open, one that is closed, one that nobody knows of."""
    said = [("열린 의원", ALWAYS), ("닫힌 의원", NEVER), ("모를 의원", None)]
    return [
        add_place(37.225, 126.85, name_ko=name, attributes={"hours": hours} if hours else {}) for name, hours in said
    ]


def test_open_now_is_a_box_to_tick_and_stays_ticked(client, three):
    ticked = html(client, "/en/near/?region=ansan-danwon&open_now=on")
    assert 'name="open_now" value="on" checked' in ticked
    assert ticked.index("열린 의원") < ticked.index("모를 의원")
    assert "닫힌 의원" not in ticked
    assert "Of 1 place within the distance the hours are unknown" in ticked
    assert '<input type="hidden" name="open_now" value="on">' in ticked  # kept when a dong is chosen


def test_beside_the_box_stands_how_many_are_open(client, three):
    cache.clear()
    assert "<span>Open now (1)</span>" in html(client, "/en/near/?region=ansan-danwon")
    assert "<span>Open now (0)</span>" in html(client, "/en/near/?region=ansan-danwon&category=pharmacy")
    assert "<span>Open now</span>" in html(client, "/en/near/")


def test_without_the_box_each_card_says_whether_it_is_open(client, three):
    page = html(client, "/en/near/?region=ansan-danwon")
    assert 'name="open_now" value="on" checked' not in page
    assert [f"opening--{value}" in page for value in ("yes", "no", "unknown")] == [True] * 3
    assert "<span>Open 24 hours</span>" in page
    assert "<span>Closed for the next two weeks</span>" in page
    assert "call first</span>" in page


def test_a_wrong_word_for_the_box_is_said(client, three):
    response = client.get("/en/near/?region=ansan-danwon&open_now=perhaps")
    assert (response.status_code, "Say true or false." in response.content.decode()) == (400, True)


def test_a_place_says_what_holds_now_and_marks_today(client, add_place):
    open_, closed, gone = (
        add_place(37.225, 126.85, attributes={"hours": hours}, retired_at=retired)
        for hours, retired in ((ALWAYS, None), (NEVER, None), (ALWAYS, timezone.now()))
    )
    page = html(client, f"/en/places/{open_.pk}/")
    assert page.count('<li aria-current="date">') == 1
    assert "Open 24 hours" in page
    assert "Closed for the next two weeks" in html(client, f"/en/places/{closed.pk}/")
    assert "Open 24 hours" not in client.get(f"/en/places/{gone.pk}/").content.decode()


def test_the_api_of_one_place_says_it_too(client, add_place):
    place = add_place(37.225, 126.85, attributes={"hours": ALWAYS})
    nobody_knows = add_place(37.225, 126.85)
    said = client.get(f"/api/v1/places/{place.pk}/").json()["properties"]
    assert (said["open"], said["open_until"], said["next_opens"]) == ("yes", None, None)
    assert client.get(f"/api/v1/places/{nobody_knows.pk}/").json()["properties"]["open"] == "unknown"


def test_a_date_goes_before_its_weekday_in_the_week():
    today = in_seoul(timezone.now()).date()
    dated = {"exceptions": {str(today): [["10:00", "12:00"]], "2020-01-01": [], "2020-02-30": [], "2999-12-31": None}}
    with override("en"):
        rows = week_now(ALWAYS | dated)
    assert [row for row in rows if row.is_today] == [(str(today), "10:00–12:00", True)]
    assert rows[8:] == [(str(today), "10:00–12:00", True), ("2999-12-31", "unknown", False)]
    assert week_now("24/7") == []
