"""Providers that fail in ten ways between two good days: what stood stands, and no word of it holds the key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from etl import portal
from etl.remote import Access
from etl.report import as_text
from etl.run import Options, Outcome, Status, run_source
from etl.source import Expectations, Source, read_source
from geoportal.places.models import Place
from geoportal.provenance.models import ImportRun, QuarantinedRow
from tests.etl.api.desk import HTTP
from tests.etl.api.providers import KEY, Provider, datago_json, gateway
from tests.etl.faults.editions import Row, hira_row
from tests.etl.faults.good_rows import permit

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)
ROWS, PAGE = 60, 20


@pytest.fixture(scope="session")
def httpserver_listen_address() -> tuple[str, int]:
    return ("127.0.0.1", 0)


@dataclass
class Feed:
    """One source that asks a made-up provider, a day later each time."""

    source: Source
    server: HTTPServer
    raw: Path
    today: date = MONDAY
    said: list[str] = field(default_factory=list)

    def answered(self, row: Row) -> Row:
        """A row of the file under the API's names."""
        assert self.source.api
        return {self.source.api.fields[name].split(" | ")[0]: value for name, value in row.items()}

    def provider(self, rows: list[Row], **how: Any) -> Provider:
        return Provider([self.answered(row) for row in rows], cap=PAGE, **how)

    def run(self, answer: Callable[[Request], Response] | None, **how: Any) -> Outcome:
        """The next day's run; without an answer nobody listens at the provider's address."""
        self.server.clear_all_handlers()
        if answer:
            self.server.expect_request("/openapi/list").respond_with_handler(answer)
        assert self.source.api
        url = self.server.url_for("/openapi/list") if answer else "http://127.0.0.1:9/openapi/list"
        source = replace(self.source, api=replace(self.source.api, url=url))
        self.today += timedelta(days=1)
        return run_source(source, Options(self.raw, self.today, **how), say=lambda step, *_: self.said.append(step))


@pytest.fixture
def feed(
    province: object, httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Feed]:
    """A function that sets up the feed of a source; its pauses between attempts are none."""
    monkeypatch.setattr("etl.api.asking.WAITS_S", (0.0, 0.0, 0.0))
    monkeypatch.setattr(portal, "access", lambda: Access({"DATAGO": KEY}, http=HTTP))

    def feed(name: str) -> Feed:
        source = read_source(name)
        assert source.api
        api = replace(source.api, each={}, page_size=PAGE, plain_http=True)
        return Feed(replace(source, api=api, expectations=Expectations()), httpserver, tmp_path)

    return feed


def pharmacies(count: int = ROWS, *, first: int = 0) -> list[Row]:
    return [hira_row(number) for number in range(first, first + count)]


def always(response: Callable[[], Response]) -> Callable[[Request], Response]:
    return lambda request: response()


def echoing(code: str, name: str) -> Callable[[Request], Response]:
    """A refusal that repeats what it was asked, key and all."""
    return lambda request: gateway(code, name, echo=f" {request.url} {KEY}")


def same_page(request: Request) -> Response:
    """Page 1, whichever page was asked for."""
    return datago_json([{"ykiho": f"KEY{number:05}"} for number in range(PAGE)], ROWS)


def cut_off(request: Request) -> Response:
    whole = datago_json([{"ykiho": "KEY00000"}], ROWS).get_data()
    return Response(whole[: len(whole) // 2], content_type="application/json")


HTML = "<html><head><title>점검 중</title></head><body>시스템 점검 중입니다.</body></html>"
# What happens instead of a good answer; what a run then says; None where nobody listens.
FAULTS: dict[str, tuple[Callable[[Request], Response] | None, str]] = {
    "a page for people about maintenance": (always(lambda: Response(HTML, content_type="text/html")), ""),
    "an empty list": (always(lambda: datago_json([], 0)), "none of 0 rows can be used"),
    "a key that is not registered": (echoing("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR"), "GEOPORTAL_KEY_DATAGO"),
    "a key that has run out": (echoing("31", "DEADLINE_HAS_EXPIRED_ERROR"), "GEOPORTAL_KEY_DATAGO"),
    "no more calls today": (echoing("22", "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR"), "calls are used up"),
    "one page again and again": (same_page, "repeats the page before it"),
    "too many calls, for ever": (always(lambda: Response("slow down", status=429)), "too many calls at once"),
    "an error in XML though JSON was asked for": (echoing("12", "NO_OPENAPI_SERVICE_ERROR"), "no such service"),
    "nobody listens": (None, "could not be asked"),
    "an answer that is cut off": (cut_off, ""),
}  # fmt: skip


def keys_in(text: str) -> list[str]:
    """The forms of the key that a text holds."""
    return [form for form in (KEY, quote(KEY, safe=""), quote(KEY), quote_plus(KEY)) if form in text]


def standing() -> list[tuple[object, ...]]:
    return list(Place.objects.order_by("pk").values_list("pk", "source_key", "name_ko", "updated_at", "retired_at"))


def test_there_are_10_and_a_fall() -> None:
    assert len(FAULTS) == 10


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_provider_loads_nothing_and_says_why(
    feed: Callable[[str], Feed], caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    caplog.set_level("DEBUG")
    made = feed("hira_pharmacies")
    assert made.run(made.provider(pharmacies())).status == Status.PUBLISHED
    before = standing()
    answer, why = FAULTS[fault]
    outcome = made.run(answer)
    spent = fault == "no more calls today"
    assert outcome.status == (Status.UNCHANGED if spent else Status.FAILED), outcome.message
    last = ImportRun.objects.latest("pk")
    shown = as_text(f"{outcome.status}. {outcome.message}", outcome.report)
    assert why in shown
    assert why in (last.report["fetching"] if spent else last.message)
    assert standing() == before
    files = [path.read_bytes().decode("utf-8", "replace") for path in made.raw.rglob("*") if path.is_file()]
    rows = [repr(row) for model in (ImportRun, QuarantinedRow) for row in model.objects.values()]
    # The made-up server's own log holds what it was asked.
    logged = [record.getMessage() for record in caplog.records if record.name != "werkzeug"]
    logged.append(capsys.readouterr().out)
    for text in (shown, repr(outcome), *made.said, *files, *rows, *logged):
        assert keys_in(text) == []
    # The spent calls come back at midnight.
    (made.raw / ".quota.json").unlink(missing_ok=True)
    assert made.run(made.provider(pharmacies(ROWS + 5))).status == Status.PUBLISHED
    assert Place.objects.published().count() == ROWS + 5


def test_a_list_that_shrinks_to_less_than_half_is_refused_until_it_is_whole_again(feed: Callable[[str], Feed]) -> None:
    made = feed("hira_pharmacies")
    made.run(made.provider(pharmacies()))
    before = standing()
    outcome = made.run(made.provider(pharmacies(ROWS // 2 - 1)))
    assert outcome.status == Status.FAILED
    assert "Only 29 rows where 60 stand: less than half." in outcome.message
    assert standing() == before
    assert made.run(made.provider(pharmacies(ROWS + 1))).report["load"]["added"] == 1


def test_changes_update_close_and_add_what_they_name_and_leave_the_rest(feed: Callable[[str], Feed]) -> None:
    made = feed("permits_clinics")
    made.source = replace(made.source, crs=4326)  # rows at one spot cannot prove metres
    permits = [permit(number) for number in range(400)]
    first = made.run(made.provider(permits))
    assert first.status == Status.PUBLISHED, first.message
    before = {key: (name, gone is None) for _, key, name, _, gone in standing()}
    renamed = [row | {"사업장명": f"새로{number}의원"} for number, row in enumerate(permits[:15])]
    closed = [row | {"영업상태구분코드": "03"} for row in permits[15:20]]
    provider = made.provider([*renamed, *closed, permit(500)])
    outcome = made.run(provider, since=datetime(2026, 11, 16, 15, tzinfo=UTC))
    assert outcome.status == Status.PUBLISHED, outcome.message
    found = {what: outcome.report["load"][what] for what in ("added", "updated", "closed", "retired")}
    assert found == {"added": 1, "updated": 15, "closed": 5, "retired": 0}
    assert provider.calls[0]["cond[DAT_UPDT_PNT::GTE]"] == "20261117000000"
    after = {key: (name, gone is None) for _, key, name, _, gone in standing()}
    assert {key for key in before if after[key] != before[key]} == {
        f"9990000-MADEUP{number:05}" for number in range(20)
    }
    assert Place.objects.published().count() == 400 - 5 + 1
    assert after["9990000-MADEUP00003"][0] == "새로3의원"
    assert json.dumps(outcome.report)
