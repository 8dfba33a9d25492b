"""A typed address to points: from what is loaded, and from address services that speak their own formats."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client, override_settings
from pytest_httpserver import HTTPServer

from geoportal.core import geo
from geoportal.places import wording
from geoportal.places.addresses import Address, address
from geoportal.places.categories import Position
from geoportal.places.geocoders import juso, kakao, vworld
from geoportal.places.geocoders.answers import Unanswered
from geoportal.places.locate import locate

EN = {"Accept-Language": "en"}
HOME = "경기도 안산시 단원구 원곡로 99"


@pytest.mark.parametrize(
    "text, said",
    [
        ("경기도 안산시 단원구 원곡로 12", Address("원곡로", 12)),
        ("안산시 단원구 원곡로12, 3층 (원곡동)", Address("원곡로", 12)),
        ("매산로 48번길 8-2", Address("매산로48번길", 8, 2)),
        ("다문화1길 22", Address("다문화1길", 22)),
        ("12, Wongok-ro, Danwon-gu", Address("Wongokro", 12)),
        ("Wongok-ro 12", Address("Wongokro", 12)),
        ("원곡동 785-3", Address(lot="원곡동 785-3")),
        ("정왕동 1733-1번지 2층", Address(lot="정왕동 1733-1")),
        ("원곡동 산 12번지", Address(lot="원곡동 산12")),
        ("길병원", Address()),
        ("안산역", Address()),
    ],
)
def test_what_a_typed_address_says(text: str, said: Address) -> None:
    assert address(text) == said


def test_a_road_has_one_key_in_hangul_and_latin_letters() -> None:
    keys = {address(text).road_key for text in ("매산로48번길 8", "8, Maesan-ro 48beon-gil", "Maesan-ro 48beon-gil 8")}
    assert len(keys) == 1


@pytest.fixture
def loaded(put: Any) -> None:
    danwon, suwon = "경기도 안산시 단원구", "경기도 수원시"
    put(danwon, "가나의원", address_ko="경기도 안산시 단원구 원곡로 12 (원곡동)")
    put(danwon, "다라의원", address_ko="경기도 안산시 단원구 원곡로 20", east=0.01)
    put(danwon, "마바의원", address_ko="경기도 안산시 단원구 원곡동 785-3", east=0.02)
    put(suwon, "사아의원", address_ko="경기도 수원시 원곡로 30")
    put(suwon, "지은역")
    put(suwon, "지은역 앞 약국", east=0.01)
    wording.fill()


def lon_of(gyeonggi: dict[str, Any], full: str, east: float = 0.0) -> float:
    return round(gyeonggi[full].center.x + east, 6)


@pytest.mark.parametrize(
    "text, full, east, precision",
    [
        ("안산시 단원구 원곡로 12", "경기도 안산시 단원구", 0.0, "building"),
        ("12 Wonkok-ro, Danwon-gu, Ansan", "경기도 안산시 단원구", 0.0, "building"),
        ("안산시 원곡로 22", "경기도 안산시 단원구", 0.01, "road"),
        ("원곡동 785-3", "경기도 안산시 단원구", 0.02, "building"),
        ("원곡동 1-1", "경기도 안산시 단원구 원곡동", 0.0, "dong"),
        ("원곡동", "경기도 안산시 단원구 원곡동", 0.0, "dong"),
        ("Wongok-dong", "경기도 안산시 단원구 원곡동", 0.0, "dong"),
        ("Shihung", "경기도 시흥시", 0.0, "unit"),
        ("지은역", "경기도 수원시", 0.0, "building"),
    ],
)
def test_the_likeliest_point_of_a_typed_address(
    loaded: None, gyeonggi: dict[str, Any], text: str, full: str, east: float, precision: str
) -> None:
    first = locate(text)[0]
    assert (round(first.lon, 6), first.precision) == (lon_of(gyeonggi, full, east), precision)


def test_a_road_in_two_cities_gives_both(loaded: None) -> None:
    found = locate("원곡로 12")
    assert [(one.region_name_ko, one.precision) for one in found] == [("단원구", "building"), ("수원시", "road")]


def test_what_is_not_known_gives_nothing(loaded: None) -> None:
    assert locate("없는대로 777") == []


def test_the_api_answers_candidates_that_nobody_keeps(loaded: None, gyeonggi: dict[str, Any], caplog: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = Client().post("/api/v1/locate/", {"q": "원곡동 785-3"}, content_type="application/json", headers=EN)
    assert answer["Cache-Control"] == "no-store"
    (one,) = answer.json()["candidates"]
    danwon = gyeonggi["경기도 안산시 단원구"]
    assert one == {
        "label": "경기도 안산시 단원구 원곡동 785-3",
        "lat": one["lat"],
        "lon": one["lon"],
        "precision": "building",
        "region": {"code": danwon.code, "slug": danwon.slug, "name": "Danwon-gu"},
        "source": "made_up",
    }
    assert "785-3" not in caplog.text


@pytest.mark.parametrize("body", [{}, {"q": ""}, {"q": "가"}, {"q": "가" * 201}, {"q": "안산", "other": 1}])
def test_the_api_refuses_what_is_no_address(db: None, body: dict[str, Any]) -> None:
    answer = Client().post("/api/v1/locate/", body, content_type="application/json", headers=EN)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_the_page_searches_around_a_typed_address_without_javascript(loaded: None) -> None:
    answer = Client().post("/en/near/", {"address": "안산시 단원구 원곡로 12"})
    page = answer.content.decode()
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert "가나의원" in page
    assert "원곡로 12, 3층" not in page


def test_the_page_asks_which_when_several_fit(loaded: None) -> None:
    page = Client().post("/en/near/", {"address": "원곡로 12"}).content.decode()
    assert "Which of these do you mean?" in page
    assert "경기도 수원시 원곡로 30" in page
    nothing = Client().post("/en/near/", {"address": "없는대로 777"}).content.decode()
    assert "This address is not known here" in nothing


def test_an_address_in_a_link_is_not_looked_up(loaded: None) -> None:
    page = Client().get("/en/near/?address=원곡로+12").content.decode()
    assert "Which of these" not in page


def kakao_answers(server: HTTPServer, *, lon: float = 126.85, lat: float = 37.22) -> None:
    document = {"address_name": HOME, "address_type": "ROAD_ADDR", "x": str(lon), "y": str(lat)}
    server.expect_request(
        "/v2/local/search/address.json",
        headers={"Authorization": "KakaoAK secret"},
        query_string={"query": HOME, "size": "5"},
    ).respond_with_json({"meta": {"total_count": 1}, "documents": [document]})


def test_kakao_is_asked_in_its_own_format(httpserver: HTTPServer) -> None:
    kakao_answers(httpserver)
    (one,) = kakao.find(HOME, key="secret", base=httpserver.url_for(""))
    assert one == (HOME, 37.22, 126.85, Position.BUILDING, "kakao")


def test_vworld_is_asked_for_a_road_and_then_for_a_lot(httpserver: HTTPServer) -> None:
    def answer(kind: str, body: dict[str, Any]) -> None:
        query = {
            "service": "address", "request": "getcoord", "version": "2.0", "crs": "epsg:4326", "format": "json",
            "type": kind, "address": HOME, "key": "secret",
        }  # fmt: skip
        httpserver.expect_ordered_request("/req/address", query_string=query).respond_with_json({"response": body})

    answer("ROAD", {"status": "NOT_FOUND"})
    point = {"x": "126.850000000", "y": "37.220000000"}
    answer("PARCEL", {"status": "OK", "refined": {"text": HOME}, "result": {"crs": "EPSG:4326", "point": point}})
    (one,) = vworld.find(HOME, key="secret", base=httpserver.url_for(""))
    assert one == (HOME, 37.22, 126.85, Position.BUILDING, "vworld")


def test_juso_is_asked_for_the_building_and_then_for_its_entrance(httpserver: HTTPServer) -> None:
    building = {"admCd": "4127310100", "rnMgtSn": "412733181001", "udrtYn": "0", "buldMnnm": "99", "buldSlno": "0"}
    entrance = geo.point(37.22, 126.85).transform(geo.transform(geo.WGS84, geo.METRIC), clone=True)
    common = {"errorCode": "0", "errorMessage": "정상", "totalCount": "1"}
    search = {"confmKey": "one", "currentPage": "1", "countPerPage": "3", "keyword": HOME, "resultType": "json"}
    httpserver.expect_request("/addrlink/addrLinkApi.do", query_string=search).respond_with_json(
        {"results": {"common": common, "juso": [{"roadAddr": HOME, **building}]}}
    )
    entrances = [{"entX": str(entrance.x), "entY": str(entrance.y)}]
    httpserver.expect_request(
        "/addrlink/addrCoordApi.do", query_string={"confmKey": "two", "resultType": "json", **building}
    ).respond_with_json({"results": {"common": common, "juso": entrances}})
    (one,) = juso.find(HOME, key="one:two", base=httpserver.url_for(""))
    assert (one.label, round(one.lat, 6), round(one.lon, 6), one.provider) == (HOME, 37.22, 126.85, "juso")


@pytest.mark.parametrize("find", [juso.find, vworld.find, kakao.find])
@pytest.mark.parametrize(
    "status, body",
    [(500, "{}"), (200, "no JSON"), (200, "[]"), (200, "{}"), (200, '{"response": {"status": "ERROR"}}'),
     (200, '{"results": {"common": {"errorCode": "E0001"}}}')],
)  # fmt: skip
def test_an_answer_that_is_none_is_told_without_the_address(
    httpserver: HTTPServer, find: Any, status: int, body: str
) -> None:
    httpserver.expect_request("/", method="GET").respond_with_data("")
    for path in ("/v2/local/search/address.json", "/req/address", "/addrlink/addrLinkApi.do"):
        httpserver.expect_request(path).respond_with_data(body, status=status, content_type="application/json")
    with pytest.raises(Unanswered) as refused:
        find(HOME, key="secret", base=httpserver.url_for(""))
    assert "원곡로" not in str(refused.value)
    assert "secret" not in str(refused.value)


GOOD_JUSO = {"results": {"common": {"errorCode": "0"}, "juso": [{"roadAddr": HOME, "admCd": "4127310100"}]}}
ODD = [None, True, "text", [None]]


def listed(rows: Any) -> dict[str, Any]:
    return {"results": {"common": {"errorCode": "0"}, "juso": rows}}


def refined(text: Any, result: Any) -> dict[str, Any]:
    return {"response": {"status": "OK", "refined": text, "result": result}}


def document(label: Any, east: Any) -> dict[str, Any]:
    return {"documents": [{"address_name": label, "x": east, "y": "37.22"}]}


POINT = {"x": "126.85", "y": "37.22"}
PATHS = {
    juso.find: "/addrlink/addrLinkApi.do",
    vworld.find: "/req/address",
    kakao.find: "/v2/local/search/address.json",
}
# Answers to the first question; the second one of juso is apart.
ODD_ANSWERS: dict[Any, list[Any]] = {
    juso.find: [
        *({"results": odd} for odd in ODD),
        *({"results": {"common": odd, "juso": []}} for odd in ODD),
        *(listed(odd) for odd in ODD if odd is not None),
        listed([{"roadAddr": HOME, "admCd": None}]),
    ],
    vworld.find: [
        *({"response": odd} for odd in ODD),
        *({"response": {"status": odd}} for odd in ODD),
        *(refined({"text": HOME}, odd) for odd in ODD),
        *(refined({"text": HOME}, {"point": odd}) for odd in [*ODD, {}, {"x": [], "y": "37.2"}]),
        *(refined(odd, {"point": POINT}) for odd in [*ODD, {"text": None}]),
    ],
    kakao.find: [
        *({"documents": odd} for odd in ODD),
        *(document(HOME, odd) for odd in [*ODD, "nan", "999"]),
        *(document(odd, "126.85") for odd in [None, 5, ""]),
    ],
}
ODD_ENTRANCES = [
    None,
    listed("text"),
    listed([None]),
    *(listed([{"entX": east, "entY": "1935000"}]) for east in (None, True, [], "text", "", "nan", "1e300")),
    listed([{}]),
]


def unanswered(server: HTTPServer, find: Any) -> None:
    """The provider's answer counts as none, and its error says nothing of the address."""
    with pytest.raises(Unanswered) as refused:
        find(HOME, key="secret", base=server.url_for(""))
    assert "원곡로" not in str(refused.value)


@pytest.mark.parametrize("find", PATHS, ids=lambda find: find.__module__.split(".")[-1])
def test_an_answer_of_another_shape_counts_as_none(httpserver: HTTPServer, find: Any) -> None:
    for body in ODD_ANSWERS[find]:
        httpserver.clear()
        httpserver.expect_oneshot_request(PATHS[find]).respond_with_json(body)
        unanswered(httpserver, find)
        assert not httpserver.oneshot_handlers, body


def test_an_entrance_of_another_shape_counts_as_none(httpserver: HTTPServer) -> None:
    for body in ODD_ENTRANCES:
        httpserver.clear()
        httpserver.expect_request(PATHS[juso.find]).respond_with_json(GOOD_JUSO)
        httpserver.expect_oneshot_request("/addrlink/addrCoordApi.do").respond_with_json(body)
        unanswered(httpserver, juso.find)
        assert not httpserver.oneshot_handlers, body


def test_a_building_without_an_entrance_on_the_map_is_left_out(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/addrlink/addrLinkApi.do").respond_with_json(GOOD_JUSO)
    httpserver.expect_request("/addrlink/addrCoordApi.do").respond_with_json(listed([{"entX": "", "entY": ""}]))
    assert juso.find(HOME, key="secret", base=httpserver.url_for("")) == []


def test_the_next_service_is_asked_when_one_answers_oddly(gyeonggi: dict[str, Any], httpserver: HTTPServer) -> None:
    httpserver.expect_request("/addrlink/addrLinkApi.do").respond_with_json({"results": {"common": None}})
    odd = {"response": {"status": "OK", "refined": {"text": HOME}, "result": {"point": None}}}
    httpserver.expect_request("/req/address").respond_with_json(odd)
    middle = gyeonggi["경기도 안산시 단원구 원곡동"].center
    kakao_answers(httpserver, lon=middle.x, lat=middle.y)
    bases = dict.fromkeys(("juso", "vworld", "kakao"), httpserver.url_for("").rstrip("/"))
    with override_settings(GEOCODER_KEYS=dict.fromkeys(bases, "secret"), GEOCODER_BASES=bases):
        answer = Client().post("/api/v1/locate/", {"q": HOME}, content_type="application/json", headers=EN)
    assert [one["source"] for one in answer.json()["candidates"]] == ["kakao"]


def test_services_are_asked_only_with_a_key_and_never_logged(
    gyeonggi: dict[str, Any], httpserver: HTTPServer, caplog: Any
) -> None:
    assert [one.precision for one in locate(HOME)] == ["unit"]
    middle = gyeonggi["경기도 안산시 단원구 원곡동"].center
    kakao_answers(httpserver, lon=middle.x, lat=middle.y)
    bases = dict.fromkeys(("juso", "vworld", "kakao"), httpserver.url_for("").rstrip("/"))
    keys = {"juso": "", "vworld": "broken", "kakao": "secret"}
    with override_settings(GEOCODER_KEYS=keys, GEOCODER_BASES=bases), caplog.at_level(logging.DEBUG):
        (one,) = locate(HOME)
    assert (one.precision, one.source, one.label) == ("building", "kakao", HOME)
    # The fake server's own log apart.
    logged = " ".join(str(record.msg) + str(record.args) for record in caplog.records if record.name != "werkzeug")
    assert "geocoder failed" in logged
    assert "원곡로" not in logged
    assert "%EC%9B%90" not in logged.upper()
