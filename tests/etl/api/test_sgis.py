"""SGIS' boundaries from a made-up server: logged in, saved with their terms, refused in plain words without the key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from etl.api.sgis import fetch_boundaries
from etl.errors import FetchFailed
from etl.own_file import own_file
from etl.readers.vector import read_vector
from etl.remote import Access, fetch_newest
from etl.source import Api, read_source
from tests.etl.api.desk import HTTP

KEY = "made-up-id:made-up-secret"
TODAY = date(2026, 11, 22)
SQUARE = [[[950000, 1920000], [960000, 1920000], [960000, 1930000], [950000, 1930000], [950000, 1920000]]]
LOGGED_IN = {"result": {"accessTimeout": "1760000000000", "accessToken": "tok-1"}, "errMsg": "Success", "errCd": 0}


def area(code: str, name: str) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": SQUARE},
        "properties": {"adm_cd": code, "adm_nm": name, "x": "955000", "y": "1925000"},
    }


def collection(*areas: dict[str, object]) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(areas), "errMsg": "Success", "errCd": 0, "id": "API_0704"}


NONE = {"id": "API_0704", "errMsg": "검색결과가 존재하지 않습니다", "errCd": -100, "trId": "x"}
REFUSED = {"id": "API_0704", "errMsg": "인증 정보가 존재하지 않습니다", "errCd": -401, "trId": "x"}


class Sgis:
    """The service: answers by year, and what it was asked."""

    def __init__(self, server: HTTPServer) -> None:
        self.login: object = LOGGED_IN
        self.by_year: dict[str, list[object]] = {}
        self.asked: list[dict[str, str]] = []
        server.expect_request("/OpenAPI3/auth/authentication.json").respond_with_handler(self.logs_in)
        server.expect_request("/OpenAPI3/boundary/hadmarea.geojson").respond_with_handler(self.gives)
        url = server.url_for("/OpenAPI3/boundary/hadmarea.geojson")
        api = read_source("boundaries").api
        assert api is not None
        self.api: Api = replace(api, url=url, plain_http=True)

    def logs_in(self, request: Request) -> Response:
        self.asked.append(dict(request.args))
        return Response(json.dumps(self.login), content_type="application/json")

    def gives(self, request: Request) -> Response:
        self.asked.append(dict(request.args))
        answers = self.by_year.get(request.args["year"], [NONE])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return Response(json.dumps(answer, ensure_ascii=False), content_type="application/json")


@pytest.fixture
def sgis(httpserver: HTTPServer) -> Sgis:
    return Sgis(httpserver)


@pytest.fixture
def fetch(sgis: Sgis, tmp_path: Path) -> Callable[..., str]:
    """One fetch as a run does it."""

    def fetch(key: str = KEY) -> str:
        return fetch_boundaries(sgis.api, key, folder=tmp_path, today=TODAY, say=lambda step: None, http=HTTP)

    return fetch


def test_the_newest_year_is_saved_with_its_terms(sgis: Sgis, fetch: Callable[..., str], tmp_path: Path) -> None:
    sgis.by_year["2025"] = [collection(area("31011", "경기도 수원시 장안구"))]
    assert fetch() == ""
    assert sgis.asked[0] == {"consumer_key": "made-up-id", "consumer_secret": "made-up-secret"}
    assert sgis.asked[1] == {"adm_cd": "31", "low_search": "1", "year": "2026", "accessToken": "tok-1"}
    assert [call.get("year") for call in sgis.asked] == [None, "2026", None, "2025"]
    own = own_file(tmp_path)
    assert own is not None
    assert own.path == tmp_path / "sgis-2025" / "hadmarea.geojson"
    assert (own.reference_date, own.terms.publisher) == (None, "통계청")
    assert own.terms.attribution == "통계청 SGIS 2025, 공공누리 제1유형; 가공"


def test_trap_16_what_is_saved_names_no_coordinate_system(
    sgis: Sgis, fetch: Callable[..., str], tmp_path: Path
) -> None:
    sgis.by_year["2026"] = [collection(area("31011", "경기도 수원시 장안구"))]
    fetch()
    found = read_vector(tmp_path / "sgis-2026" / "hadmarea.geojson")
    assert (found.crs, found.rows[0]["adm_nm"]) == (None, "경기도 수원시 장안구")


def test_a_year_that_is_there_is_not_asked_for_again(sgis: Sgis, fetch: Callable[..., str]) -> None:
    sgis.by_year["2025"] = [collection(area("31011", "경기도 수원시 장안구"))]
    fetch()
    sgis.asked.clear()
    fetch()
    assert [call.get("year") for call in sgis.asked] == [None, "2026"]


def test_a_token_that_has_run_out_is_asked_for_anew_once(sgis: Sgis, fetch: Callable[..., str]) -> None:
    sgis.by_year["2026"] = [REFUSED, collection(area("31011", "경기도 수원시 장안구"))]
    assert fetch() == ""


def test_a_token_that_is_refused_twice(sgis: Sgis, fetch: Callable[..., str], tmp_path: Path) -> None:
    sgis.by_year["2026"] = [REFUSED]
    with pytest.raises(FetchFailed, match=r"access token is not valid.*GEOPORTAL_KEY_SGIS \(id:secret\)"):
        fetch()
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_refused_is_never_said(sgis: Sgis, fetch: Callable[..., str]) -> None:
    sgis.login = {"errCd": -401, "errMsg": "made-up-id made-up-secret"}
    with pytest.raises(FetchFailed) as refused:
        fetch()
    assert "made-up" not in str(refused.value)
    assert "GEOPORTAL_KEY_SGIS" in str(refused.value)


@pytest.mark.parametrize("key", ["only-one-part", ":secret", "id:"])
def test_a_key_of_one_part_is_told(fetch: Callable[..., str], key: str) -> None:
    with pytest.raises(FetchFailed, match="must be the service id, a colon and the secret key"):
        fetch(key)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"errCd": 0, "errMsg": "Success"}, "without features"),
        (collection(area("11010", "서울특별시 종로구")), "1 of SGIS' 1 areas are not below 31"),
    ],
)
def test_trap_35_an_answer_of_something_else_is_not_saved(
    sgis: Sgis, fetch: Callable[..., str], tmp_path: Path, answer: object, said: str
) -> None:
    sgis.by_year["2026"] = [answer]
    with pytest.raises(FetchFailed, match=said):
        fetch()
    assert list(tmp_path.iterdir()) == []


def test_none_of_the_last_years(fetch: Callable[..., str]) -> None:
    with pytest.raises(FetchFailed, match="SGIS has no boundaries of 2023 to 2026"):
        fetch()


def test_login_without_a_token(sgis: Sgis, fetch: Callable[..., str]) -> None:
    sgis.login = {"errCd": 0, "errMsg": "Success", "result": {}}
    with pytest.raises(FetchFailed, match="gave no accessToken"):
        fetch()


def test_a_run_asks_only_with_a_key(sgis: Sgis, tmp_path: Path) -> None:
    source = replace(read_source("boundaries"), api=sgis.api)
    sgis.by_year["2026"] = [collection(area("31011", "경기도 수원시 장안구"))]
    assert fetch_newest(source, Access({"SGIS": ""}, http=HTTP), raw_dir=tmp_path, today=TODAY) == ""
    assert sgis.asked == []
    assert fetch_newest(source, Access({"SGIS": KEY}, http=HTTP), raw_dir=tmp_path, today=TODAY) == ""
    assert (tmp_path / "boundaries" / "sgis-2026" / "hadmarea.geojson").is_file()
