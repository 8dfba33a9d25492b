"""Part 1 of OGC API Features; each test is called by its id in the abstract test suite (OGC 17-069r4, annex A)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from drf_spectacular.validation import validate_schema

from geoportal.core.throttle import Limit
from geoportal.ogc.collections import COLLECTIONS
from geoportal.ogc.fields import Kind

Ask = Callable[..., Any]
CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"
PAGES = ["", "api", "conformance", "collections"] + [
    f"collections/{name}{rest}"
    for name in COLLECTIONS
    for rest in ("", "/queryables", "/items", "/tiles", "/tiles/WebMercatorQuad")
]


def by_rel(document: dict[str, Any], rel: str) -> list[dict[str, Any]]:
    return [one for one in document["links"] if one["rel"] == rel]


def test_core_root_op_and_success(gis: Any, ask: Ask) -> None:
    """/conf/core/root-op, /conf/core/root-success"""
    landing = ask("")
    for rel in ("self", "service-desc", "service-doc", "conformance", "data"):
        assert len(by_rel(landing, rel)) == 1, rel


def test_core_api_definition_op_and_success(gis: Any, ask: Ask, client: Any) -> None:
    """/conf/core/api-definition-op, /conf/core/api-definition-success, /conf/oas30/completeness"""
    (link,) = by_rel(ask(""), "service-desc")
    response = client.get(link["href"])
    assert response["Content-Type"] == link["type"] == "application/vnd.oai.openapi+json;version=3.0"
    schema = response.json()
    validate_schema(schema)
    assert not [ref for ref in refs(schema) if not ref.startswith("#/components/")]
    for ref in refs(schema):
        _, _, group, name = ref.split("/")
        assert name in schema["components"][group], ref
    assert "/collections/places/items/{featureId}" in schema["paths"]


def refs(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [ref for value in node.values() for ref in refs(value)]
    return [ref for value in node for ref in refs(value)] if isinstance(node, list) else []


def test_core_conformance_op_and_success(gis: Any, ask: Ask) -> None:
    """/conf/core/conformance-op, /conf/core/conformance-success"""
    assert CORE in ask("conformance")["conformsTo"]


@pytest.mark.parametrize("path", PAGES)
def test_core_http_and_query_param_unknown(gis: Any, ask: Ask, client: Any, path: str) -> None:
    """/conf/core/http, /conf/core/query-param-unknown, /conf/core/query-param-invalid"""
    for query in ({"nonsense": "1"}, {"f": "xml"}, {"lang": "tlh"}):
        problem = ask(path, status=400, **query)
        assert (problem["status"], list(problem["errors"])) == (400, list(query))
    assert client.get(f"/ogc/{path}", {"f": "json"}, headers={"accept": "image/png"}).status_code == 200
    refused = client.post(f"/ogc/{path}")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")
    assert client.get("/ogc/collections/nowhere").status_code == client.get("/ogc/nowhere").status_code == 404


def test_core_fc_md_op_and_success(gis: Any, ask: Ask, client: Any) -> None:
    """/conf/core/fc-md-op, /conf/core/fc-md-success, /conf/core/fc-md-links, /conf/core/fc-md-items-links,
    /conf/core/fc-md-extent"""
    document = ask("collections")
    assert [one["id"] for one in document["collections"]] == list(COLLECTIONS)
    for one in document["collections"]:
        assert {link["type"] for link in by_rel(one, "items")} == {"application/geo+json", "text/html"}
        (west, south, east, north) = one["extent"]["spatial"]["bbox"][0]
        assert (126.8 <= west <= east <= 127) and (37.2 <= south <= north <= 37.3)
        assert one["crs"] == ["#/crs"]
        for link in one["links"]:
            if link["href"].startswith("http://testserver"):
                assert client.get(link["href"]).status_code == 200, link
    assert document["crs"][0] == "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def test_core_sfc_md_op_and_success(gis: Any, ask: Ask) -> None:
    """/conf/core/sfc-md-op, /conf/core/sfc-md-success"""
    listed = {one["id"]: one for one in ask("collections")["collections"]}
    for name in COLLECTIONS:
        one = ask(f"collections/{name}")
        assert {one[key] == listed[name][key] for key in ("id", "title", "description", "extent")} == {True}
    places, events = ask("collections/places"), ask("collections/events")
    assert (places["is_sample"], events["is_sample"], places["attribution"]) == (True, False, "made up")
    assert "sample data" in ask("collections/places", lang="en")["description"]
    assert events["extent"]["temporal"]["interval"] == [["2026-05-01T00:00:00+09:00", "2026-06-01T23:59:59+09:00"]]


def test_core_fc_op_and_response(gis: Any, ask: Ask, client: Any) -> None:
    """/conf/core/fc-op, /conf/core/fc-response, /conf/core/fc-links, /conf/core/fc-numberReturned"""
    page = ask("collections/places/items")
    assert (page["type"], page["numberReturned"], page["numberMatched"]) == ("FeatureCollection", 5, 5)
    assert [by_rel(page, rel)[0]["type"] for rel in ("self", "alternate")] == ["application/geo+json", "text/html"]
    clinic = page["features"][0]
    assert clinic["id"] == gis.clinic.pk
    assert clinic["geometry"] == {"type": "Point", "coordinates": [126.81, 37.21]}
    assert clinic["properties"] == {
        "name": "한빛 의원", "name_ko": "한빛 의원", "category": "clinic", "branch": "health", "region_code": "41273",
        "region": "단원구", "dong_code": "4127300001", "address_ko": "경기도 안산시 원곡동 1", "phone": None,
        "homepage": None, "languages": ["vi", "zh"], "services": ["general_care"], "free": "yes",
        "wheelchair": "unknown", "position": "source", "source": "made_up", "license": "KOGL-1",
        "attribution": "made up", "checked_on": "2026-03-01", "is_sample": False,
        "page": f"http://testserver/places/{gis.clinic.pk}/",
    }  # fmt: skip
    rough = page["features"][3]
    assert (rough["geometry"], rough["properties"]["languages"]) == (None, None)
    english = ask("collections/places/items", lang="en")["features"][0]["properties"]
    assert (english["name"], english["region"]) == ("Hanbit Clinic", "Danwon-gu")
    assert client.get(english["page"]).status_code == 200


def test_every_feature_has_the_properties_of_its_collection(gis: Any, ask: Ask) -> None:
    """The statements and the list of fields say the same, in the same order."""
    for name, one in COLLECTIONS.items():
        for feature in ask(f"collections/{name}/items")["features"]:
            assert list(feature["properties"]) == [field.name for field in one.fields], name
            assert isinstance(feature["id"], int if one.id_is_key else str)
            for field in one.fields:
                value = feature["properties"][field.name]
                if field.words and field.kind is not Kind.LIST:
                    assert value in field.words


def test_core_fc_limit_definition_and_response(gis: Any, ask: Ask) -> None:
    """/conf/core/fc-limit-definition, /conf/core/fc-limit-response-1, /conf/core/fc-numberMatched"""
    first = ask("collections/places/items", limit=2)
    assert (len(first["features"]), "numberMatched" in first) == (2, False)
    assert ask("collections/places/items", limit=2, count="true")["numberMatched"] == 5
    assert ask("collections/places/items", limit=10**9)["numberReturned"] == 5
    for wrong in ("0", "-1", "1.5", "x", "", "٣"):
        assert "limit" in ask("collections/places/items", status=400, limit=wrong)["errors"]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_next_links_reach_every_feature_once(gis: Any, ask: Ask, client: Any, name: str) -> None:
    """/conf/core/fc-next-*; the cursor is the portal's own."""
    every = [one["id"] for one in ask(f"collections/{name}/items")["features"]]
    page, found = ask(f"collections/{name}/items", limit=1), []
    while True:
        found += [one["id"] for one in page["features"]]
        following = by_rel(page, "next")
        if not following:
            break
        page = client.get(following[0]["href"]).json()
    assert found == every and len(set(found)) == len(found)
    for forged in ("1", "WzFd:abc", "", "x" * 500):
        assert "cursor" in ask(f"collections/{name}/items", status=400, cursor=forged)["errors"]


def test_a_cursor_is_of_its_collection(gis: Any, ask: Ask) -> None:
    href = by_rel(ask("collections/places/items", limit=1), "next")[0]["href"]
    cursor = href.split("cursor=")[1].split("&")[0]
    assert "cursor" in ask("collections/events/items", status=400, cursor=cursor)["errors"]


def test_core_fc_bbox_definition_and_response(gis: Any, names: Callable[..., set[str]], ask: Ask) -> None:
    """/conf/core/fc-bbox-definition, /conf/core/fc-bbox-response"""
    ansan = {"한빛 의원", "100%_약국"}
    assert names("places", bbox="126.8,37.2,126.9,37.3") == ansan
    assert names("places", bbox="126.8,37.2,-10,126.9,37.3,500") == ansan
    assert names("places", bbox="126.81,37.21,126.81,37.21") == {"한빛 의원"}
    everywhere = ansan | {"O'Neil 학교", "지은출입국"}
    assert names("places", bbox="-180,-90,180,90") == everywhere
    assert names("places", bbox="170,37,-170,38") == names("places", bbox="-180,-90,-170,90") == set()
    assert names("places", bbox="126.9,37,-170,38") == everywhere - ansan
    assert names("regions", bbox="126.95,37.25,126.96,37.26", level="sigun") == {"수원시"}
    for wrong in (
        "1,2,3",
        "a,b,c,d",
        "1,2,3,nan",
        "127,38,126,37",
        "37.2,126.8,37.3,126.9",
        "1,2,9,3,4,5",
        "1,2,3,inf",
    ):
        assert "bbox" in ask("collections/places/items", status=400, bbox=wrong)["errors"], wrong


def test_core_fc_time_definition_and_response(gis: Any, names: Callable[..., set[str]], ask: Ask) -> None:
    """/conf/core/fc-time-definition, /conf/core/fc-time-response"""
    one, two = {"축제 e1"}, {"축제 e2"}
    assert names("events", datetime="2026-05-03") == names("events", datetime="2026-05-03T14:59:59Z") == one
    assert names("events", datetime="2026-05-03T15:00:00Z") == set()
    assert names("events", datetime="2026-04-30T15:00:00.5z/2026-05-01T00:00:00+09:00") == one
    assert names("events", datetime="2026-05-04/..") == names("events", datetime="2026-05-04/") == two
    assert names("events", datetime="../2026-05-31") == names("events", datetime="/2026-05-31") == one
    assert names("regions", datetime="2026-01-31", level="gu") == {"상록구"}
    assert names("regions", datetime="2026-02-01", level="gu") == {"상록구", "단원구"}
    assert len(names("places", datetime="1900-01-01")) == 5
    for wrong in ("null", "", "..", "../..", "/", "2026", "2026-13-01", "2026-05-03T25:00:00Z", "2026-06-01/2026-05-01",
                  "2026-05-03T10:00:00", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"):  # fmt: skip
        assert "datetime" in ask("collections/events/items", status=400, datetime=wrong)["errors"], wrong


def test_core_filters_on_feature_properties(gis: Any, names: Callable[..., set[str]], ask: Ask) -> None:
    """/rec/core/fc-filters and, of part 3, /conf/queryables-query-parameters/parameters"""
    assert names("places", category="clinic") == {"한빛 의원"}
    assert names("places", branch="health") == {"한빛 의원", "100%_약국"}
    assert names("places", languages="vi", free="yes") == {"한빛 의원"}
    assert names("places", is_sample="true") == {"O'Neil 학교"}
    assert names("places", region_code="41110", checked_on="2026-03-01") == set()
    assert names("places", name_ko="O'Neil 학교") == {"O'Neil 학교"}
    (residents,) = ask("collections/foreign_residents/items", year="2025", level="sigun")["features"]
    assert (residents["properties"]["region"], residents["properties"]["persons"]) == ("안산시", 1000)
    for name, wrong in (("category", "palace"), ("is_sample", "maybe"), ("checked_on", "soon"), ("free", "1"),
                        ("languages", "tlh"), ("address_ko", "x"), ("name_ko", "a\0b")):  # fmt: skip
        assert name in ask("collections/places/items", status=400, **{name: wrong})["errors"]
    for wrong in ("x", "1e400", "99999999999999999999", "1.5"):
        assert "year" in ask("collections/foreign_residents/items", status=400, year=wrong)["errors"]
    assert "limit" in ask("collections/places/items", status=400, limit=["1", "2"])["errors"]


def test_core_f_op_and_success(gis: Any, ask: Ask, client: Any) -> None:
    """/conf/core/f-op, /conf/core/f-success, /conf/core/f-links"""
    for name in COLLECTIONS:
        for listed in ask(f"collections/{name}/items")["features"]:
            one = ask(f"collections/{name}/items/{listed['id']}")
            assert one["properties"] == listed["properties"] and one["geometry"] == listed["geometry"]
            assert [by_rel(one, rel)[0]["type"] for rel in ("self", "alternate", "collection")] == [
                "application/geo+json", "text/html", "application/json",
            ]  # fmt: skip
    for missing in ("0", str(gis.twin.pk), "9" * 30, "x", "-1", "%00"):
        assert client.get(f"/ogc/collections/places/items/{missing}").status_code == 404, missing
    assert ask("collections/regions/items/41273@2026-02-01")["properties"]["name_ko"] == "단원구"
    assert ask("collections/service_areas/items")["features"][0]["properties"]["extent"] == "part"


def test_what_has_not_changed_is_not_sent_again(gis: Any, client: Any) -> None:
    for path in PAGES:
        first = client.get(f"/ogc/{path}")
        assert "max-age=300" in first["Cache-Control"] and {"Accept", "Accept-Language"} <= set(
            first["Vary"].split(", ")
        )
        again = client.get(f"/ogc/{path}", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], first["Cache-Control"])
    before = client.get("/ogc/collections/places/items")["ETag"]
    gis.clinic.name_ko = "새 이름"
    gis.clinic.save()
    assert client.get("/ogc/collections/places/items")["ETag"] != before


def test_features_are_limited_for_each_connection(gis: Any, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geoportal.ogc.views.FEATURES", Limit("few", times=3, window_s=3600))
    path = "/ogc/collections/places/items"
    assert [client.get(path).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get(path, headers={"x-forwarded-for": "10.0.0.1"})
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
    assert client.get(path, REMOTE_ADDR="10.0.0.1").status_code == 200
    assert client.get("/ogc/collections").status_code == 200


@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_tiles_of_a_collection_are_one_link_away(gis: Any, ask: Ask, client: Any, name: str) -> None:
    (link,) = by_rel(ask(f"collections/{name}"), "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")
    (tileset,) = client.get(link["href"], headers={"Accept": "application/json"}).json()["tilesets"]
    (template,) = by_rel(tileset, "item")
    address = template["href"].format(tileMatrix=8, tileCol=218, tileRow=99)
    assert client.get(address)["Content-Type"] == template["type"]
