"""What readers write, in their languages: how it is understood, and how often the right place comes first.

`queries.csv` is our own writing: phrases over made-up places and the real names of Gyeonggi's cities. Rows that name
no service end before that column.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from geoportal.places import vocabulary
from geoportal.places.asked import Asked, understand
from geoportal.places.categories import Category
from geoportal.places.forms import PlaceSearch
from geoportal.places.kinds import SERVICE_IDS, ServiceKind
from geoportal.places.models import Place
from geoportal.places.near import NearPlace

with Path(__file__).with_name("queries.csv").open(encoding="utf-8", newline="") as file:
    QUERIES = list(csv.DictReader(file, restval=""))
SPOKEN = ("ko", "en", "zh-Hans", "vi", "ru", "th", "km")
HOME = "경기도 수원시"
PLACES = {
    "한빛내과의원": ("clinic", "Hanbit Internal Medicine Clinic", "경기도 수원시 원곡로 12"),
    "온누리약국": ("pharmacy", "Onnuri Pharmacy", "경기도 수원시 다문화1길 22"),
    "제일치과의원": ("dental_clinic", "Cheil Dental Clinic", ""),
    "솔향기한의원": ("oriental_clinic", "", ""),
    "미소지음약국": ("pharmacy", "", ""),
    "푸른나무병원": ("hospital", "", ""),
    "해오름유치원": ("kindergarten", "", ""),
}


def test_the_set_is_large_and_in_many_languages() -> None:
    assert len(QUERIES) >= 200
    assert len({row["language"] for row in QUERIES}) >= 8


def test_kinds_and_regions_are_understood(gyeonggi: dict[str, Any]) -> None:
    wrong = []
    for row in QUERIES:
        if row["place"]:
            continue
        asked = understand(row["query"], row["language"])
        region = gyeonggi[row["region"]] if row["region"] else None
        found = (sorted(asked.kinds), asked.service or "", asked.region, asked.rest)
        if found != (sorted(row["kinds"].split()), row["service"], region, ""):
            wrong.append((row["query"], asked.kinds, asked.service, str(asked.region), asked.rest))
    assert wrong == []


def test_services_are_asked_for_in_every_language() -> None:
    asked = {(row["service"], row["language"]) for row in QUERIES if row["service"]}
    whole = {service for service, _ in asked if all((service, language) in asked for language in SPOKEN)}
    assert len(whole) >= 4


def test_every_service_has_words_in_every_language_and_no_word_of_a_kind() -> None:
    rows = list(vocabulary.read("service_words.csv"))
    named = {(row["service"], row["language"]) for row in rows}
    assert named >= {(kind.value, language) for kind in ServiceKind for language in SPOKEN}
    keys = {tuple(vocabulary.words(row["word"])): row["service"] for row in rows}
    assert [key for key in keys if key in vocabulary.kinds_by_word()] == []
    assert [row["word"] for row in rows if keys[tuple(vocabulary.words(row["word"]))] != row["service"]] == []
    assert max(map(len, keys)) <= vocabulary.LONGEST_PHRASE


@pytest.mark.parametrize(
    ("text", "kinds", "service", "rest"),
    [
        ("상담", ("counselling",), None, ""),
        ("노동 상담", (), "counselling_labour", ""),
        ("shelter", ("shelter_helpline",), None, ""),
        ("health insurance", ("nhis_branch",), None, ""),
        ("join health insurance", (), "insurance_enrolment", ""),
        ("통역 한빛", (), "interpreting", "한빛"),
        ("통역 예방접종", (), "interpreting", "예방접종"),
        ("vaccine vaccination", (), "vaccination", ""),
        ("Hanbit Internal Medicine", (), None, "hanbit internal medicine"),
    ],
)
def test_a_kind_goes_before_a_service_and_the_longer_phrase_before_both(
    gyeonggi: dict[str, Any], text: str, kinds: tuple[str, ...], service: str | None, rest: str
) -> None:
    asked = understand(text)
    assert (asked.kinds, asked.service, asked.rest) == (kinds, service, rest)


@pytest.fixture
def town(gyeonggi: dict[str, Any], put: Any, worded: Any) -> None:
    """A place of each category in the middle of each city, and the named ones near the middle of one."""
    for full in {row["region"] for row in QUERIES} - {""} | {HOME}:
        for at, category in enumerate(Category):
            put(full, f"견본 {at}", category=category.value, east=at / 1e6)
    for row in QUERIES:
        if row["service"]:
            ids = [SERVICE_IDS[ServiceKind(row["service"])]]
            put(row["region"] or HOME, "견본", category=row["kinds"] or "support_center", east=0.0002, service_ids=ids)
    for at, (name, (category, english, address)) in enumerate(PLACES.items()):
        put(HOME, name, category=category, name_en=english, address_ko=address, east=0.001 + at / 1e5)
    worded()


def is_of(place: NearPlace, asked: Asked, service: str) -> bool:
    """Whether the place is of the kinds that are asked for and offers the service of the row."""
    offers = not service or SERVICE_IDS[ServiceKind(service)] in (place.service_ids or ())
    return offers and (not asked.kinds or place.category in asked.categories)


def rank(row: dict[str, str], gyeonggi: dict[str, Any]) -> int:
    """At which place of the list the first right one stands, from 1 on; 0 when it is not there."""
    form = PlaceSearch({"q": row["query"], "region": gyeonggi[HOME].code, "radius_m": 3000, "limit": 5})
    assert form.is_valid(), form.errors
    asked = understand(row["query"], row["language"])
    found = Place.objects.near(form.where().point, form.search()).places
    wanted = gyeonggi[row["region"] or HOME]
    unit = wanted.parent if wanted.level == 4 else wanted
    right = [
        place.name_ko == row["place"]
        if row["place"]
        else place.unit_code == unit.code and is_of(place, asked, row["service"]) and place.distance_m < 3000
        for place in found
    ]
    return right.index(True) + 1 if True in right else 0


def test_hit_rates_of_the_set(town: None, gyeonggi: dict[str, Any]) -> None:
    """The right place is first for at least 95 % of the queries, and among the first five for 98 %."""
    ranks = {row["query"]: rank(row, gyeonggi) for row in QUERIES}
    missed = [query for query, at in ranks.items() if not at]
    first = sum(at == 1 for at in ranks.values()) / len(ranks)
    five = sum(0 < at <= 5 for at in ranks.values()) / len(ranks)
    assert first >= 0.95, (first, missed)
    assert five >= 0.98, (five, missed)
