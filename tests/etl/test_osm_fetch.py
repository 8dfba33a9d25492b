"""Fetching the map by region: the real osmnx against a local server that speaks as Overpass does."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import osmnx
import pytest
import shapely
from defusedxml.ElementTree import parse
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from etl.errors import FetchFailed
from etl.osm_fetch import Area, Overpass, fetch_areas
from etl.readers.osm import rows_of

(FIXTURE,) = (Path(__file__).resolve().parents[2] / "fixtures" / "sources" / "osm_places").iterdir()
TODAY = date.today()
WEST = Area("41273", shapely.to_wkb(shapely.box(126.82, 37.29, 126.848, 37.325)))
EAST = Area("41271", shapely.to_wkb(shapely.box(126.848, 37.29, 126.87, 37.325)))
EMPTY = Area("41999", shapely.to_wkb(shapely.box(126.9, 37.29, 126.95, 37.325)))
STATUS = """Connected as: 2130706433
Current time: 2026-11-22T00:00:00Z
Announced endpoint: none
Rate limit: 2
2 slots available now.
Currently running queries (pid, space limit, time limit, start time):
"""
Answer = tuple[int, str]


def element(drawn: Any) -> dict[str, Any]:
    """An element of OpenStreetMap XML as Overpass writes it in JSON."""
    made: dict[str, Any] = {"type": drawn.tag, "id": int(drawn.get("id"))}
    tags = {tag.get("k"): tag.get("v") for tag in drawn.iter("tag")}
    if drawn.tag == "node":
        made |= {"lat": float(drawn.get("lat")), "lon": float(drawn.get("lon"))}
    if drawn.tag == "way":
        made["nodes"] = [int(nd.get("ref")) for nd in drawn.iter("nd")]
    if drawn.tag == "relation":
        made["members"] = [
            {"type": one.get("type"), "ref": int(one.get("ref")), "role": one.get("role")}
            for one in drawn.iter("member")
        ]
    return made | ({"tags": tags} if tags else {})


ELEMENTS = [element(drawn) for drawn in parse(FIXTURE).getroot() if drawn.tag in ("node", "way", "relation")]


def answered(elements: list[dict[str, Any]], **more: str) -> str:
    """An answer in the form of Overpass."""
    head = {
        "version": 0.6,
        "generator": "Overpass API made up",
        "osm3s": {"timestamp_osm_base": "2026-11-01T03:04:05Z"},
    }
    return json.dumps(head | {"elements": elements} | more)


@dataclass
class Fake:
    """A server that answers with the whole fixture, or first with `answers`, and notes what it was asked."""

    server: HTTPServer
    answers: list[Answer] = field(default_factory=list)
    status: Answer = (200, STATUS)
    questions: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def interpret(self, request: Request) -> Response:
        self.questions.append(parse_qs(request.get_data(as_text=True))["data"][0])
        self.headers.append(dict(request.headers))
        code, text = self.answers.pop(0) if self.answers else (200, answered(ELEMENTS))
        return Response(text, status=code, content_type="application/json", headers={"Location": "/elsewhere"})

    @property
    def overpass(self) -> Overpass:
        return Overpass("operator@example.kr", url=self.server.url_for("/api"), pause=self.waited.append)


@pytest.fixture
def fake(httpserver: HTTPServer) -> Fake:
    made = Fake(httpserver)
    httpserver.expect_request("/api/interpreter", method="POST").respond_with_handler(made.interpret)
    httpserver.expect_request("/api/status").respond_with_handler(lambda _: Response(made.status[1], made.status[0]))
    return made


@pytest.fixture
def fetched(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """A function that fetches areas into `raw`, from a working folder that must stay empty."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    def fetch(*areas: Area, server: Overpass | None = None, today: date = TODAY) -> Path:
        return fetch_areas(areas, server or fake.overpass, raw_dir=tmp_path / "raw", today=today)

    yield fetch
    assert list(elsewhere.iterdir()) == []


def saved(folder: Path) -> dict[str, list[str]]:
    return {path.name: [row["@id"] for row in rows_of(path)] for path in sorted(folder.iterdir())}


def test_each_region_is_a_file_with_its_places(fake: Fake, fetched: Callable[..., Path], tmp_path: Path) -> None:
    folder = fetched(WEST, EAST)
    assert folder == tmp_path / "raw" / "osm_places" / TODAY.isoformat()
    assert saved(folder) == {
        "41271.osm.geojson": ["relation/1", "way/5"],
        "41273.osm.geojson": [*(f"node/{n}" for n in range(1, 18) if n not in (8, 15)), "way/1"],
    }
    assert not (tmp_path / "raw" / ".osm_places.unfinished").exists()


def test_the_rows_are_those_of_a_file_of_the_same_map(fetched: Callable[..., Path]) -> None:
    folder = fetched(WEST, EAST)
    by_region = {row["@id"]: row for path in folder.iterdir() for row in rows_of(path)}
    whole = {row["@id"]: row for row in rows_of(FIXTURE) if row["@id"] != "node/8"}
    near = {key: (float(row.pop("@lat")), float(row.pop("@lon"))) for key, row in by_region.items()}
    for key, row in whole.items():
        assert near[key] == pytest.approx((float(row.pop("@lat")), float(row.pop("@lon"))), abs=0.002)
    assert by_region == whole


def test_trap_61_neither_shelters_nor_persons_are_written_down(fetched: Callable[..., Path]) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in fetched(WEST, EAST).iterdir())
    assert "지은연합의원" in text
    for secret in ("지은이주여성센터", "지은이 원장", "person@example.kr"):
        assert secret not in text


def test_trap_62_the_licence_is_in_the_file(fetched: Callable[..., Path]) -> None:
    (path,) = fetched(EAST).iterdir()
    stated = json.loads(path.read_text(encoding="utf-8"))
    assert stated["attribution"] == "© OpenStreetMap contributors, ODbL 1.0"
    assert stated["timestamp"] == "2026-11-01T03:04:05Z"


def test_one_question_for_each_region_says_who_asks_and_for_what(fake: Fake, fetched: Callable[..., Path]) -> None:
    fetched(WEST, EAST)
    assert len(fake.questions) == 2
    assert {one["User-Agent"] for one in fake.headers} == {"geoportal-etl (operator@example.kr)"}
    assert fake.questions[0].startswith("[out:json][timeout:180]")
    asked = set(re.findall(r"node(\[[^(]*\])\(poly:", fake.questions[0]))
    assert "['amenity'='hospital']" in asked and "['healthcare']" in asked and "['office'='government']" in asked
    assert fake.waited == [5.0, 5.0]


def test_the_servers_own_limits_are_asked_for_first(fake: Fake, fetched: Callable[..., Path]) -> None:
    fetched(EAST)
    assert [(request.method, request.path) for request, _ in fake.server.log] == [
        ("GET", "/api/status"),
        ("POST", "/api/interpreter"),
    ]


def test_a_region_without_places_is_no_error(fake: Fake, fetched: Callable[..., Path]) -> None:
    fake.answers = [(200, answered([]))]
    assert saved(fetched(EMPTY, EAST)) == {"41271.osm.geojson": ["relation/1", "way/5"], "41999.osm.geojson": []}


def test_what_lies_outside_of_the_region_is_left_out(fetched: Callable[..., Path]) -> None:
    assert saved(fetched(EMPTY)) == {"41999.osm.geojson": []}


@pytest.mark.parametrize("code", [429, 504, 503])
def test_a_busy_server_is_given_ever_more_time(fake: Fake, fetched: Callable[..., Path], code: int) -> None:
    fake.answers = [(code, "<html>busy</html>"), (code, "")]
    assert saved(fetched(EAST)) == {"41271.osm.geojson": ["relation/1", "way/5"]}
    assert fake.waited == [60.0, 120.0, 5.0]


def test_half_an_answer_is_not_taken_for_a_region_without_places(fake: Fake, fetched: Callable[..., Path]) -> None:
    """Overpass says with 200 and a remark that it ran out of time; osmnx only logs it."""
    remark = 'runtime error: Query timed out in "query" at line 1 after 181 seconds.'
    fake.answers = [(200, answered([], remark=remark)), (200, answered(ELEMENTS[:3], remark=remark))]
    assert saved(fetched(EAST)) == {"41271.osm.geojson": ["relation/1", "way/5"]}
    assert len(fake.questions) == 3


def test_a_server_that_stays_busy_is_left_alone_and_what_is_finished_is_kept(
    fake: Fake, fetched: Callable[..., Path], tmp_path: Path
) -> None:
    fake.answers = [(200, answered(ELEMENTS)), *[(429, "")] * 4]
    with pytest.raises(FetchFailed, match=r"^41271: .* did not answer in 4 tries: it answered 429\. .* goes on"):
        fetched(WEST, EAST)
    assert not (tmp_path / "raw" / "osm_places").exists()
    assert fake.waited == [5.0, 60.0, 120.0, 240.0]
    assert sorted(saved(fetched(WEST, EAST))) == ["41271.osm.geojson", "41273.osm.geojson"]
    assert len(fake.questions) == 6


@pytest.mark.parametrize(("days", "questions"), [(0, 3), (3, 3), (5, 4)])
def test_what_waits_is_used_for_three_days(
    fake: Fake, fetched: Callable[..., Path], tmp_path: Path, days: int, questions: int
) -> None:
    fake.answers = [(200, answered(ELEMENTS)), (404, "")]
    with pytest.raises(FetchFailed, match="404"):
        fetched(WEST, EAST)
    later = TODAY + timedelta(days=days)
    assert fetched(WEST, EAST, today=later).name == later.isoformat()
    assert len(fake.questions) == questions


def test_the_same_day_asks_for_nothing_twice(fake: Fake, fetched: Callable[..., Path]) -> None:
    fetched(WEST)
    folder = fetched(WEST, EAST)
    assert len(fake.questions) == 2
    assert sorted(saved(folder)) == ["41271.osm.geojson", "41273.osm.geojson"]


OTHER = {
    "a web page": (200, "<html><body>Maintenance</body></html>"),
    "nothing": (200, ""),
    "a list": (200, "[]"),
    "another object": (200, '{"message": "hello"}'),
    "an element without a place": (200, answered([{"type": "node", "id": 1, "tags": {"amenity": "clinic"}}])),
    "a bad question": (400, "<html>parse error</html>"),
    "a refusal": (403, ""),
    "another address": (302, ""),
}


@pytest.mark.parametrize("kind", OTHER)
def test_any_other_answer_stops_the_fetch(fake: Fake, fetched: Callable[..., Path], tmp_path: Path, kind: str) -> None:
    fake.answers = [OTHER[kind]]
    with pytest.raises(FetchFailed):
        fetched(EAST)
    assert len(fake.questions) == 1
    assert list((tmp_path / "raw").rglob("*.geojson")) == []


def test_a_status_that_is_refused_is_waited_out(fake: Fake, fetched: Callable[..., Path]) -> None:
    fake.status = (504, "")
    with pytest.raises(FetchFailed, match="it answered 504"):
        fetched(EAST, server=replace(fake.overpass, tries=2))
    assert (fake.questions, fake.waited) == ([], [60.0])


def test_osmnx_is_left_as_it_was(fetched: Callable[..., Path]) -> None:
    before = dict(vars(osmnx.settings))
    resolve = socket.getaddrinfo
    fetched(EAST)
    assert dict(vars(osmnx.settings)) == before
    assert socket.getaddrinfo is resolve
