"""The regions API: editions, geometry, and the chain that holds a point."""

from __future__ import annotations

import json

import pytest


def chain(client, lat, lon, **more):
    body = json.dumps({"lat": lat, "lon": lon, **more})
    response = client.post("/api/v1/regions/containing/", data=body, content_type="application/json")
    assert response["Cache-Control"] == "no-store"
    return [feature["properties"]["slug"] for feature in response.json()["features"]]


def test_containing_gives_the_chain_of_the_day(client, province):
    assert chain(client, 37.22, 126.85, on="2026-02-01") == ["gyeonggi", "ansan", "ansan-danwon", "4127300001"]
    assert chain(client, 37.22, 126.85, on="2026-01-31") == ["gyeonggi", "ansan", "4127300001"]
    assert chain(client, 37.22, 126.95) == ["gyeonggi", "suwon", "4111000001"]


def test_containing_takes_the_nearest_dong_within_two_kilometres(client, province):
    assert chain(client, 37.22, 126.785)[-1] == "4127300001"
    assert chain(client, 37.22, 126.75) == []
    assert chain(client, 10, 10) == []


def test_containing_refuses_bad_points(client, province):
    body = json.dumps({"lat": 91, "lon": "x"})
    response = client.post("/api/v1/regions/containing/", data=body, content_type="application/json")
    assert (response.status_code, sorted(response.json()["errors"])) == (400, ["lat", "lon"])


@pytest.mark.parametrize(
    "query, slugs",
    [
        ({"level": "sigun"}, ["suwon", "ansan"]),
        ({"level": "gu"}, ["ansan-sangnok", "ansan-danwon"]),
        ({"level": "gu", "on": "2026-01-31"}, ["ansan-sangnok"]),
        ({"level": "sigungu", "parent": "ansan"}, ["ansan-sangnok", "ansan-danwon"]),
        ({"level": "dong", "q": "원곡"}, ["4127300001"]),
    ],
)
def test_listing_by_level_and_day(client, province, query, slugs):
    features = client.get("/api/v1/regions/", query).json()["features"]
    assert [feature["properties"]["slug"] for feature in features] == slugs


@pytest.mark.parametrize("geometry, kind", [("none", None), ("simplified", "MultiPolygon"), ("full", "MultiPolygon")])
def test_geometry_as_asked(client, province, geometry, kind):
    feature = client.get("/api/v1/regions/41270/", {"geometry": geometry, "lang": "en"}).json()
    assert (feature["geometry"] or {}).get("type") == kind
    assert (feature["id"], feature["properties"]["name"], feature["properties"]["parent"]) == (
        "41270",
        "Ansan-si",
        "41",
    )


def test_unknown_region_is_a_problem(client, province):
    assert client.get("/api/v1/regions/atlantis/").status_code == 404
    assert list(client.get("/api/v1/regions/", {"level": "planet"}).json()["errors"]) == ["level"]
