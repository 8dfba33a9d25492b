"""One suite over every source folder."""

from collections.abc import Callable
from datetime import date

import pytest
import yaml
from django.conf import settings

from etl.check import counts_of
from etl.fetch import find_input
from etl.generate import Dong
from etl.parsing import Known, Parsed, parse
from etl.record import EventRecord, PlaceRecord, PopulationRecord, RegionRecord, RegisteredRecord
from etl.source import FOLDER, Format, Kind, Source, read_source, source_names
from geoportal.events.categories import EventCategory
from geoportal.places.categories import Category, Position

FIXTURES = FOLDER.parents[1] / "fixtures" / "sources"
PAGES = FOLDER.parents[1] / "fixtures" / "api"
NOWHERE = FIXTURES / "none"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("_"))
RECORDS = {
    Kind.REGIONS: {RegionRecord},
    Kind.POPULATION: {PopulationRecord, RegisteredRecord},
    Kind.PLACES: {PlaceRecord},
    Kind.EVENTS: {EventRecord},
}
TODAY = date(2026, 11, 16)
_parsed: dict[str, Parsed] = {}
Parse = Callable[[Source], Parsed]


def somewhere(address_ko: str) -> tuple[float, float, Position]:
    """Every address is known, and in one dong."""
    return 37.31, 126.75, Position.DONG


def fresh(source: Source, dongs: list[Dong]) -> Parsed:
    """The source's fixture, package or generated records, parsed."""
    # A package is at hand whole; its sample is loaded in test_package_samples.py.
    found = find_input(source, raw_dir=NOWHERE if source.format is Format.PACKAGE else FIXTURES)
    assert found is not None, f"no fixture for {source.name}"
    return parse(source, found, today=TODAY, known=Known(dongs=dongs, place=somewhere))


@pytest.fixture
def parsed(dongs: list[Dong]) -> Parse:
    """A function that gives each source parsed once."""

    def once(source: Source) -> Parsed:
        if source.name not in _parsed:
            _parsed[source.name] = fresh(source, dongs)
        return _parsed[source.name]

    return once


@pytest.fixture(params=NAMES)
def source(request: pytest.FixtureRequest) -> Source:
    return read_source(str(request.param))


def test_every_folder_is_a_source() -> None:
    assert sorted(source_names()) == NAMES


def test_trap_62_the_yaml_says_where_facts_come_from_and_on_what_terms(source: Source) -> None:
    for stated in (source.title_ko, source.title_en, source.publisher, source.publisher_en):
        assert stated
    assert source.license and source.attribution
    assert source.url.startswith("https://") or source.is_sample
    assert source.license_url.startswith("https://")


def test_expectations_are_stated(source: Source) -> None:
    assert source.expectations.count["total"][0] > 0
    assert all(most > 0 for _, most in source.expectations.count.values())


def test_its_trust_is_stated_and_its_round_can_be_kept(source: Source) -> None:
    stated = yaml.safe_load((source.folder / "source.yml").read_text(encoding="utf-8"))
    if not source.is_sample and source.kind in (Kind.PLACES, Kind.EVENTS):
        assert 1 <= stated["rank"] <= 50
    assert 1 <= source.every_days <= 31


def test_the_map_is_asked_once_a_week_at_most() -> None:
    assert all(source.every_days >= 7 for source in map(read_source, NAMES) if source.format is Format.OSM)


def test_a_real_source_has_made_up_rows_of_its_shape(source: Source) -> None:
    has_files = (FIXTURES / source.name).is_dir()
    assert has_files == (source.format is not Format.GENERATED)
    if source.api and source.kind is not Kind.REGIONS:  # SGIS answers with shapes, no pages of rows
        pages = [*FIXTURES.glob(f"{source.name}/*/0001.*"), *PAGES.glob(f"{source.name}/0001.*")]
        assert len(pages) == 1


def test_the_api_is_stated_whole(source: Source) -> None:
    if source.api is None:
        pytest.skip("it has no API that we know")
    assert source.api.page.startswith("https://")
    assert 1 <= source.api.page_size <= 1000
    assert source.api.daily_quota >= 1000
    assert source.api.key in settings.SOURCE_KEYS


def test_only_sample_sources_are_replaced(source: Source) -> None:
    assert all(read_source(name).is_sample for name in source.replaces)
    assert not (source.is_sample and source.replaces)


def test_each_category_is_made_up_by_one_sample_only() -> None:
    samples = [read_source(name) for name in NAMES if name.startswith("sample_")]
    categories = [category for one in samples for category in getattr(one.parser, "TOTALS", ())]
    assert len(categories) == len(set(categories))


def test_the_columns_that_are_ignored_are_not_needed(source: Source) -> None:
    assert not set(source.columns) & set(source.ignore)


def test_the_sample_parses_to_the_right_kind_without_leftovers(source: Source, parsed: Parse) -> None:
    result = parsed(source)
    # Rows without a position wait for a run, which places them by their address.
    waiting = source.geocode and {one.rule for one in result.refused} == {"no_position"}
    assert result.records or waiting
    assert {type(record) for record in result.records} <= RECORDS[source.kind]
    assert dict(result.leftovers) == {}


def test_keys_are_unique_and_stable(source: Source, parsed: Parse, dongs: list[Dong]) -> None:
    if source.kind not in (Kind.PLACES, Kind.EVENTS):
        pytest.skip("regions and counts are keyed by code and day or year")
    keys = [record.source_key for record in parsed(source).records]
    again = [record.source_key for record in fresh(source, dongs).records]
    assert keys == again
    assert len(keys) == len(set(keys))
    assert all(0 < len(key) <= 200 for key in keys)


def test_categories_are_the_portals(source: Source, parsed: Parse) -> None:
    known = {*Category, *EventCategory}
    stated = {word for codes in ("types", "levels", "type_names") for word in source.mappings.get(codes, {}).values()}
    assert stated - {"-"} <= known
    assert {record.category for record in parsed(source).records if hasattr(record, "category")} <= known


def test_whole_sources_meet_their_own_expectations(source: Source, parsed: Parse) -> None:
    if source.format is not Format.PACKAGE:
        pytest.skip("a fixture is no whole source")
    counts = counts_of(parsed(source).records)
    for name, (least, most) in source.expectations.count.items():
        assert least <= counts[name] <= most, name


def test_fixtures_belong_to_sources() -> None:
    assert {path.name for folder in (FIXTURES, PAGES) for path in folder.iterdir() if path.is_dir()} <= set(NAMES)
