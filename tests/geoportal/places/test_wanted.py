"""Near and speaks my language and offers what I need: yes, and what is unknown is counted and never passed for yes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from etl.record import LanguageRecord, PlaceRecord
from geoportal.places import queries
from geoportal.places.kinds import Cost
from tests.geoportal.places.test_offering import CLASS, LEGAL, center, load

BY_PHONE = (LanguageRecord("vi", "phone"), LanguageRecord("zh"))
HERE = {"lat": 37.22, "lon": 126.85}


@pytest.fixture
def loaded(province: object) -> None:
    def at(key: str, *services: Any, **fields: Any) -> PlaceRecord:
        return center(key, *services, lat=37.22 + int(key) / 1000, name_ko=key, **fields)

    load(
        at("1"),
        at("2", replace(LEGAL, statuses=("E-9",)), attributes={"wheelchair": "yes"}),
        at(
            "3", CLASS, languages=(LanguageRecord("vi", "phone"), LanguageRecord("zh")), attributes={"wheelchair": "no"}
        ),
        at("4", replace(CLASS, cost=Cost.PAID, languages=(LanguageRecord("ru"),))),
        at("5", replace(LEGAL, statuses=("any",), languages=None)),
    )


def near(client: Any, **asked: Any) -> Any:
    body = json.dumps(HERE | asked)
    response = client.post(
        "/api/v1/places/near/", body, content_type="application/json", headers={"accept-language": "en"}
    )
    assert response.status_code == 200, response.content
    return response.json()


def names(found: Any) -> str:
    return "".join(feature["properties"]["name_ko"] for feature in found["features"])


@pytest.mark.parametrize(
    ("asked", "found", "unknown"),
    [
        ({"languages": ["vi"]}, "23", 2),
        ({"languages": ["vi", "ru"]}, "234", 2),
        ({"languages": "zh-Hans"}, "3", 2),
        ({"languages": ["vi"], "unknown": True}, "15", None),
        ({"languages": ["vi"], "how": "in_person"}, "2", 2),
        ({"languages": ["vi"], "how": "phone"}, "3", 2),
        ({"languages": ["vi"], "how": "interpreter"}, "", 2),
        ({"languages": ["zh"], "how": "phone"}, "", 3),
        ({"languages": ["zh"], "how": "phone", "unknown": True}, "135", None),
        ({"languages": ["vi", "ru"], "how": "phone"}, "3", 3),
        ({"languages": ["vi", "ru"], "how": "phone", "unknown": True}, "145", None),
        ({"languages": ["vi"], "how": "in_person", "service": "korean_class"}, "", 1),
        ({"service": "legal_aid"}, "25", 1),
        ({"cost": "free"}, "25", 2),
        ({"wheelchair": "yes"}, "2", 3),
        ({"languages": ["vi"], "service": "legal_aid", "cost": "free", "wheelchair": "yes"}, "2", 2),
        ({"service": "korean_class", "cost": "free"}, "", 2),
        ({"status": "E-9"}, "12345", 0),
        ({"status": "D-2"}, "1345", 0),
        ({"category": "support_center", "languages": ["vi"]}, "23", 2),
        ({}, "12345", None),
    ],
)
def test_filters_combine_and_count_what_is_unknown(
    client: Any, loaded: None, asked: dict[str, Any], found: str, unknown: int | None
) -> None:
    answer = near(client, **asked)
    assert (names(answer), answer.get("unknown_offers")) == (found, unknown)


def test_each_result_says_why_it_is_here_and_what_is_unknown(client: Any, loaded: None) -> None:
    first, second, third = (feature["properties"] for feature in near(client)["features"][:3])
    assert (
        first["why"] == "111 m away in a straight line · Hours unknown, call first · languages unknown · cost unknown"
    )
    assert (first["languages"], first["services"], first["free"], first["wheelchair"]) == (
        None, None, "unknown", "unknown",
    )  # fmt: skip
    assert second["why"].endswith("· Vietnamese in person · free")
    assert second["languages"] == [{"language": "vi", "how": "in_person"}]
    assert (second["services"], second["wheelchair"], third["wheelchair"]) == (["legal_aid"], "yes", "no")
    assert "Chinese, Vietnamese by telephone" in third["why"]


@pytest.mark.parametrize(
    "asked",
    [{"languages": ["tlh"]}, {"languages": {"vi": 1}}, {"service": "castle"}, {"status": "Z-1"}, {"cost": "cheap"},
     {"wheelchair": "no"}, {"how": "phone"}],
)  # fmt: skip
def test_what_cannot_be_applied_is_an_error(client: Any, province: object, asked: dict[str, Any]) -> None:
    response = client.post("/api/v1/places/near/", json.dumps(HERE | asked), content_type="application/json")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == list(asked)


def test_a_way_is_one_of_three_and_goes_with_a_language(client: Any, province: object) -> None:
    for asked in ({"languages": ["vi"], "how": "loud"}, {"languages": [], "how": "phone"}):
        response = client.post("/api/v1/places/near/", json.dumps(HERE | asked), content_type="application/json")
        assert response.status_code == 400
        assert list(response.json()["errors"]) == ["how"]


def test_the_page_asks_for_a_way_and_hands_it_on(client: Any, loaded: None) -> None:
    page = client.get("/en/near/?region=ansan-danwon&languages=vi&how=phone").content.decode()
    assert '<option value="phone" selected>By telephone</option>' in page
    assert '<input type="hidden" name="how" value="phone">' in page
    assert "Vietnamese by telephone" in page
    assert "Vietnamese in person" not in page
    alone = client.get("/en/near/?region=ansan-danwon&how=phone")
    assert alone.status_code == 400
    assert "Choose the language as well." in alone.content.decode()


def test_words_for_a_service_find_what_offers_it(client: Any, loaded: None) -> None:
    for words in ("legal aid", "법률상담", "trợ giúp pháp lý", "юридическая помощь"):
        found = near(client, q=words)
        assert (names(found), found["unknown_offers"]) == ("25", 1)
        told = found["understood"]
        assert (told["service"], told["categories"], told["text"]) == ("legal_aid", [], "")
    assert names(near(client, q="legal aid", unknown=True)) == "1"
    assert names(near(client, q="legal aid", literal=True)) == ""
    nowhere = near(client, q="legal aid Suwon")
    assert nowhere["understood"]["region"]["slug"] == "suwon"


def test_a_chosen_service_goes_before_the_words(client: Any, loaded: None) -> None:
    found = near(client, q="legal aid", service="korean_class")
    assert (names(found), found["understood"]["service"]) == ("34", None)
    listed = client.get("/api/v1/places/", {"q": "legal aid", "service": "korean_class"}).json()["features"]
    assert {feature["properties"]["name_ko"] for feature in listed} == {"3", "4"}


def test_the_page_says_that_words_were_taken_for_a_service(client: Any, loaded: None) -> None:
    page = client.get("/en/near/?region=ansan-danwon&q=legal+aid+Ansan").content.decode()
    assert "<strong>Legal aid · Ansan-si</strong>" in page
    assert '<option value="legal_aid">Legal aid (2)</option>' in page  # not chosen: other words may follow
    literal = client.get("/en/near/?region=ansan-danwon&q=legal+aid&literal=1").content.decode()
    assert "Understood as:" not in literal


def test_the_listing_tells_languages_and_services(client: Any, loaded: None) -> None:
    features = client.get("/api/v1/places/", {"q": "2"}).json()["features"]
    (shown,) = [feature["properties"] for feature in features if feature["properties"]["name_ko"] == "2"]
    assert shown["languages"] == [{"language": "vi", "how": "in_person"}]
    assert shown["services"] == ["legal_aid"]


def test_the_page_offers_what_some_place_has_with_counts_and_a_way_to_the_unknown(client: Any, loaded: None) -> None:
    page = client.get("/en/near/?region=ansan-danwon&languages=vi").content.decode()
    assert '<option value="vi" selected>Vietnamese (2)</option>' in page
    assert '<option value="legal_aid">Legal aid (1)</option>' in page
    assert 'value="ne"' not in page
    assert "Free of charge (1)" in page
    assert "Of 2 places within the distance it is unknown whether they offer this." in page
    assert "Vietnamese by telephone" in page
    nothing = client.get("/en/near/?region=suwon&category=pharmacy&service=legal_aid").content.decode()
    assert 'value="vi"' not in nothing
    assert '<option value="legal_aid" selected>Legal aid (0)</option>' in nothing


@pytest.mark.parametrize(
    "asked",
    [
        {}, {"languages": ["vi"]}, {"languages": ["vi"], "how": "phone"}, {"service": "legal_aid"}, {"cost": "free"},
        {"service": "korean_class", "wheelchair": "yes"}, {"languages": ["ru"], "service": "korean_class"}, {"q": "3"},
        {"category": "pharmacy"}, {"status": "D-2"}, {"q": "legal aid"}, {"open_at": "2026-12-02T11:00"},
    ],
)  # fmt: skip
def test_the_count_beside_a_choice_is_what_a_search_with_it_finds(
    client: Any, loaded: None, asked: dict[str, Any]
) -> None:
    page = client.post("/en/near/", HERE | asked)
    shown = page.context["choices"]
    exactly = {"unknown": ""}

    def found(**more: Any) -> int:
        """Those that are known to offer it, and to be open where that is asked."""
        features = near(client, **(asked | exactly | more), limit=100)["features"]
        return sum(not asked.get("open_at") or one["properties"]["open"] == "yes" for one in features)

    for one in shown.languages:
        assert one.places == found(languages=[one.value]), one
    for one in shown.services:
        assert one.places == found(service=one.value), one
    assert (shown.free, shown.wheelchair) == (found(cost="free"), found(wheelchair="yes"))
    for group in shown.categories:
        for one in group.choices:
            assert one.places == found(category=one.value), one
    if "open_at" in asked:
        assert shown.open_now is None
    else:
        open_now = near(client, **asked, open_now=True)["features"]
        assert shown.open_now == sum(one["properties"]["open"] == "yes" for one in open_now)


def test_among_very_many_places_the_counts_are_those_of_the_last_load(
    client: Any, loaded: None, monkeypatch: Any
) -> None:
    monkeypatch.setattr(queries, "MOST_COUNTED", 4)
    page = client.get("/en/near/?region=ansan-danwon&languages=vi&service=tax_help").content.decode()
    assert '<option value="legal_aid">Legal aid (2)</option>' in page
    assert '<option value="tax_help" selected>' in page
    assert '<option value="vi" selected>Vietnamese (2)</option>' in page
