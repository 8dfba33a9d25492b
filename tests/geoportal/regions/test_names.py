"""What a region is called in the reader's language."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from geoportal.regions.names import fixed_names, name_in
from geoportal.tiles.style import name_of


@pytest.mark.parametrize(
    ("language", "name"),
    [("ko", "안산시"), ("en", "Ansan-si"), ("vi", "Ansan-si"), ("zh-hans", "安山市"), ("ne", "Ansan-si")],
)
def test_a_city_has_the_name_that_is_fixed_in_the_language(province: Any, language: str, name: str) -> None:
    assert name_in(language, "안산시", "Ansan-si") == name
    with translation.override(language):
        assert province.regions["ansan"].name == name


def test_all_cities_and_counties_have_a_name_in_chinese() -> None:
    assert len(fixed_names("zh-hans")) >= 32
    assert name_in("zh-hans", "의왕시", "Uiwang-si") == "义王市"
    assert name_in("zh-hans", "원곡동", "Wongok-dong") == "Wongok-dong"


def test_the_page_the_search_and_the_map_say_it(client: Any, province: Any, add_place: Any) -> None:
    add_place(37.22, 126.95, name_ko="가의원", category="clinic")
    page = client.get("/zh-hans/regions/suwon/").content.decode()
    assert "<h1>水原市" in page and ">수원시<" in page
    body = {"lat": 37.22, "lon": 126.95}
    asked = {"content_type": "application/json", "headers": {"accept-language": "zh-hans"}}
    (found,) = client.post("/api/v1/places/near/", body, **asked).json()["features"]
    assert found["properties"]["region"]["name"] == "水原市"
    assert name_of("ko") == ["get", "name_ko"]
    assert name_of("zh-hans")[:2] == ["match", ["coalesce", ["get", "name_ko"], ""]] and "水原市" in name_of("zh-hans")
    assert name_of("vi")[0] == "case"
