"""One made-up clinic and one made-up festival, each in two sources, from their files to the pages."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from etl.run import Options, Outcome, Status, run_source
from etl.source import Expectations, Source, read_source
from geoportal.events.models import Event
from geoportal.places.models import Place

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
HIRA, EGEN, FESTIVALS, TOUR = (
    replace(read_source(name), expectations=Expectations())
    for name in ("hira_hospitals", "egen_hospitals", "festivals_standard", "tour_festivals")
)
NAME, ADDRESS = "지은내과의원", "경기도 안산시 단원구 지은로 1"
CLINIC = {
    "암호화요양기호": "KEY00001", "요양기관명": NAME, "종별코드": "31", "종별코드명": "의원", "시도코드명": "경기",
    "시군구코드명": "안산단원구", "주소": ADDRESS, "전화번호": "", "좌표(X)": "126.8104", "좌표(Y)": "37.2204",
}  # fmt: skip
HOURS = {f"dutyTime{day}{end}": time for day in range(1, 6) for end, time in (("s", "0900"), ("c", "1830"))}
DUTY = {
    "hpid": "A9990001", "dutyName": NAME, "dutyAddr": ADDRESS, "dutyDiv": "C", "dutyDivNam": "의원",
    "dutyTel1": "031-481-1234", "wgs84Lat": "37.2204", "wgs84Lon": "126.8104", **HOURS,
}  # fmt: skip
FESTIVAL = {
    "축제명": "제12회 지은 포도축제", "개최장소": "지은광장",
    "축제시작일자": "2026-12-05", "축제종료일자": "2026-12-06",
    "소재지도로명주소": ADDRESS, "소재지지번주소": "", "위도": "37.21", "경도": "126.81",
    "데이터기준일자": "2026-10-31", "제공기관코드": "9990001", "제공기관명": "경기도 안산시",
}  # fmt: skip
TOUR_ITEM = {
    "contentid": "9990001", "title": "지은포도축제", "addr1": ADDRESS, "eventstartdate": "20261205",
    "eventenddate": "20261206", "mapx": "126.81", "mapy": "37.21", "tel": "031-481-5678",
}  # fmt: skip
Load = Callable[..., Outcome]


def write_file(folder: Path, source: Source, rows: Sequence[Mapping[str, str]]) -> None:
    """The rows as the source gives them: a table in a file, or a page of an API put there by hand."""
    if source.file_pattern:
        path = folder / f"{source.file_pattern.split('[')[0].strip('*.')}_20261115.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as opened:
            csv.writer(opened).writerows([list(rows[0]), *(list(row.values()) for row in rows)])
        return
    page = folder / "20261115" / "0001.json"
    page.parent.mkdir(parents=True, exist_ok=True)
    body = {"items": {"item": rows}, "numOfRows": 1000, "pageNo": 1, "totalCount": len(rows)}
    page.write_text(json.dumps({"response": {"header": {"resultCode": "0000"}, "body": body}}), encoding="utf-8")


@pytest.fixture
def load(tmp_path: Path, province: object) -> Load:
    """A function that loads these rows: load(HIRA, CLINIC)."""

    def load(source: Source, *rows: Mapping[str, str]) -> Outcome:
        write_file(tmp_path / source.name, source, rows)
        outcome = run_source(source, Options(tmp_path, TODAY, fetch=False, accept=frozenset({"count", "fall"})))
        assert outcome.status == Status.PUBLISHED, outcome
        return outcome

    return load


def stated() -> list[tuple[object, ...]]:
    """What is shown of each place: its source, phone, what twins add, and which sources it has."""
    return [
        (place.source.name, place.shown_phone, place.hours and place.hours["mon"], place.twins.count())
        for place in Place.objects.published().order_by("source_key")
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["hira first", "egen first"])
def test_one_clinic_of_two_sources_is_one_card_whatever_the_order(load: Load, order: Sequence[int]) -> None:
    files = [(HIRA, CLINIC), (EGEN, DUTY)]
    for number in order:
        source, row = files[number]
        load(source, row)
    assert stated() == [("hira_hospitals", "031-481-1234", [["09:00", "18:30"]], 1)]
    place = Place.objects.published().get()
    assert {field: one["source"] for field, one in place.merged.items()} == {
        "phone": "egen_hospitals", "attributes.hours": "egen_hospitals",
    }  # fmt: skip
    html = Client().get(f"/en/places/{place.pk}/").content.decode()
    assert "Telephone number from another source: E-Gen hospitals and clinics with hours" in html
    assert "09:00–18:30" in html


def test_what_a_source_no_longer_has_is_no_longer_shown(load: Load) -> None:
    load(HIRA, CLINIC)
    load(EGEN, DUTY)
    load(EGEN, DUTY | {"hpid": "A9990002", "dutyName": "해담안과의원", "dutyAddr": ADDRESS.replace(" 1", " 77")})
    assert stated() == [
        ("egen_hospitals", "031-481-1234", [["09:00", "18:30"]], 0),
        ("hira_hospitals", "", None, 0),
    ]
    assert Place.objects.get(source__name="hira_hospitals").merged == {}
    load(EGEN, DUTY)
    assert stated() == [("hira_hospitals", "031-481-1234", [["09:00", "18:30"]], 1)]


def test_a_place_known_to_its_city_only_is_shown_where_its_twin_has_it(load: Load) -> None:
    nowhere = CLINIC | {"좌표(X)": "", "좌표(Y)": "", "주소": "경기도 안산시 단원구", "전화번호": "031-481-1234"}
    by_city = replace(HIRA, geocode=True)
    load(by_city, nowhere)
    alone = Place.objects.published().get()
    assert alone.position == "unit"
    load(EGEN, DUTY)
    shown = Place.objects.published().get()
    assert (shown.pk, shown.position, shown.point.coords) == (alone.pk, "source", (126.8104, 37.2204))
    assert shown.dong == Place.objects.get(source__name="egen_hospitals").dong
    assert shown.merged["position"] == {"value": "source", "source": "egen_hospitals"}
    html = Client().get(f"/en/places/{shown.pk}/").content.decode()
    assert "Position from another source: E-Gen hospitals and clinics with hours" in html
    other = CLINIC | {"암호화요양기호": "KEY00002", "요양기관명": "해담안과의원", "주소": ADDRESS.replace(" 1", " 77")}
    load(by_city, nowhere, other)
    assert Place.objects.get(pk=alone.pk).updated_at == shown.updated_at
    load(
        EGEN,
        DUTY
        | {"hpid": "A9990002", "dutyName": "해담안과의원", "dutyTel1": "", "dutyAddr": ADDRESS.replace(" 1", " 77")},
    )
    back = Place.objects.get(pk=alone.pk)
    assert (back.position, back.point.coords, back.unit_id, back.dong_id, back.own_location, back.merged) == (
        "unit", alone.point.coords, alone.unit_id, alone.dong_id, None, {},
    )  # fmt: skip


def test_when_the_more_trusted_source_drops_it_the_other_shows_it(load: Load) -> None:
    load(HIRA, CLINIC)
    load(EGEN, DUTY)
    load(
        HIRA,
        CLINIC | {"암호화요양기호": "KEY00002", "요양기관명": "해담안과의원", "주소": ADDRESS.replace(" 1", " 77")},
    )
    assert ("egen_hospitals", "031-481-1234", [["09:00", "18:30"]], 0) in stated()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["standard first", "tourist office first"])
def test_trap_21_one_festival_of_two_sources_is_one_card(load: Load, order: Sequence[int]) -> None:
    files = [(FESTIVALS, FESTIVAL), (TOUR, TOUR_ITEM)]
    for number in order:
        source, row = files[number]
        load(source, row)
    event = Event.objects.published().get()
    assert (event.source.name, event.provider, event.phone) == ("festivals_standard", "경기도 안산시", "")
    assert event.twins.get().provider == "KTO"
    html = Client().get(f"/en/events/{event.pk}/").content.decode()
    assert "Telephone number from another source: Festivals of the Korea Tourism Organization" in html


def test_trap_21_one_festival_of_two_providers_of_one_source_is_one_card(load: Load) -> None:
    other = {"제공기관명": "한국관광공사", "제공기관코드": "9990002", "축제명": "지은포도축제"}
    assert load(FESTIVALS, FESTIVAL, FESTIVAL | other).report["load"]["twins"] == 1
    assert Event.objects.published().count() == 1
