"""The places API: what it answers, and what it says to bad input."""

from __future__ import annotations

import json

import pytest

from geoportal.places import wording

NEAR = "/api/v1/places/near/"


def post(client, body, **headers):
    return client.post(NEAR, data=body if isinstance(body, bytes) else json.dumps(body),
                       content_type="application/json", headers=headers)  # fmt: skip


def test_near_is_geojson_nearest_first_and_never_kept(client, add_place):
    second = add_place(37.25, 126.89, name_ko="먼 의원", name_en="Far clinic")
    first = add_place(37.241, 126.89, source_key="a", source=second.source, phone="031-123-4567")
    response = post(client, {"lat": 37.24, "lon": 126.89}, accept_language="en")
    body = response.json()
    assert response["Content-Type"] == "application/geo+json"
    assert response["Cache-Control"] == "no-store"
    assert body["type"] == "FeatureCollection"
    assert [feature["id"] for feature in body["features"]] == [first.pk, second.pk]
    assert body["features"][0]["geometry"] == {"type": "Point", "coordinates": [126.89, 37.241]}
    shown = body["features"][1]["properties"]
    assert shown["name"] == "Far clinic"
    assert shown["name_ko"] == "먼 의원"
    assert shown["distance_m"] == 1110
    assert shown["region"] == {"code": "41271", "slug": "ansan-sangnok", "name": "Sangnok-gu"}
    assert (shown["open"], shown["languages"], shown["is_sample"], shown["source"]) == (
        "unknown",
        None,
        False,
        "made_up",
    )
    assert "1110 m" in shown["why"]


def test_near_by_region_needs_no_position(client, add_place):
    place = add_place(37.225, 126.85)
    assert [f["id"] for f in post(client, {"region": "ansan-danwon"}).json()["features"]] == [place.pk]
    assert [f["id"] for f in post(client, {"region": "41273"}).json()["features"]] == [place.pk]


def test_near_filters_by_branch_and_leaf(client, add_place):
    clinic, school = add_place(37.24, 126.89), add_place(37.24, 126.89, category="elementary_school")
    ids = lambda category: [  # noqa: E731
        f["id"] for f in post(client, {"lat": 37.24, "lon": 126.89, "category": category}).json()["features"]
    ]
    assert (ids("health"), ids("clinic"), ids("education")) == ([clinic.pk], [clinic.pk], [school.pk])


def test_near_pages_by_cursor(client, add_place):
    made = [add_place(37.24 + number / 1000, 126.89).pk for number in range(5)]
    first = post(client, {"lat": 37.24, "lon": 126.89, "limit": 3}).json()
    rest = post(client, {"lat": 37.24, "lon": 126.89, "limit": 3, "cursor": first["cursor"]}).json()
    assert [f["id"] for f in first["features"] + rest["features"]] == made
    assert "cursor" not in rest


def test_near_says_when_it_widened(client, add_place):
    add_place(37.29, 126.99)
    assert post(client, {"lat": 37.24, "lon": 126.89, "radius_m": 50}).json()["widened_to_m"] == 50_000


@pytest.mark.parametrize(
    "body, field",
    [
        ({"lat": 91, "lon": 127}, "lat"),
        ({"lat": "abc", "lon": 127}, "lat"),
        ({"lat": 37.2}, "lon"),
        ({"lat": 37.2, "lon": 127, "radius_m": -1}, "radius_m"),
        ({"lat": 37.2, "lon": 127, "radius_m": 50_001}, "radius_m"),
        ({"lat": 37.2, "lon": 127, "category": "castle"}, "category"),
        ({"lat": 37.2, "lon": 127, "limit": 101}, "limit"),
        ({"lat": 37.2, "lon": 127, "cursor": "???"}, "cursor"),
        ({"lat": 37.2, "lon": 127, "open_now": "perhaps"}, "open_now"),
        ({"lat": 37.2, "lon": 127, "open_at": "tomorrow"}, "open_at"),
        ({"lat": 37.2, "lon": 127, "open_at": "1999-01-01T10:00"}, "open_at"),
        ({"lat": 37.2, "lon": 127, "open_at": "2026-13-01T10:00"}, "open_at"),
        ({"lat": 37.2, "lon": 127, "radius": 5}, "radius"),
        ({"region": "atlantis"}, "region"),
        ({}, "region"),
        ([], "body"),
        (b"{", "body"),
        (b"\xff\xfe", "body"),
    ],
)
@pytest.mark.parametrize("language, title", [("en", "Please correct"), ("ko", "표시된")])
def test_bad_input_is_a_problem_in_the_readers_language(client, province, body, field, language, title):
    response = post(client, body, accept_language=language)
    problem = response.json()
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert problem["status"] == 400
    assert list(problem["errors"]) == [field]
    if field != "body":
        assert problem["detail"].startswith(title)


def test_near_is_post_only(client, province):
    response = client.get(NEAR, {"lat": 37, "lon": 127})
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")


def test_listing_filters_and_links_pages(client, add_place):
    made = [add_place(37.21 + number / 1000, 126.85).pk for number in range(3)]
    add_place(37.21, 126.95)
    page = client.get("/api/v1/places/", {"region": "ansan", "limit": 2}).json()
    assert [f["id"] for f in page["features"]] == made[:2]
    assert page["links"]["prev"] is None
    following = client.get(page["links"]["next"]).json()
    assert [f["id"] for f in following["features"]] == made[2:]
    assert following["links"]["next"] is None
    boxed = client.get("/api/v1/places/", {"bbox": "126.84,37.2105,126.86,37.2115"}).json()
    assert [f["id"] for f in boxed["features"]] == [made[1]]


@pytest.mark.parametrize(
    "query, field",
    [({"bbox": "1,2,3"}, "bbox"), ({"bbox": "127,37,126,38"}, "bbox"), ({"category": "castle"}, "category"),
     ({"page": 0}, "page"), ({"page": 102}, "page"), ({"cursor": "???"}, "cursor"), ({"cursor": "AAAA"}, "cursor"),
     ({"colour": "red"}, "colour")],
)  # fmt: skip
def test_listing_refuses_what_it_cannot_apply(client, province, query, field):
    response = client.get("/api/v1/places/", query)
    assert (response.status_code, list(response.json()["errors"])) == (400, [field])


@pytest.mark.parametrize("start", [{}, {"page": 2}])
def test_listing_pages_follow_one_another_both_ways(client, add_place, start):
    made = [add_place(37.21, 126.85).pk for _ in range(7)]
    page = client.get("/api/v1/places/", {"limit": 2, "region": "ansan", **start}).json()
    forth = [page]
    while forth[-1]["links"]["next"]:
        assert "region=ansan" in forth[-1]["links"]["next"] and "page=" not in forth[-1]["links"]["next"]
        forth.append(client.get(forth[-1]["links"]["next"]).json())
    back = [forth[-1]]
    while back[-1]["links"]["prev"]:
        back.append(client.get(back[-1]["links"]["prev"]).json())
    skipped = 2 if start else 0
    assert [f["id"] for page in forth for f in page["features"]] == made[skipped:]
    assert [f["id"] for page in back[::-1] for f in page["features"]] == made


def test_listing_by_cursor_neither_counts_nor_skips(client, add_place, django_assert_max_num_queries):
    for _ in range(3):
        add_place(37.21, 126.85)
    following = client.get("/api/v1/places/", {"limit": 2}).json()["links"]["next"]
    with django_assert_max_num_queries(1) as asked:
        client.get(following)
    (sql,) = [query["sql"] for query in asked.captured_queries]
    assert "OFFSET" not in sql and "COUNT" not in sql
    assert 'ORDER BY "places_place"."id" ASC' in sql


def test_an_empty_listing_leads_nowhere(client, add_place):
    place = add_place(37.21, 126.85)
    empty = client.get("/api/v1/places/", {"category": "pharmacy"}).json()
    assert (empty["features"], empty["links"]) == ([], {"next": None, "prev": None})
    only = client.get("/api/v1/places/").json()
    assert ([f["id"] for f in only["features"]], only["links"]) == ([place.pk], {"next": None, "prev": None})


def test_one_place_and_a_missing_one(client, add_place):
    place = add_place(37.24, 126.89)
    assert client.get(f"/api/v1/places/{place.pk}/").json()["properties"]["name_ko"] == "지은 의원"
    missing = client.get("/api/v1/places/999999/")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")


def test_unknown_addresses_of_the_api_are_problems_too(client, db):
    assert client.get("/api/v1/nothing/here").json()["status"] == 404


@pytest.mark.parametrize(
    "wrong",
    [{"q": ["a"]}, {"lat": True}, {"literal": "x"}, {"literal": 1}, {"q": "!!!"}, {"q": " -·? "},
     {"category": {"a": 1}}, {"languages": [None]}, {"open_now": 1}, {"radius_m": True}],
)  # fmt: skip
def test_a_value_of_another_type_is_refused_at_its_field(client, province, wrong):
    response = post(client, {"lat": 37.24, "lon": 126.89} | wrong)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert list(response.json()["errors"]) == list(wrong)


@pytest.mark.parametrize("on", [5, ["x"], {"a": 1}, True])
def test_a_day_of_another_type_is_refused_for_a_point_too(client, province, on):
    body = json.dumps({"lat": 37.24, "lon": 126.89, "on": on})
    response = client.post("/api/v1/regions/containing/", data=body, content_type="application/json")
    assert (response.status_code, list(response.json()["errors"])) == (400, ["on"])


def test_null_is_not_given(client, add_place):
    place = add_place(37.24, 126.89)
    nulls = dict.fromkeys(("q", "literal", "open_now", "languages", "region", "cursor", "category"))
    assert [f["id"] for f in post(client, {"lat": 37.24, "lon": 126.89} | nulls).json()["features"]] == [place.pk]


@pytest.mark.parametrize("literal, is_name", [("1", True), ("on", True), ("false", False), ("", False)])
def test_the_page_takes_words_as_a_name_when_it_says_so(client, add_place, literal, is_name):
    for number in range(3):
        add_place(37.225 + number / 10_000, 126.85, name_ko=f"지은 의원 {number}")
    wording.fill()
    page = client.get("/en/near/", {"region": "ansan-danwon", "q": "의원", "literal": literal}).content.decode()
    assert "지은 의원 1" in page
    assert ("Understood as:" not in page) is is_name


@pytest.mark.parametrize("size", [300_000, 700_000, 3_000_000])
@pytest.mark.parametrize("address", [NEAR, "/api/v1/serves/", "/places.csv"])
def test_a_body_that_is_too_big_is_a_problem(client, db, address, size):
    kind = "application/x-www-form-urlencoded" if address == "/places.csv" else "application/json"
    response = client.post(address, data=b"q=" + b"a" * size, content_type=kind)
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")
    assert response.json()["detail"]
