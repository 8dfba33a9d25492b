"""What readers write, in their languages: how it is understood, and how often the right place comes first.

`queries.csv` is our own writing: phrases over made-up places and the real names of Gyeonggi's cities.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from geoportal.places.asked import understand
from geoportal.places.categories import Category
from geoportal.places.forms import PlaceSearch
from geoportal.places.models import Place

with Path(__file__).with_name("queries.csv").open(encoding="utf-8", newline="") as file:
    QUERIES = list(csv.DictReader(file))
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
        if (sorted(asked.kinds), asked.region, asked.rest) != (sorted(row["kinds"].split()), region, ""):
            wrong.append((row["query"], asked.kinds, str(asked.region), asked.rest))
    assert wrong == []


@pytest.fixture
def town(gyeonggi: dict[str, Any], put: Any, worded: Any) -> None:
    """A place of each category in the middle of each city, and the named ones near the middle of one."""
    for full in {row["region"] for row in QUERIES} - {""} | {HOME}:
        for at, category in enumerate(Category):
            put(full, f"견본 {at}", category=category.value, east=at / 1e6)
    for at, (name, (category, english, address)) in enumerate(PLACES.items()):
        put(HOME, name, category=category, name_en=english, address_ko=address, east=0.001 + at / 1e5)
    worded()


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
        else place.unit_code == unit.code and place.category in asked.categories and place.distance_m < 3000
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
