"""What people correct holds through every load of the source, says where it is from, and can be ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geoportal.core.hours_text import read_week
from geoportal.places.corrected import Corrected, Correction
from geoportal.places.models import Change, Place, PlaceCount
from geoportal.places.services import Checked, SuggestedPlace, add_suggested, correct, end_correction
from tests.geoportal.places.test_offering import FACTS as FACTS_OF_CENTERS
from tests.geoportal.places.test_offering import all_twins, center, load

CHECKED = Checked(by=None, why="residents", on=date(2026, 11, 29), url="https://example.org/")
WEEK = read_week("mon-fri 09:00-18:00")
OTHER_WEEK = read_week("mon-sat 10:00-20:00")
FACTS: dict[Corrected, Any] = {
    Corrected.PIN: {"lat": 37.28, "lon": 126.86}, Corrected.ADDRESS: "경기도 안산시 상록구 새길 9",
    Corrected.PHONE: "031-999-9999", Corrected.HOURS: OTHER_WEEK,
    Corrected.LANGUAGES: [{"language": "vi", "how": "in_person"}],
}  # fmt: skip


def source_row(**fields: Any) -> Any:
    return center("1", attributes={"hours": WEEK, "beds": 3}, phone="031-111-1111", **fields)


def said(place: Place) -> dict[str, Any]:
    place.refresh_from_db()
    return {
        "pin": (place.point.y, place.point.x), "address": place.address_ko, "phone": place.phone,
        "hours": place.attributes.get("hours"), "languages": place.language_ids, "unit": place.unit.slug,
        "dong": place.dong.code, "retired": place.retired_at is not None, "beds": place.attributes["beds"],
    }  # fmt: skip


@pytest.fixture
def place(province: Any) -> Place:
    load(source_row())
    return Place.objects.select_related("source").get()


CORRECTED = {
    "pin": (37.28, 126.86), "address": "경기도 안산시 상록구 새길 9", "phone": "031-999-9999", "hours": OTHER_WEEK,
    "languages": [41], "unit": "ansan-sangnok", "dong": "4127100001", "retired": False, "beds": 3,
}  # fmt: skip


def test_corrections_stand_at_once_and_after_loads(place: Place) -> None:
    stated = said(place)
    correct(place, FACTS, CHECKED)
    assert said(place) == CORRECTED
    assert load(source_row())["unchanged"] == 1
    assert said(place) == CORRECTED
    counts = load(source_row(name_ko="새 이름"))
    assert (counts["updated"], said(place)) == (1, CORRECTED)
    place.refresh_from_db()
    assert place.name_ko == "새 이름"
    for one in Correction.objects.in_force():
        end_correction(one)
    assert said(place) == stated
    assert load(source_row(name_ko="새 이름"))["unchanged"] == 1


def test_what_the_source_states_is_kept_up_to_date_beside_it(place: Place) -> None:
    (one,) = correct(place, {Corrected.PHONE: "031-999-9999"}, CHECKED)
    assert one.stated == "031-111-1111"
    load(center("1", attributes={"hours": WEEK, "beds": 3}, phone="031-222-2222"))
    one.refresh_from_db()
    assert (one.stated, said(place)["phone"]) == ("031-222-2222", "031-999-9999")
    end_correction(one)
    assert said(place)["phone"] == "031-222-2222"


def test_a_closed_place_stays_closed_while_its_source_lists_it(place: Place, client: Any) -> None:
    (one,) = correct(place, {Corrected.CLOSED: {"on": "2026-11-01"}}, CHECKED)
    assert said(place)["retired"]
    assert (load(source_row())["unchanged"], load(source_row(name_ko="새"))["returned"]) == (1, 0)
    assert said(place)["retired"]
    assert not PlaceCount.objects.filter(places__gt=0).exists()
    assert list(Change.objects.values_list("what", flat=True)) == ["closed"]
    page = client.get(place.get_absolute_url(), headers={"accept-language": "en"})
    assert page.status_code == 410
    end_correction(one)
    end_correction(one)
    assert not said(place)["retired"]
    assert load(source_row(name_ko="새"))["unchanged"] == 1


def test_a_pin_goes_before_a_twins_finer_position_until_it_is_ended(place: Place) -> None:
    load(source_row(position="dong"))
    finer = center("9", name_ko="쌍둥이", lat=37.23, lon=126.84)
    load(finer, facts=replace(FACTS_OF_CENTERS, name="others", rank=60), twins=all_twins)
    lent = said(place)
    assert lent["pin"] == (37.23, 126.84)
    made = correct(place, {Corrected.PIN: FACTS[Corrected.PIN]}, CHECKED)
    assert said(place)["pin"] == (37.28, 126.86)
    load(source_row(position="dong", name_ko="새 이름"), twins=all_twins)
    assert said(place)["pin"] == (37.28, 126.86)
    for one in made:
        end_correction(one)
    assert said(place)["pin"] == lent["pin"]
    place.refresh_from_db()
    assert place.own_location["position"] == "dong"


def test_dates_go_over_the_week_and_stay_when_the_source_changes_it(place: Place) -> None:
    (one,) = correct(place, {Corrected.DATES: {"2026-12-25": [["10:00", "14:00"]]}}, CHECKED)
    assert said(place)["hours"] == WEEK | {"exceptions": {"2026-12-25": [["10:00", "14:00"]]}}
    load(center("1", attributes={"hours": OTHER_WEEK, "beds": 3}, phone="031-111-1111"))
    assert said(place)["hours"] == OTHER_WEEK | {"exceptions": {"2026-12-25": [["10:00", "14:00"]]}}
    end_correction(one)
    assert said(place)["hours"] == OTHER_WEEK


def test_a_pin_outside_the_regions_changes_nothing(place: Place) -> None:
    before = said(place)
    with pytest.raises(ValueError, match="pin"):
        correct(place, {Corrected.PHONE: "1", Corrected.PIN: {"lat": 35.0, "lon": 129.0}}, CHECKED)
    assert (said(place), Correction.objects.count()) == (before, 0)


def test_the_page_and_the_api_say_what_was_corrected(place: Place, client: Any) -> None:
    correct(place, {Corrected.PHONE: "031-999-9999"}, CHECKED)
    page = client.get(f"/en{place.get_absolute_url()}").content.decode()
    assert "Telephone: corrected here by reports of residents, checked by a person, checked 2026-11-29" in page
    (told,) = client.get(f"/api/v1/places/{place.pk}/").json()["properties"]["corrections"]
    assert told == {
        "field": "phone", "value": "031-999-9999", "stated": "031-111-1111", "why": "residents",
        "url": "https://example.org/", "checked_on": "2026-11-29",
    }  # fmt: skip


def test_a_suggested_place_is_one_of_its_own_source_and_stays(place: Place, client: Any) -> None:
    suggested = SuggestedPlace("suggestion-7", "counselling", "샘터 상담소", 37.21, 126.84, date(2026, 11, 29))
    made = add_suggested(suggested)
    assert (made.source.name, made.unit.slug, made.checked_on) == ("residents", "ansan-danwon", date(2026, 11, 29))
    assert add_suggested(suggested) == made
    assert said(place)["phone"] == "031-111-1111"
    load(source_row(name_ko="새 이름"))
    made.refresh_from_db()
    assert made.retired_at is None
    found = client.get("/api/v1/places/", {"q": "샘터"}).json()["features"]
    assert [feature["id"] for feature in found] == [made.pk]
    with pytest.raises(ValueError, match="suggestion-8"):
        add_suggested(SuggestedPlace("suggestion-8", "counselling", "먼 곳", 35.0, 129.0, date(2026, 11, 29)))
    assert Place.objects.count() == 2


def test_a_duty_roster_is_loaded_from_a_table(place: Place, tmp_path: Path, capsys: Any) -> None:
    roster = tmp_path / "roster.csv"
    head = "source,key,date,hours\n"
    roster.write_text(head + "centers,1,2099-01-01,10:00-14:00\ncenters,1,2099-01-02,closed\n", encoding="utf-8-sig")
    call_command("load_roster", roster, why="E-Gen 설 연휴 당직")
    assert said(place)["hours"]["exceptions"] == {"2099-01-01": [["10:00", "14:00"]], "2099-01-02": []}
    roster.write_text(head + "centers,1,2099-01-02,12:00-13:00\n", encoding="utf-8")
    call_command("load_roster", roster, why="E-Gen 설 연휴 당직")
    after = said(place)["hours"]["exceptions"]
    assert after == {"2099-01-01": [["10:00", "14:00"]], "2099-01-02": [["12:00", "13:00"]]}
    load(source_row(name_ko="새 이름"))
    assert said(place)["hours"]["exceptions"] == after


@pytest.mark.parametrize("line", ["centers,9,2099-01-01,closed", "centers,1,2099-13-01,closed", "centers,1,x,closed",
                                  "centers,1,2099-01-01,soon", "x"])  # fmt: skip
def test_a_roster_with_a_wrong_line_loads_nothing(place: Place, tmp_path: Path, line: str) -> None:
    roster = tmp_path / "roster.csv"
    good = "source,key,date,hours\ncenters,1,2099-01-03,closed\n"
    roster.write_text(line if line == "x" else good + line, encoding="utf-8")
    with pytest.raises(CommandError, match="1" if line == "x" else "3"):
        call_command("load_roster", roster, why="당직")
    assert not Correction.objects.exists()
