"""Data blocks for search engines: what is known of a place, and no way out of the block."""

from __future__ import annotations

import json
import re
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


def test_no_text_ends_the_block(client: Any, add_place: Any) -> None:
    name = "</script><script>alert(1)</script><!-- & \u2028"
    place = add_place(37.24, 126.89, name_ko=name)
    assert block(client, f"/places/{place.pk}/")["name"] == name
    assert "<script>alert(1)" not in client.get(f"/places/{place.pk}/").content.decode()


def test_samples_are_for_no_search_engine(client: Any, add_place: Any, province: Any) -> None:
    place = add_place(37.24, 126.89, source=province.sample)
    assert block(client, f"/places/{place.pk}/") is None
