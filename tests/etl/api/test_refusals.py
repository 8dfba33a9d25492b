"""What providers refuse, what is asked again, what waits for tomorrow, and what is said about it."""

import json
import logging
import traceback
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from werkzeug import Response

from etl.errors import FetchFailed
from etl.source import Provider as Name
from tests.etl.api.desk import Desk
from tests.etl.api.providers import KEY, Provider, gateway, rows

TOMORROW = datetime(2026, 11, 22, 15, 0, 1, tzinfo=UTC)  # a second after midnight in Seoul
UPKEEP = Response("<!DOCTYPE html><html><title>시스템 점검 안내</title></html>", content_type="text/html")


def datago_error(code: str) -> Response:
    return Response(json.dumps({"response": {"header": {"resultCode": code, "resultMsg": "X"}}}))


def hub_error(code: str) -> Response:
    return Response(json.dumps({"RESULT": {"CODE": code, "MESSAGE": "X"}}))


@pytest.mark.parametrize(
    "error",
    [
        *(datago_error(code) for code in ("01", "02", "04", "05", "23", "99")), gateway("99", "UNKNOWN_ERROR"),
        gateway("05", "SERVICETIMEOUT_ERROR", status=500), Response("", status=500), Response("Bad", status=502),
        Response("<html>", status=503), Response("", status=504), Response("", status=429), hub_error("ERROR-500"),
    ],
)  # fmt: skip
def test_what_passes_is_asked_again(desk: Desk, error: Response) -> None:
    provider = desk.serve(Provider(rows(150), instead={2: error, 3: error}))
    fetched = desk.fetch()
    assert (fetched.complete, fetched.rows) == (True, 150)
    assert provider.pages == [1, 2, 2, 2]
    assert desk.slept == [2, 10]


def test_what_does_not_pass_is_given_up_and_gone_on_with_later(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(150), instead={number: Response("", status=503) for number in range(2, 6)}))
    with pytest.raises(FetchFailed, match="made_up: The provider answered HTTP 503"):
        desk.fetch()
    assert (provider.pages, desk.slept) == ([1, 2, 2, 2, 2], [2, 10, 60])
    assert desk.fetch().rows == 150
    assert provider.pages[5:] == [2]


@pytest.mark.parametrize("code", ["10", "11", "12", "20", "21", "30", "31", "32", "33", "77", "-1", "-4"])
@pytest.mark.parametrize("status", [200, 400, 403])
def test_trap_47_what_is_for_the_operator_is_not_asked_again(desk: Desk, code: str, status: int) -> None:
    provider = desk.serve(Provider(rows(5), instead={1: gateway(code, "", status=status)}))
    with pytest.raises(FetchFailed, match=rf"^made_up: The provider answered {int(code)}: "):
        desk.fetch()
    assert (len(provider.calls), desk.slept) == (1, [])


@pytest.mark.parametrize("status", [401, 403])
def test_trap_55_a_key_without_permission_for_the_dataset(desk: Desk, status: int) -> None:
    provider = desk.serve(Provider(rows(5), instead={1: Response("Forbidden", status=status)}))
    with pytest.raises(FetchFailed) as caught:
        desk.fetch()
    assert "GEOPORTAL_KEY_DATAGO" in str(caught.value)
    assert "https://www.data.go.kr/data/0/openapi.do" in str(caught.value)
    assert len(provider.calls) == 1


def test_trap_55_a_key_that_is_not_registered_names_the_datasets_page(desk: Desk) -> None:
    desk.serve(Provider(rows(5)))
    with pytest.raises(FetchFailed, match=r"30: the key is not registered .* https://www\.data\.go\.kr/data/0/"):
        desk.fetch(key="another-key")


@pytest.mark.parametrize("key", ["", "  "])
def test_without_a_key_nobody_is_asked(desk: Desk, key: str) -> None:
    provider = desk.serve(Provider(rows(5)))
    with pytest.raises(FetchFailed, match=r"no key. Set GEOPORTAL_KEY_DATAGO; .* https://www\.data\.go\.kr/data/0/"):
        desk.fetch(key=key)
    assert provider.calls == []
    assert not desk.raw.exists()


def test_trap_53_a_quota_that_is_spent_by_http_status(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(5), instead={1: Response("API token quota exceeded", status=429)}))
    assert desk.fetch().complete is False
    assert (len(provider.calls), desk.slept) == (1, [])


@pytest.mark.parametrize("status", [404, 410])
def test_a_service_that_is_gone(desk: Desk, status: int) -> None:
    desk.serve(Provider(rows(5), instead={1: Response("", status=status)}))
    with pytest.raises(FetchFailed, match=f"HTTP {status}"):
        desk.fetch()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (UPKEEP, r"a web page \('시스템 점검 안내'\), not data; the service may be down for maintenance"),
        (Response(""), "The answer is empty"),
        (Response('{"response": {"header"'), "cut off"),
        (
            Response("", status=302, headers={"Location": "https://x.kr/"}),
            r"^made_up: 127\.0\.0\.1 sends us to another address; redirects are not followed",
        ),
    ],
)
def test_trap_56_an_answer_that_is_none_keeps_what_came_before_it(desk: Desk, answer: Response, why: str) -> None:
    provider = desk.serve(Provider(rows(250), instead={3: answer}))
    with pytest.raises(FetchFailed, match=why):
        desk.fetch()
    assert desk.slept == []
    assert sorted(path.name for path in desk.folder.iterdir()) == ["0001.json", "0002.json", "manifest.json"]
    assert desk.fetch().rows == 250
    assert provider.pages == [1, 2, 3, 3]


def test_trap_53_the_providers_word_that_the_quota_is_spent(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(250), instead={2: gateway("22", "LIMITED_NUMBER_OF_SERVICE_REQUESTS")}))
    fetched = desk.fetch()
    assert (fetched.complete, fetched.rows, fetched.total) == (False, 100, 250)
    assert "run again after midnight in Korea" in fetched.why
    assert desk.fetch().complete is False
    assert len(provider.calls) == 2
    desk.now = TOMORROW
    assert desk.fetch().complete
    assert provider.pages == [1, 2, 2, 3]


def test_trap_53_neis_says_so_in_its_own_way(desk: Desk) -> None:
    names = ("KEY", "pIndex", "pSize")
    desk.serve(Provider(rows(250), names=names, instead={1: hub_error("ERROR-337")}))
    fetched = desk.fetch(provider=Name.NEIS)
    assert (fetched.complete, fetched.rows, fetched.total, fetched.files) == (False, 0, None, ())


def test_trap_53_pages_are_counted_before_they_are_asked_for(desk: Desk) -> None:
    """Three of today's five calls went to another list of the dataset; the rest of this one does not fit."""
    provider = desk.serve(Provider(rows(300)))
    assert desk.fetch(daily_quota=5).complete
    fetched = desk.fetch(daily_quota=5, params={"clCd": "31"})
    assert (fetched.complete, fetched.rows, fetched.total) == (False, 100, 300)
    assert fetched.why.startswith("2 more calls are needed and 1 are left today;")
    assert provider.pages == [1, 2, 3, 1]
    assert fetched.why in desk.said[-1]
    desk.now = TOMORROW
    assert desk.fetch(daily_quota=5, params={"clCd": "31"}).rows == 300
    assert provider.pages == [1, 2, 3, 1, 2, 3]


def test_trap_53_what_fits_into_no_day_is_fetched_over_several(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(700)))
    assert desk.fetch(daily_quota=3).rows == 300
    assert "this takes several days" in desk.said[0]
    desk.now = TOMORROW
    assert desk.fetch(daily_quota=3).rows == 600
    desk.now = datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert desk.fetch(daily_quota=3).complete
    assert provider.pages == [1, 2, 3, 4, 5, 6, 7]


def test_trap_53_calls_that_fail_are_counted_too(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(5), instead={1: Response("", status=503), 2: Response("", status=503)}))
    fetched = desk.fetch(daily_quota=2)
    assert (fetched.complete, len(provider.calls)) == (False, 2)


def test_trap_52_the_key_is_nowhere_but_in_the_request(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """The provider repeats the request's address in its error, and in a page of rows."""
    forms = [KEY, quote(KEY), quote(KEY, safe=""), quote(quote(KEY, safe=""), safe="")]
    echo = " ".join(f"https://x.kr/?serviceKey={form}" for form in forms)
    told = [*rows(99), {"id": "A100", "name": f"{echo} 지은의원"}, *rows(50, first=101)]
    provider = desk.serve(Provider(told, instead={2: gateway("99", "UNKNOWN_ERROR", echo=echo)}))
    with caplog.at_level(logging.DEBUG):
        fetched = desk.fetch()
        provider.instead[4] = gateway("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR", echo=echo)
        with pytest.raises(FetchFailed) as caught:
            desk.fetch(params={"clCd": "31"})
        provider.instead[5] = gateway("77", "X", status=403, echo=echo)
        with pytest.raises(FetchFailed) as again:
            desk.fetch(params={"clCd": "41"})
    saved = [path.read_text() for path in desk.raw.rglob("*") if path.is_file()]
    traces = ["".join(traceback.format_exception(one.value)) for one in (caught, again)]
    ours = [record.getMessage() for record in caplog.records if record.name != "werkzeug"]
    for text in [*saved, *traces, *ours, *desk.said, repr(fetched)]:
        assert not [form for form in forms if form in text or form.lower() in text.lower()]
    assert "[key]" in str(caught.value)
    assert "[key]" in desk.said[0]
