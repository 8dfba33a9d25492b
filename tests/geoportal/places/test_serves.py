"""Who serves a place on a day: the query, the API and the page, on a small made-up province."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geoportal.core.sql import statement
from geoportal.places import wording
from geoportal.places.categories import OfficeKind
from geoportal.places.models import Place, ServiceArea
from geoportal.places.serving import CENTER_BY_LAW, serving

BEFORE, SINCE = date(2026, 1, 31), date(2026, 2, 1)
TAX, LOCAL = OfficeKind.TAX_OFFICE, OfficeKind.LOCAL_OFFICE


@pytest.fixture
def serve(add_place):
    """A function that makes an office and an area it serves: serve("가세무서", "41270", ...)."""

    def make(name_ko: str, code: str, *, kind: str = "tax_office", place: Place | None = None, **area: Any) -> Place:
        place = place or add_place(37.22, 126.85, category=kind, name_ko=name_ko)
        facts = {"source_title": "지은이, 관할", "source_url": "https://jieun.example/", "checked_on": SINCE} | area
        ServiceArea.objects.create(place=place, kind=kind, region_code=code, **facts)
        return place

    return make


def told(region: Any, day: date = SINCE, kind: OfficeKind = TAX) -> tuple[str, list[str]]:
    (one,) = serving(region, day, kinds=[kind])
    return one.certainty.value, [found.office.name_ko for found in one.offices]


def test_the_smallest_area_counts(province, serve):
    serve("시세무서", "41270")
    serve("동세무서", "4127300001")
    assert told(province.regions["4127300001"]) == ("known", ["동세무서"])
    assert told(province.regions["4127100001"]) == ("known", ["시세무서"])


def test_a_city_whose_parts_have_other_offices_leaves_it_open(province, serve):
    serve("시세무서", "41270")
    serve("동세무서", "4127300001")
    assert told(province.regions["ansan"]) == ("depends", ["시세무서", "동세무서"])
    assert told(province.regions["suwon"]) == ("unknown", [])


def test_offices_that_share_an_area_by_parts_leave_it_open(province, serve):
    serve("가세무서", "41110", part_ko="북쪽")
    serve("나세무서", "41110", part_ko="남쪽")
    assert told(province.regions["4111000001"]) == ("depends", ["가세무서", "나세무서"])


def test_two_offices_that_serve_all_of_it_both_serve(province, serve):
    serve("가센터", "41270", kind="employment_center")
    serve("나센터", "41270", kind="employment_center")
    known = told(province.regions["4127300001"], kind=OfficeKind.EMPLOYMENT_CENTER)
    assert known == ("known", ["가센터", "나센터"])


def test_the_gu_office_serves_from_the_day_on_which_the_gu_stands(province, serve):
    serve("시청", "41270", kind="local_office", valid_to=BEFORE)
    serve("단원구청", "41273", kind="local_office")
    dong = province.regions["4127300001"]
    assert told(dong, BEFORE, LOCAL) == ("known", ["시청"])
    assert told(dong, SINCE, LOCAL) == ("known", ["단원구청"])


@pytest.mark.parametrize(
    ("day", "names"), [(BEFORE, []), (SINCE, ["가세무서"]), (date(2026, 6, 30), ["가세무서"]), (date(2026, 7, 1), [])]
)
def test_both_ends_of_an_area_are_in_force(province, serve, day, names):
    serve("가세무서", "41270", valid_from=SINCE, valid_to=date(2026, 6, 30))
    assert told(province.regions["ansan"], day)[1] == names


def test_an_office_that_is_gone_serves_nobody_and_a_twin_is_shown_as_the_place_it_is(province, serve, add_place):
    gone = serve("옛세무서", "41270")
    Place.objects.filter(pk=gone.pk).update(retired_at="2026-01-01T00:00Z")
    assert told(province.regions["ansan"]) == ("unknown", [])
    better = add_place(37.22, 126.85, category="tax_office", name_ko="안산세무서")
    twin = serve("안산 세무서", "41270")
    Place.objects.filter(pk=twin.pk).update(same_as=better)
    assert told(province.regions["ansan"]) == ("known", ["안산세무서"])


def test_who_serves_is_one_statement_with_the_offices_in_another(province, serve):
    serve("가세무서", "41270")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        serving(province.regions["4127300001"], SINCE)
    assert len(asked) == 2


def test_the_areas_are_found_by_their_index(province, serve):
    office = serve("가세무서", "41270")
    for number in range(300):
        serve("", f"99{number}", place=office)
    params = {"region": province.regions["ansan"].pk, "day": SINCE, "kinds": ["tax_office"]} | CENTER_BY_LAW
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_servicearea, places_place, regions_region")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + statement("places/serving"), params)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "service_area_region" in plan


def ask(client, **body: Any) -> Any:
    response = client.post("/api/v1/serves/?lang=en", data=json.dumps(body), content_type="application/json")
    assert response["Cache-Control"] == "no-store"
    return response


def test_the_api_says_who_since_when_and_where_that_was_read(client, province, serve):
    serve("가세무서", "41273", valid_from=SINCE)
    answer = ask(client, lat=37.22049, lon=126.85049, kind=["tax_office", "immigration_office"], on="2026-03-01").json()
    assert (answer["on"], answer["region"]["code"], answer["region"]["level"]) == ("2026-03-01", "4127300001", "dong")
    immigration, tax = answer["serves"]
    assert (tax["kind"], tax["status"], tax["since"], tax["what_to_do"]) == ("tax_office", "known", "2026-02-01", "")
    assert tax["office"]["properties"]["name_ko"] == "가세무서"
    assert tax["office"]["geometry"]["type"] == "Point"
    assert tax["source"] == {"title": "지은이, 관할", "url": "https://jieun.example/", "checked_on": "2026-02-01"}
    assert (immigration["status"], immigration["office"], immigration["source"]) == ("unknown", None, None)
    assert "1345" in immigration["what_to_do"] and immigration["hotline"]["number"] == "1345"
    assert immigration["hotline"]["checked_on"] == "2026-11-22"


def test_the_api_names_all_kinds_and_takes_a_region_or_an_address(client, province, serve):
    serve("가세무서", "41273")
    by_region = ask(client, region="ansan-danwon", on="2026-03-01").json()
    by_address = ask(client, address="경기도 안산시 단원구 지은로 1", on="2026-03-01").json()
    assert by_region == by_address
    assert [one["kind"] for one in by_region["serves"]] == [kind.value for kind in OfficeKind]


def test_a_loaded_building_tells_the_dong_of_its_address(client, province, serve, add_place):
    serve("세무서", "4127300001")
    add_place(37.2205, 126.8505, name_ko="가게", address_ko="경기도 안산시 단원구 지은로 1 (지은동)")
    wording.fill()
    for address, code in (
        ("안산시 지은로 1", "4127300001"), ("안산시 단원구 지은로 1, 2층", "4127300001"), ("안산시 지은로 3", "41270"),
        ("수원시 지은로 1", "41110"),
    ):  # fmt: skip
        assert ask(client, address=address, on="2026-03-01").json()["region"]["code"] == code, address


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "region"), ({"lat": 37.2}, "lon"), ({"lat": 37.22, "lon": 126.85, "region": "ansan"}, "region"),
        ({"region": "ansan-danwon", "on": "2026-01-31"}, "region"), ({"lat": 10, "lon": 10}, "lat"),
        ({"region": "ansan", "on": "soon"}, "on"), ({"region": "ansan", "kind": ["bakery"]}, "kind"),
        ({"address": "광주광역시 북구 1"}, "address"), ({"region": "ansan", "town": "x"}, "town"),
        ({"region": "\x00"}, "region"), ({"region": ["ansan"]}, "region"),
        ({"region": "ansan", "kind": {"tax_office": True}}, "kind"),
    ],
)  # fmt: skip
def test_the_api_refuses_with_the_field(client, province, body, field):
    response = ask(client, **body)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert field in response.json()["errors"]


@pytest.mark.parametrize("on", [5, True, 1.5, ["2026-01-01"], {"a": 1}, "1999-12-31", "2126-01-01", "9999-12-31"])
def test_a_day_of_another_type_or_out_of_bounds_is_refused(client, province, on):
    response = ask(client, lat=37.2, lon=126.83, on=on)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    wrong = "Enter a valid value." if isinstance(on, bool | list | dict) else "Enter a valid date."
    assert response.json()["errors"] == {"on": [wrong]}


def test_the_schema_lists_the_api(client):
    schema = client.get("/api/v1/schema/?format=json").json()
    posted = schema["paths"]["/api/v1/serves/"]["post"]
    assert posted["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("ServesRequest")
    assert "default" in posted["responses"]


def test_the_page_shows_a_card_for_each_kind(client, province, serve):
    serve("가세무서", "41273", valid_from=SINCE)
    page = client.get("/en/serves/?region=ansan&dong=4127300001&on=2026-03-01").content.decode()
    assert page.count('class="card served__kind"') == len(OfficeKind)
    assert "Offices that serve Wongok-dong, Danwon-gu, Ansan-si" in page
    assert ">가세무서</a>" in page and "Responsible for this area since 2026-02-01." in page
    assert "https://jieun.example/" in page and "Call 1345 in your language" in page


def test_the_page_needs_no_script_to_choose_a_dong(client, province):
    page = client.get("/serves/?region=ansan&on=2026-03-01").content.decode()
    assert '<option value="4127300001"' in page and '<option value="4127100001"' in page
    assert client.get("/serves/?region=suwon&dong=4127300001").context["where"].slug == "suwon"


def test_a_position_comes_by_post_only_and_leaves_no_finer_digits(client, province):
    posted = client.post("/serves/", {"lat": "37.2204912", "lon": "126.8504912", "on": "2026-03-01"})
    assert "no-store" in posted["Cache-Control"]
    assert posted.context["where"].code == "4127300001"
    page = posted.content.decode()
    assert 'value="37.220"' in page and "37.22049" not in page
    by_link = client.get("/serves/?lat=37.22&lon=126.85")
    assert (by_link.status_code, by_link.context["where"]) == (200, None)


@pytest.mark.parametrize("query", ["region=nowhere", "region=ansan&on=soon", "region=ansan-danwon&on=2026-01-31"])
def test_the_page_says_what_is_wrong(client, province, query):
    response = client.get(f"/en/serves/?{query}")
    assert response.status_code == 400
    assert 'id="search-errors"' in response.content.decode()


def test_the_menu_and_the_region_page_lead_here(client, province):
    page = client.get("/en/regions/ansan/").content.decode()
    assert 'href="/en/serves/?region=ansan#served"' in page
    assert 'href="/en/serves/"' in page


CENTER = OfficeKind.PUBLIC_HEALTH_CENTER


@pytest.mark.parametrize("name", ["수원시보건소", "수원시 보건소", "수원시보건의료원"])
def test_a_citys_only_public_health_center_serves_it_by_law(province, add_place, name):
    add_place(37.22, 126.95, category="public_health_center", name_ko=name)
    add_place(37.22, 126.95, category="public_health_center", name_ko="수원시 동쪽보건지소")
    for slug in ("suwon", "4111000001"):
        (one,) = serving(province.regions[slug], SINCE, kinds=[CENTER])
        (office,) = one.offices
        assert (one.certainty.value, office.office.name_ko, office.since) == ("known", name, None)
        assert office.source_title.startswith("지역보건법 제10조")
        assert office.source_url.startswith("https://mohw.go.kr/")
    assert told(province.regions["gyeonggi"], kind=CENTER) == ("unknown", [])


@pytest.mark.parametrize("names", [("수원시보건소", "수원시 서쪽보건소"), ("서쪽보건소",), ("수원시보건지소",), ()])
def test_several_centers_or_one_of_another_name_leave_it_open(province, add_place, names):
    for name in names:
        add_place(37.22, 126.95, category="public_health_center", name_ko=name)
    assert told(province.regions["4111000001"], kind=CENTER) == ("unknown", [])


def test_a_center_of_a_city_with_gu_and_a_sample_are_not_told(province, add_place):
    add_place(37.22, 126.85, category="public_health_center", name_ko="안산시보건소", unit=province.regions["ansan"])
    add_place(37.22, 126.95, category="public_health_center", name_ko="수원시보건소", source=province.sample)
    assert told(province.regions["4127300001"], kind=CENTER) == ("unknown", [])
    assert told(province.regions["suwon"], kind=CENTER) == ("unknown", [])


def test_what_a_source_says_of_its_area_goes_before_the_law(province, add_place, serve):
    add_place(37.22, 126.95, category="public_health_center", name_ko="수원시보건소")
    serve("이웃보건소", "41110", kind=CENTER.value)
    assert told(province.regions["suwon"], kind=CENTER) == ("known", ["이웃보건소"])


def test_a_center_that_two_lists_have_is_told_once(province, add_place, serve):
    listed = add_place(37.22, 126.95, category="public_health_center", name_ko="수원시보건소")
    office = serve("수원시 보건소", "41110", kind=CENTER.value)
    for slug in ("suwon", "4111000001"):
        assert told(province.regions[slug], kind=CENTER) == ("known", ["수원시 보건소"])
    Place.objects.filter(pk=office.pk).update(same_as=listed)
    for slug in ("suwon", "4111000001"):
        (one,) = serving(province.regions[slug], SINCE, kinds=[CENTER])
        assert [(each.office, each.source_title) for each in one.offices] == [(listed, "지은이, 관할")]


def test_the_law_adds_no_center_to_those_of_a_citys_parts(province, add_place, serve):
    serve("수원동쪽보건소", "4111000001", kind=CENTER.value)
    add_place(37.22, 126.95, category="public_health_center", name_ko="수원시보건소")
    assert told(province.regions["suwon"], kind=CENTER) == ("depends", ["수원동쪽보건소"])
    assert told(province.regions["4111000001"], kind=CENTER) == ("known", ["수원동쪽보건소"])
