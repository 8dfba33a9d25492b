"""source.yml becomes a frozen Source; what is not understood is an error."""

import pytest

from etl.errors import ParseFailed
from etl.source import Format, Kind, Provider, from_mapping, placed_by, read_source, source_names

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
    names = source_names()
    rest = names[3:]
    assert names[:3] == ["boundaries", "foreign_residents", "registered_foreigners"]
    assert rest == sorted(rest, key=lambda name: (name.startswith("sample_"), read_source(name).geocode, name))
    assert {"hira_hospitals", "sample_hospitals"} <= set(rest)


def test_addresses_are_looked_up_in_what_loads_before() -> None:
    placed = [name for name in source_names() if read_source(name).geocode]
    for name in placed:
        by = placed_by(read_source(name))
        assert by == [one for one in source_names() if one in by]
        assert {"hira_hospitals", "schools_standard"} <= set(by)
        assert not {name, "sample_hospitals", "festivals_standard", "boundaries"} & set(by)
    assert set(placed_by(read_source("support_centers"))) >= {"permits_clinics", "permits_hospitals", "offices"}
    assert "support_centers" not in placed_by(read_source("permits_clinics"))


API = {"provider": "datago", "url": "https://apis.example.kr/x", "key": "DATAGO", "id": "ykiho"}


def test_the_api_of_a_source() -> None:
    stated = API | {"params": {"_type": "json"}, "each": {"sidoCd": [310000, 110000]}, "fields": {"주소": "addr"}}
    api = from_mapping(STATED | {"api": stated}).api
    assert api is not None
    assert (api.provider, api.each, api.page_size) == (Provider.DATAGO, {"sidoCd": ("310000", "110000")}, 100)
    assert (api.fields, api.params, api.paged) == ({"주소": "addr"}, {"_type": "json"}, True)


def test_plain_http_has_to_be_stated() -> None:
    with pytest.raises(ValueError, match="https, or http with plain_http"):
        from_mapping(STATED | {"api": API | {"url": "http://apis.example.kr/x"}})
    api = from_mapping(STATED | {"api": API | {"url": "http://apis.example.kr/x", "plain_http": True}}).api
    assert api is not None and api.plain_http
