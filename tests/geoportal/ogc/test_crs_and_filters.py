"""Parts 2 and 3 of OGC API Features and CQL2, by the ids of their abstract test suites."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from geoportal.ogc.collections import COLLECTIONS
from geoportal.ogc.cql2 import MOST_CHAINED, MOST_CHARACTERS, MOST_DEEP
from geoportal.ogc.crs import SYSTEMS

Ask = Callable[..., Any]
Names = Callable[..., set[str]]
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
CLINIC, PHARMACY, SCHOOL, ROUGH, OFFICE = "한빛 의원", "100%_약국", "O'Neil 학교", "어딘가 센터", "지은출입국"
EVERY = {CLINIC, PHARMACY, SCHOOL, ROUGH, OFFICE}


def in_system(uri: str, lon: float, lat: float) -> tuple[float, float]:
    """A point by PROJ's own reading of the system, in the order of its axes."""
    system = CRS.from_user_input(uri)
    return Transformer.from_crs("OGC:CRS84", system, always_xy=False).transform(lon, lat)


@pytest.mark.parametrize("uri", [one.uri for one in SYSTEMS])
def test_crs_crs_parameter_and_content_crs(gis: Any, client: Any, uri: str) -> None:
    """/conf/crs/geometry-coordinates, /conf/crs/crs-parameter-response, /conf/crs/content-crs"""
    response = client.get("/ogc/collections/places/items", {"crs": uri})
    assert response["Content-Crs"] == f"<{uri}>"
    (clinic, *_) = response.json()["features"]
    expected = in_system(uri, 126.81, 37.21)
    assert clinic["geometry"]["coordinates"] == pytest.approx(expected, abs=0.006 if abs(expected[0]) > 1000 else 1e-7)
    assert "crs" not in clinic["geometry"]
    one = client.get(f"/ogc/collections/regions/items/41110?crs={uri}").json()
    corner = in_system(uri, 126.9, 37.2)
    assert min(abs(x - corner[0]) + abs(y - corner[1]) for x, y in one["geometry"]["coordinates"][0][0]) < 0.02


@pytest.mark.parametrize("uri", [one.uri for one in SYSTEMS])
def test_crs_bbox_crs(gis: Any, names: Names, uri: str) -> None:
    """/conf/crs/bbox-crs-parameter-response: what lies 20 m within a corner is found, what lies beyond is not."""
    (x, y), (far_x, far_y) = in_system(uri, 126.8098, 37.2098), in_system(uri, 126.8202, 37.2202)
    assert names("places", bbox=f"{x},{y},{far_x},{far_y}", bbox_crs=uri) == {CLINIC, PHARMACY}
    (far_x, far_y) = in_system(uri, 126.8198, 37.2202)
    assert names("places", bbox=f"{x},{y},{far_x},{far_y}", bbox_crs=uri) == {CLINIC}
    assert names("places", bbox="-1e300,-1e300,1e300,1e300", bbox_crs=f"{EPSG}5186") == EVERY - {ROUGH}


def test_crs_lists_and_unknown(gis: Any, ask: Ask) -> None:
    """/conf/crs/fc-md-crs-list, /conf/crs/fc-md-storageCrs, /conf/crs/crs-parameter-invalid"""
    for name in COLLECTIONS:
        one = ask(f"collections/{name}")
        assert one["crs"] == [system.uri for system in SYSTEMS]
        assert one["storageCrs"] == one["crs"][0]
        for parameter in ("crs", "bbox-crs", "filter-crs"):
            for wrong in ("EPSG:5186", f"{EPSG}5174", ""):
                problem = ask(f"collections/{name}/items", status=400, **{parameter: wrong})
                assert parameter in problem["errors"]


def test_queryables(gis: Any, ask: Ask, client: Any) -> None:
    """/conf/queryables/get-success, /conf/queryables/get-conformance"""
    for name, one in COLLECTIONS.items():
        response = client.get(f"/ogc/collections/{name}/queryables")
        assert response["Content-Type"] == "application/schema+json"
        document = response.json()
        assert set(document["properties"]) == {*one.queryables, "geometry"}
        assert document["$id"] == f"http://testserver/ogc/collections/{name}/queryables"
        (link,) = (link for link in ask(f"collections/{name}")["links"] if link["rel"].endswith("/queryables"))
        assert link["href"] == document["$id"]


FILTERS = [
    ("category = 'clinic'", {CLINIC}),
    ("category <> 'clinic'", EVERY - {CLINIC}),
    ("'clinic' = category", {CLINIC}),
    ("branch IN ('health', 'education')", {CLINIC, PHARMACY, SCHOOL}),
    ("branch NOT IN ('health', 'education')", {ROUGH, OFFICE}),
    ("name_ko = 'O''Neil 학교'", {SCHOOL}),
    ("name_ko LIKE '%의원' OR name_ko LIKE 'O_Neil%'", {CLINIC, SCHOOL}),
    (r"name_ko LIKE '100\%\_%'", {PHARMACY}),
    ("name_ko NOT LIKE '%의원'", EVERY - {CLINIC}),
    ("CASEI(name_ko) = CASEI('o''NEIL 학교')", {SCHOOL}),
    ("CASEI(name_ko) LIKE CASEI('O''NEIL%')", {SCHOOL}),
    ("is_sample", {SCHOOL}),
    ("NOT is_sample = true AND free = 'unknown'", {PHARMACY, ROUGH, OFFICE}),
    ("checked_on >= DATE('2026-03-01')", {CLINIC}),
    ("checked_on < DATE('2026-03-01')", set()),
    ("checked_on BETWEEN DATE('2026-02-28') AND DATE('2026-03-01')", {CLINIC}),
    ("checked_on IS NULL", EVERY - {CLINIC}),
    ("checked_on IS NOT NULL", {CLINIC}),
    ("region_code = '41110' AND (category = 'immigration_office' OR is_sample = false)", {OFFICE}),
    ("A_CONTAINS(languages, ('vi','zh'))", {CLINIC}),
    ("A_CONTAINS(languages, ('vi','ru'))", set()),
    ("A_OVERLAPS(languages, ('vi','ru'))", {CLINIC}),
    ("languages IS NULL", EVERY - {CLINIC, OFFICE}),
    ("S_INTERSECTS(geometry, BBOX(126.8,37.2,126.9,37.3))", {CLINIC, PHARMACY}),
    ("S_INTERSECTS(geometry, POINT(126.81 37.21))", {CLINIC}),
    ("S_INTERSECTS(geometry, POLYGON((126 37,128 37,128 37.215,126 37.215,126 37)))", {CLINIC}),
    ("NOT S_INTERSECTS(geometry, BBOX(126.8,37.2,126.9,37.3)) AND position = 'source'", {SCHOOL, OFFICE}),
    ("S_INTERSECTS(geometry, BBOX(-180,-90,180,90))", EVERY - {ROUGH}),
    ("TRUE", EVERY),
    ("name_ko = '''; DROP TABLE places_place; --'", set()),
    ("name_ko = '%(after)s'", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FILTERS, ids=[text for text, _ in FILTERS])
def test_filter_cql2_text_and_json(gis: Any, names: Names, text: str, expected: set[str]) -> None:
    """/conf/filter/filter-param, /conf/features-filter/*, /conf/basic-cql2, /conf/advanced-comparison-operators,
    /conf/case-insensitive-comparison, /conf/basic-spatial-functions; CQL2 text and its JSON say the same."""
    import cql2

    assert names("places", filter=text) == names("places", filter=text, filter_lang="cql2-text") == expected
    as_json = json.dumps(cql2.parse_text(text).to_json())
    assert names("places", filter=as_json, filter_lang="cql2-json") == expected


def test_filter_crs(gis: Any, names: Names) -> None:
    """/conf/features-filter/filter-crs"""
    for system in SYSTEMS:
        (x, y), (far_x, far_y) = in_system(system.uri, 126.8098, 37.2098), in_system(system.uri, 126.8198, 37.2202)
        asked = {"filter_crs": system.uri}
        assert names("places", filter=f"S_INTERSECTS(geometry, BBOX({x},{y},{far_x},{far_y}))", **asked) == {CLINIC}
        ring = f"{x} {y},{far_x} {y},{far_x} {far_y},{x} {far_y},{x} {y}"
        assert names("places", filter=f"S_INTERSECTS(geometry, POLYGON(({ring})))", **asked) == {CLINIC}


def test_filters_join_the_other_parameters(gis: Any, names: Names) -> None:
    assert names("places", filter="free = 'unknown' OR free = 'yes'", bbox="126.8,37.2,126.9,37.3") == {
        CLINIC,
        PHARMACY,
    }
    assert names("regions", filter="level = 'gu' AND valid_from IS NULL") == {"상록구"}
    assert names("regions", filter="valid_from > DATE('2026-01-01')", level="gu") == {"단원구"}
    assert names("events", filter="starts_on > DATE('2026-05-01')", datetime="2026-01-01/..") == {"축제 e2"}


WRONG = [
    "", " ", "category", "category =", "category = 'palace'", "category > 'clinic'", "category LIKE 'c%'",
    "nowhere = 1",
    "name_ko = 1", "name_ko = TRUE", "is_sample = 'true'", "checked_on = 'soon'", "checked_on = DATE('2026-02-30')",
    "languages = 'vi'", "A_CONTAINS(name_ko, ('x'))", "A_CONTAINS(languages, ('tlh'))", "S_INTERSECTS(geometry, 1)",
    "S_INTERSECTS(name_ko, POINT(1 2))", "S_INTERSECTS(geometry, BBOX(1,2))", "S_INTERSECTS(geometry, POINT(1e999 2))",
    "S_INTERSECTS(geometry, POLYGON((0 0,1 1,0 1,1 0,0 0)))", "S_WITHIN(geometry, POINT(1 2))", "pg_sleep(10) = 1",
    "name_ko = name_ko", "'a' = 'a'", "1", "point = 1", "password = 'x'", "name_ko LIKE 'x\\'", "f(1)", "a" * 5000,
    "name_ko = 'a'; SELECT 1", "(" * 3000, "(" * 1900 + "is_sample" + ")" * 1900, "NOT " * 900 + "is_sample",
    "name_ko = 'x'" + " AND name_ko = 'x'" * 220, "name_ko = CASEI('x') + 1", "CASEI(is_sample) = CASEI('x')",
    '{"op":"=","args":[{"property":"name_ko"}]}', '{"op":"and","args":[]}', "{}", "[]", '{"op":1}', "{", "[[[[",
    '{"op":"=","args":[{"property":["name_ko"]},"x"]}', '{"op":"in","args":[{"property":"name_ko"},[]]}',
    '{"op":"=","args":[{"property":"name_ko"},null]}', '{"op":"=","args":[{"property":"name_ko"},{"x":1}]}',
    '{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":["a","b"]}]}',
    '{"op":"s_intersects","args":[{"property":"geometry"},{"type":"GeometryCollection","geometries":[]}]}',
    '{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[0,0]]]}]}',
    '{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[1,2,3,"x"]}]}',
    '{"op":"not","args":' * 300, '{"op":"=","args":[{"property":"name_ko"},"a\\u0000b"]}',
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG, ids=[text[:60] for text in WRONG])
def test_a_wrong_filter_is_a_400_that_says_why(gis: Any, ask: Ask, text: str) -> None:
    """/conf/filter/filter-param-invalid"""
    problem = ask("collections/places/items", status=400, filter=text)
    assert problem["errors"]["filter"][0]


def test_a_filter_language_that_is_not_known(gis: Any, ask: Ask) -> None:
    """/conf/filter/filter-lang-param"""
    assert (
        "filter-lang" in ask("collections/places/items", status=400, filter="TRUE", **{"filter-lang": "cql"})["errors"]
    )
    assert "filter" in ask("collections/places/items", status=400, filter="TRUE", filter_lang="cql2-json")["errors"]


def test_the_deepest_filter_does_not_end_the_process() -> None:
    """The parser is recursive; what is let through to it fits a thread's stack of half a megabyte."""
    text = "(NOT " * MOST_DEEP + "NOT " * (MOST_CHAINED - MOST_DEEP - 1) + "a=1" + ")" * MOST_DEEP
    assert len(text) < MOST_CHARACTERS
    program = (
        "import cql2, sys, threading\n"
        "threading.stack_size(512 << 10)\n"
        "one = threading.Thread(target=lambda: cql2.parse_text(sys.argv[1]).to_json())\n"
        "one.start(); one.join()\n"
    )
    subprocess.run([sys.executable, "-c", program, text], check=True, timeout=60)


WORDS = st.sampled_from(
    [
        "name_ko", "category", "is_sample", "checked_on", "geometry", "languages", "=", "<>", "<", "LIKE", "IN", "NOT",
        "AND", "OR", "BETWEEN", "IS", "NULL", "(", ")", ",", "'clinic'", "'%'", "''", "'", '"', "1", "-1e308", "TRUE",
        "DATE('2026-01-01')", "TIMESTAMP('2026-01-01T00:00:00Z')", "BBOX(1,2,3,4)", "POINT(127 37)", "S_INTERSECTS",
        "A_CONTAINS", "CASEI", "%s", "%(after)s", "\\", "\0", "한빛", "\U0001f600", ";", "--", "/*", "$1",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(words=st.lists(WORDS, max_size=12))
def test_whatever_is_written_is_answered(gis: Any, client: Any, words: list[str]) -> None:
    response = client.get("/ogc/collections/places/items", {"filter": " ".join(words)})
    assert response.status_code in (200, 400), (words, response.content)
