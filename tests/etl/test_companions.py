"""One list in many languages, asked of made-up services: what joins, what is refused, what a bad day takes away."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from etl import portal
from etl.remote import Access
from etl.run import Options, Outcome, Status, run_source
from etl.source import Expectations, Source, read_source
from geoportal.events.models import Event
from tests.etl.api.desk import HTTP
from tests.etl.api.providers import KEY, Provider, datago_json, gateway

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
FESTIVAL = {
    "contentid": "9990001", "title": "지은축제", "addr1": "경기도 안산시 단원구 지은로 1", "eventstartdate": "20261201",
    "eventenddate": "20261205", "mapx": "126.8504", "mapy": "37.2204", "lDongRegnCd": "41",
    "modifiedtime": "20261102030405",
}  # fmt: skip
OTHER = FESTIVAL | {"contentid": "9990002", "title": "지은빛축제", "eventenddate": "20261206"}
SEOUL = FESTIVAL | {"contentid": "9990003", "addr1": "서울특별시 중구 지은로 1", "lDongRegnCd": "11", "mapx": "126.99"}
INTRO = {"contentid": "9990001", "playtime": "10:00~18:00", "usetimefestival": "무료"}
NOT_APPLIED = gateway("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR", echo=f" {KEY}")


@pytest.fixture(scope="session")
def httpserver_listen_address() -> tuple[str, int]:
    return ("127.0.0.1", 0)


def titled(title: str, **changes: str) -> dict[str, str]:
    return FESTIVAL | {"contentid": f"{title}-1", "title": title} | changes


@dataclass
class Office:
    """The tourist office with a service for each language, and the portal that asks it, a day later each time."""

    server: HTTPServer
    raw: Path
    source: Source
    today: date = TODAY

    def run(self, **answers: Callable[[Request], Response] | Response | list[dict[str, Any]]) -> Outcome:
        """The next day's run; services that are not given have no rows."""
        self.server.clear_all_handlers()
        assert self.source.api
        for name in ("ko", *self.source.api.companions):
            answer = answers.get(name.replace("-", "_"), [])
            handler = Provider(answer) if isinstance(answer, list) else answer
            expected = self.server.expect_request(f"/{name}")
            if isinstance(handler, Response):
                expected.respond_with_response(handler)
            else:
                expected.respond_with_handler(handler)
        self.today += timedelta(days=1)
        return run_source(self.source, Options(self.raw, self.today))


@pytest.fixture
def office(province: object, httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("etl.api.asking.WAITS_S", (0.0, 0.0, 0.0))
    monkeypatch.setattr(portal, "access", lambda: Access({"DATAGO": KEY}, http=HTTP))
    source = read_source("tour_festivals")
    assert source.api
    companions = {name: replace(one, url=httpserver.url_for(f"/{name}")) for name, one in source.api.companions.items()}
    api = replace(source.api, url=httpserver.url_for("/ko"), plain_http=True, each={}, companions=companions)
    return Office(httpserver, tmp_path, replace(source, api=api, expectations=Expectations()))


def names() -> dict[str, object]:
    return {event.source_key: event.attributes.get("names") for event in Event.objects.published()}


def test_one_event_of_several_languages_is_one_event(office: Office) -> None:
    intro = Provider([INTRO])
    outcome = office.run(
        ko=[FESTIVAL, OTHER, SEOUL],
        en=[titled("Jieun Festival (지은축제)")],
        zh_Hans=[titled("智恩节", mapx="126.85040000")],
        ru=[titled("Фестиваль света", eventenddate="20261206")],
        ja=[titled("チウン祭り", mapx="126.9")],
        intro=intro,
    )
    assert (outcome.status, outcome.report.get("fetching")) == (Status.PUBLISHED, None)
    assert names() == {
        "9990001": {"en": "Jieun Festival", "zh-Hans": "智恩节"}, "9990002": {"ru": "Фестиваль света"}, "9990003": None,
    }  # fmt: skip
    event = Event.objects.get(source_key="9990001")
    assert (event.name_en, event.name_en_generated) == ("Jieun Festival", False)
    assert (event.attributes["times_ko"], event.attributes["fee_ko"]) == ("10:00~18:00", "무료")
    assert outcome.report["details"]["ja: not joined"] == 1
    assert sorted(call["contentId"] for call in intro.calls) == ["9990001", "9990002"]
    assert {call["contentTypeId"] for call in intro.calls} == {"15"}


def test_the_next_day_without_news_is_unchanged(office: Office) -> None:
    given: dict[str, Any] = {"ko": [FESTIVAL], "en": [titled("Jieun Festival")], "intro": [INTRO]}
    office.run(**given)
    assert office.run(**given).status == Status.UNCHANGED


def test_a_service_that_was_not_applied_for_is_named_and_the_rest_is_loaded(office: Office) -> None:
    outcome = office.run(ko=[FESTIVAL], en=NOT_APPLIED, zh_Hans=[titled("智恩节")])
    assert outcome.status == Status.PUBLISHED
    assert names() == {"9990001": {"zh-Hans": "智恩节"}}
    told = outcome.report["fetching"]
    assert "en is missing" in told
    assert "https://www.data.go.kr/data/15101753/openapi.do" in told
    assert KEY not in json.dumps(outcome.report, default=str)


@pytest.mark.parametrize(
    "broken",
    [
        NOT_APPLIED,
        gateway("22", "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR"),
        Response("", status=500),
        Response("<html>점검 중</html>"),
        datago_json([titled("Half"), titled("Of it")], 9),
    ],
    ids=["not applied for", "quota", "server", "web page", "short"],
)
def test_a_bad_day_of_one_service_takes_no_name_away(office: Office, broken: Response) -> None:
    office.run(ko=[FESTIVAL], en=[titled("Jieun Festival")])
    outcome = office.run(ko=[FESTIVAL, OTHER], en=broken)
    assert (outcome.status, outcome.report["load"]["added"]) == (Status.PUBLISHED, 1)
    assert "en is missing" in outcome.report["fetching"]
    assert names()["9990001"] == {"en": "Jieun Festival"}


def test_without_the_korean_list_nothing_is_loaded(office: Office) -> None:
    outcome = office.run(ko=NOT_APPLIED, en=[titled("Jieun Festival")])
    assert outcome.status == Status.FAILED
    assert not Event.objects.exists()


def test_two_events_of_the_same_days_at_one_point_get_no_name(office: Office) -> None:
    office.run(ko=[FESTIVAL, OTHER | {"eventenddate": "20261205"}], en=[titled("Jieun Festival")])
    assert names() == {"9990001": None, "9990002": None}


def test_two_names_for_one_event_are_none(office: Office) -> None:
    office.run(ko=[FESTIVAL], en=[titled("Jieun Festival"), titled("Jieun Fair")])
    assert names() == {"9990001": None}
