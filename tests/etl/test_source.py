"""source.yml becomes a frozen Source; what is not understood is an error."""

import pytest

from etl.errors import ParseFailed
from etl.source import Format, Kind, from_mapping, read_source, source_names

STATED = {
    "name": "x", "kind": "places", "title_ko": "가", "title_en": "A", "publisher": "나", "publisher_en": "B",
    "license": "KOGL-1", "license_url": "", "url": "", "attribution": "나", "format": "table", "is_sample": False,
}  # fmt: skip


def test_a_source_from_its_yaml() -> None:
    source = from_mapping(STATED | {"expectations": {"count": {"total": [1, 2]}}, "mappings": {"types": {1: "clinic"}}})
    assert (source.kind, source.format) == (Kind.PLACES, Format.TABLE)
    assert source.expectations.count == {"total": (1, 2)}
    assert source.mappings == {"types": {"1": "clinic"}}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"colums": []}, "unknown key: colums"),
        ({"expectations": {"counts": {}}}, "unknown key: counts"),
        ({"expectations": {"count": {"total": [2, 1]}}}, r"\[2, 1\] is not \[least, most\]"),
        ({"kind": "shops"}, "shops"),
        ({"format": "api"}, "api"),
    ],
)
def test_what_is_not_understood_is_an_error(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        from_mapping(STATED | wrong)


def test_a_source_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ParseFailed, match=r"no source 'nothing'. Known: boundaries, "):
        read_source("nothing")


def test_what_others_stand_on_runs_first_and_samples_last() -> None:
    assert source_names() == [
        "boundaries", "foreign_residents", "festivals_standard", "hira_hospitals", "hira_pharmacies",
        "osm_places", "performances_standard", "schools_standard", "sample_events", "sample_hospitals",
        "sample_pharmacies", "sample_schools", "sample_support",
    ]  # fmt: skip
