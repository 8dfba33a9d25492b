"""Sample sources: the same each time, inside their dongs, and saying that they are samples."""

from collections import Counter
from datetime import date, timedelta

import pytest
import shapely

from etl.generate import Dong, border, shares
from etl.record import EventRecord, PlaceRecord
from etl.source import read_source

MONDAY = date(2026, 11, 16)
PLACES = ["sample_hospitals", "sample_offices", "sample_pharmacies", "sample_schools", "sample_support"]


@pytest.mark.parametrize("name", PLACES)
def test_places_are_the_same_each_day_and_lie_in_their_dongs(name: str, dongs: list[Dong]) -> None:
    source = read_source(name)
    places: list[PlaceRecord] = source.parser.generate(dongs, MONDAY)
    assert places == source.parser.generate(dongs, MONDAY + timedelta(days=40))
    polygons = {dong.code: dong.polygon for dong in dongs}
    for place in places:
        code = place.source_key.split("-")[1]
        assert polygons[code].contains(shapely.Point(place.lon, place.lat))
    totals = Counter(place.category for place in places if "경기도" in place.address_ko)
    assert totals == source.parser.TOTALS


@pytest.mark.parametrize("name", PLACES)
def test_places_say_that_they_are_samples(name: str, dongs: list[Dong]) -> None:
    source = read_source(name)
    assert source.is_sample
    for place in source.parser.generate(dongs, MONDAY):
        assert place.name_ko.startswith("견본 ")
        assert place.name_en.startswith("Sample ")
        assert place.address_ko.endswith("(견본)")
        assert place.phone == ""


def test_one_place_in_full(dongs: list[Dong]) -> None:
    place = read_source("sample_hospitals").parser.generate(dongs, MONDAY)[0]
    assert (place.name_ko, place.name_en) == ("견본 병원 · 지은1동 1", "Sample hospital, Jieun 1-dong 1")
    assert place.address_ko == "경기도 안산시 단원구 지은1동 (견본)"
    assert place.source_key == "hospital-4127300001-1"


def test_events_are_new_each_week_and_lie_in_the_coming_two_months(dongs: list[Dong]) -> None:
    generate = read_source("sample_events").parser.generate
    events: list[EventRecord] = generate(dongs, MONDAY)
    assert len(events) == 120
    assert events == generate(dongs, MONDAY + timedelta(days=6))
    assert not {e.source_key for e in events} & {e.source_key for e in generate(dongs, MONDAY + timedelta(days=7))}
    assert all(MONDAY <= event.starts_on <= MONDAY + timedelta(days=66) for event in events)
    assert all(event.starts_on <= event.ends_on for event in events)
    assert all(event.name_ko.startswith("견본 ") and event.name_en.startswith("Sample ") for event in events)


def test_shares_are_in_proportion_and_add_up(dongs: list[Dong]) -> None:
    own = [one for one in dongs if one.in_gyeonggi]
    dealt = {one.code: count for one, count in shares(own, 212, seed="x")}
    assert sum(dealt.values()) == 212
    # 1 in 100 of the weights: persons + 400.
    assert all(abs(dealt[one.code] - one.weight / 100) <= 1 for one in own)


def test_neighbours_are_those_within_a_kilometre_of_the_border(dongs: list[Dong]) -> None:
    assert [one.code for one in border(dongs)] == ["1174000050"]


def test_samples_have_languages_services_and_unknowns_to_search_by(dongs: list[Dong]) -> None:
    places: list[PlaceRecord] = read_source("sample_support").parser.generate(dongs, MONDAY)
    known = [place for place in places if place.languages is not None]
    assert 0.3 < len(known) / len(places) < 0.5
    ways = {one.how for place in known for one in place.languages or ()}
    assert ways == {"in_person", "interpreter", "phone"}
    kinds = Counter(service.kind for place in places for service in place.services)
    assert {"legal_aid", "interpreting", "counselling_labour", "korean_class", "kiip"} <= set(kinds)
    assert {service.cost for place in places for service in place.services} == {"free", "unknown"}
