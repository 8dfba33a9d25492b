"""Data blocks for search engines: what is known of a place, and no way out of the block."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any


def block(client: Any, address: str) -> Any:
    page = client.get(address).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[0]) if found else None


def test_a_place_in_full(client: Any, add_place: Any) -> None:
    place = add_place(
        37.24, 126.89, phone="031-123-4567", address_ko="경기도 안산시 단원구 지은로 1", language_ids=[40, 43, 30],
        attributes={"hours": {"fri": [["18:00", "26:00"]], "sun": [], "mon": None}},
    )  # fmt: skip
    said = block(client, f"/places/{place.pk}/")
    assert (said["@type"], said["name"], said["availableLanguage"]) == ("MedicalClinic", "지은 의원", ["vi", "zh"])
    assert said["url"] == f"http://testserver/places/{place.pk}/"
    assert [(one["dayOfWeek"], one["opens"], one["closes"]) for one in said["openingHoursSpecification"]] == [
        ("Friday", "18:00", "02:00")
    ]
    assert said["geo"]["latitude"] == 37.24


def test_dates_that_have_hours_of_their_own(client: Any, add_place: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("geoportal.places.linked.today", lambda: date(2026, 11, 30))
    dated = {
        "2026-12-25": [], "2026-11-29": [], "2026-12-31": [["09:00", "12:00"], ["20:00", "26:00"]], "2027-01-02": None,
        "2026-11-30": [["00:00", "24:00"]],
    }  # fmt: skip
    place = add_place(37.24, 126.89, attributes={"hours": {"mon": [["09:00", "18:00"]], "exceptions": dated}})
    said = block(client, f"/places/{place.pk}/")
    assert [one["dayOfWeek"] for one in said["openingHoursSpecification"]] == ["Monday"]
    assert [
        (one["validFrom"], one["validThrough"], one["opens"], one["closes"])
        for one in said["specialOpeningHoursSpecification"]
    ] == [
        ("2026-11-30", "2026-11-30", "00:00", "23:59"),
        ("2026-12-25", "2026-12-25", "00:00", "00:00"),
        ("2026-12-31", "2026-12-31", "09:00", "12:00"),
        ("2026-12-31", "2026-12-31", "20:00", "02:00"),
    ]


def test_no_text_ends_the_block(client: Any, add_place: Any) -> None:
    name = "</script><script>alert(1)</script><!-- & \u2028"
    place = add_place(37.24, 126.89, name_ko=name)
    assert block(client, f"/places/{place.pk}/")["name"] == name
    assert "<script>alert(1)" not in client.get(f"/places/{place.pk}/").content.decode()


def test_samples_are_for_no_search_engine(client: Any, add_place: Any, province: Any) -> None:
    place = add_place(37.24, 126.89, source=province.sample)
    assert block(client, f"/places/{place.pk}/") is None
