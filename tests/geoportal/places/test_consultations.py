"""A counsellor who speaks Vietnamese on Tuesdays and Thursdays: searched, explained, shown, edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.gis.geos import Point
from django.test import Client

from etl.record import LanguageRecord
from geoportal.accounts.models import User
from geoportal.core.hours import SEOUL
from geoportal.core.hours_text import read_week
from geoportal.places.consultations import Consultation
from geoportal.places.features import near_collection
from geoportal.places.kinds import SERVICE_IDS, ServiceKind
from geoportal.places.languages import How, spoken_id
from geoportal.places.models import Place, PlaceFacet
from geoportal.places.near import NearSearch
from geoportal.places.opening import is_open_for
from geoportal.places.services import forget_consultations, keep_consultation
from geoportal.places.wanted import Wanted
from tests.geoportal.places.test_offering import LEGAL, center, load
from tests.geoportal.places.test_wanted import names, near

OFFICE = read_week("mon-fri 09:00-18:00\nsat-sun closed\nholiday closed")
VIETNAMESE = read_week("tue 10:00-17:00\nthu 10:00-17:00", unnamed=())
MONDAY, TUESDAY, SUNDAY = "2026-12-07T11:00", "2026-12-08T11:00", "2026-12-06T11:00"


def consultation(place: Place, **fields: Any) -> Consultation:
    values = {
        "kind_id": SERVICE_IDS[ServiceKind.COUNSELLING], "language_ids": [spoken_id("vi", "in_person")],
        "hours": VIETNAMESE, "source_title": "센터 누리집", "checked_on": date(2026, 11, 29), "title_ko": "상담원",
        "title_en": "Counsellor",
    } | fields  # fmt: skip
    one = Consultation(place=place, **values)
    keep_consultation(one)
    return one


@pytest.fixture
def place(province: Any) -> Place:
    load(center("1", name_ko="1", attributes={"hours": OFFICE}))
    return Place.objects.get()


def at(client: Any, moment: str, **asked: Any) -> str:
    return names(near(client, open_at=moment, **asked))


def test_it_is_found_by_its_language_when_it_is_held(client: Any, place: Place) -> None:
    assert names(near(client, languages=["vi"])) == ""
    consultation(place)
    assert names(near(client, languages=["vi"])) == "1"
    assert names(near(client, service="counselling")) == "1"
    assert [at(client, day, languages=["vi"]) for day in (MONDAY, TUESDAY, SUNDAY)] == ["", "1", ""]
    assert [at(client, day) for day in (MONDAY, TUESDAY, SUNDAY)] == ["1", "1", ""]
    listed = client.get("/api/v1/places/", {"languages": "vi", "open_at": MONDAY}).json()["features"]
    assert listed == []
    assert PlaceFacet.objects.filter(facet=1, value=4, places=1).exists()


def test_it_goes_before_the_places_own_hours_and_not_before_another_way(client: Any, place: Place) -> None:
    consultation(place, hours=read_week("sun 10:00-12:00", unnamed=()))
    assert [at(client, day, languages=["vi"]) for day in (MONDAY, SUNDAY)] == ["", "1"]
    load(center("1", name_ko="1", attributes={"hours": OFFICE}, languages=(LanguageRecord("vi", "phone"),)))
    assert [at(client, day, languages=["vi"]) for day in (MONDAY, SUNDAY)] == ["1", "1"]


def test_a_person_speaks_in_person(client: Any, place: Place) -> None:
    consultation(place, language_ids=[spoken_id("vi"), spoken_id("en", "phone")])
    assert Consultation.objects.get().language_ids == [spoken_id("en", "phone"), spoken_id("vi", "in_person")]
    assert [at(client, day, languages=["vi"], how="in_person") for day in (MONDAY, TUESDAY)] == ["", "1"]
    assert at(client, TUESDAY, languages=["vi"], how="phone") == ""
    told = near(client, languages=["vi"], how="in_person", open_at=TUESDAY)["features"][0]["properties"]
    assert len(told["consultations"]) == 1


def test_an_unstated_way_tells_nothing_of_when_a_person_is_there(client: Any, place: Place) -> None:
    """The place speaks Vietnamese in a way that nobody states, and in person on Tuesdays and Thursdays."""
    load(center("1", name_ko="1", attributes={"hours": OFFICE}, languages=(LanguageRecord("vi"),)))
    assert at(client, MONDAY, languages=["vi"], how="in_person", unknown=True) == "1"
    consultation(Place.objects.get())
    assert [at(client, day, languages=["vi"], how="in_person") for day in (MONDAY, TUESDAY)] == ["", "1"]
    assert at(client, MONDAY, languages=["vi"], how="in_person", unknown=True) == ""
    assert at(client, MONDAY, languages=["vi"]) == "1"


def test_it_holds_on_its_days_only(client: Any, place: Place) -> None:
    consultation(place, valid_from=date(2026, 12, 10))
    found = [at(client, day, languages=["vi"]) for day in (TUESDAY, "2026-12-10T11:00")]
    assert found == ["1", "1"]  # before it begins the place's own hours are all that is known
    answer = near(client, languages=["vi"], open_at=TUESDAY)["features"][0]["properties"]
    assert answer["consultations"] == []


def test_the_result_says_when(client: Any, place: Place) -> None:
    consultation(place)
    answer = near(client, languages=["vi"], open_at=TUESDAY)["features"][0]["properties"]
    assert "Counselling, Vietnamese in person: Open until 17:00" in answer["why"]
    (told,) = answer["consultations"]
    assert (told["service"], told["title"], told["open"]) == ("counselling", "Counsellor", "yes")
    assert told["open_until"] == "2026-12-08T17:00:00+09:00"
    assert told["languages"] == [{"language": "vi", "how": "in_person"}]
    assert near(client)["features"][0]["properties"]["consultations"] == []
    page = client.get("/en/near/", {"region": "ansan", "languages": "vi", "open_at": TUESDAY, "radius_m": 50_000})
    assert "Counselling, Vietnamese in person: Open until 17:00" in page.content.decode()


def test_the_place_shows_it_with_its_source(client: Any, place: Place) -> None:
    consultation(place, source_url="https://example.org/")
    page = client.get(f"/en/places/{place.pk}/").content.decode()
    assert "Consultation hours" in page
    assert "Counsellor" in page
    assert "10:00–17:00" in page
    assert 'href="https://example.org/"' in page
    (told,) = client.get(f"/api/v1/places/{place.pk}/").json()["properties"]["consultations"]
    assert (told["source"], told["checked_on"]) == ("센터 누리집", "2026-11-29")


def test_it_stays_through_loads_and_goes_when_it_is_deleted(client: Any, place: Place) -> None:
    one = consultation(place)
    load(center("1", name_ko="1", name_en="Changed", attributes={"hours": OFFICE}))
    assert names(near(client, languages=["vi"])) == "1"
    forget_consultations([one.pk])
    assert names(near(client, languages=["vi"])) == ""


def test_a_services_own_hours_go_before_the_places(client: Any, province: Any) -> None:
    load(center("1", replace(LEGAL, hours=read_week("wed 14:00-17:00", unnamed=())), name_ko="1",
                attributes={"hours": OFFICE}))  # fmt: skip
    wednesday = "2026-12-09T15:00"
    assert [at(client, day, service="legal_aid") for day in (MONDAY, wednesday)] == ["", "1"]
    assert [at(client, day) for day in (MONDAY, wednesday)] == ["1", "1"]
    page = client.get(f"/en/places/{Place.objects.get().pk}/").content.decode()
    assert "14:00–17:00" in page
    told = near(client, service="legal_aid", open_at=wednesday)["features"][0]["properties"]
    assert (told["open"], told["open_until"], told["open_words"]) == (
        "yes", "2026-12-09T17:00:00+09:00", "Open until 18:00"
    )  # fmt: skip
    assert told["why"].endswith(" · Legal aid: Open until 17:00")
    assert told["service_hours"][0]["open_until"] == told["open_until"]
    assert near(client, open_at=wednesday)["features"][0]["properties"]["service_hours"] == []
    found = client.get("/en/near/", {"region": "ansan", "service": "legal_aid", "open_at": wednesday})
    assert "Legal aid: Open until 17:00" in found.content.decode()


@pytest.mark.parametrize("moment", [MONDAY, TUESDAY, "2026-12-09T15:00", SUNDAY])
@pytest.mark.parametrize("how", ["", "in_person", "phone"])
def test_open_is_told_for_what_is_asked_as_the_search_finds_it(
    client: Any, province: Any, moment: str, how: str
) -> None:
    """Every mix of own hours, languages, a service's hours and a consultation, asked in every way."""
    mixes = list(product((OFFICE, None), ((), ("",), ("phone",), ("in_person",)), (True, False), (True, False)))
    legal = replace(LEGAL, hours=read_week("wed 14:00-17:00", unnamed=()))
    load(*(
        center(
            str(number), *([legal] if timed else []), name_ko=str(number), attributes={"hours": hours} if hours else {},
            languages=tuple(LanguageRecord("vi", way) for way in ways),
        )
        for number, (hours, ways, timed, _) in enumerate(mixes)
    ))  # fmt: skip
    for place in Place.objects.all():
        if mixes[int(place.name_ko)][3]:
            consultation(place, kind_id=SERVICE_IDS[ServiceKind.LEGAL_AID])
    for languages, service in ((("vi",), None), ((), ServiceKind.LEGAL_AID), (("vi",), ServiceKind.LEGAL_AID)):
        wanted = Wanted(languages=languages, how=How(how) if languages else How.UNSTATED, service=service)
        asked = datetime.fromisoformat(moment).replace(tzinfo=SEOUL)
        search = NearSearch(open_at=asked, wanted=wanted, radius_m=50_000, limit=100)
        found = near_collection(Place.objects.near(Point(126.85, 37.27, srid=4326), search))["features"]
        told = {one["properties"]["name_ko"]: one["properties"]["open"] for one in found}
        stated = Place.objects.offering(wanted).annotate(asked=is_open_for(asked, wanted))
        assert told == {name: said for name, said in stated.values_list("name_ko", "asked") if said != "no"}
        assert told or how == "in_person"


def test_it_is_written_in_the_admin_by_whoever_may(client: Any, place: Place) -> None:
    user = User.objects.create_user("kim", "a long enough word", is_staff=True)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = "/admin/places/consultation/add/"
    assert client.get(page).status_code == 403
    user.user_permissions.set(Permission.objects.filter(codename__endswith="_consultation"))
    filled = {
        "place": place.pk, "kind_id": SERVICE_IDS[ServiceKind.COUNSELLING], "language_ids": ["vi:in_person", "en:"],
        "hours": "tue 10:00-17:00\n목 10:00-17:00", "source_title": "센터 누리집", "checked_on": "2026-11-29",
    }  # fmt: skip
    assert "25:00" in client.post(page, filled | {"hours": "tue 25:00-26:00"}).content.decode()
    assert client.post(page, filled).status_code == 302
    one = Consultation.objects.get()
    assert (one.shown_at, one.language_ids, one.hours) == (place, [21, 41], VIETNAMESE)
    assert "thu 10:00-17:00" in client.get(f"/admin/places/consultation/{one.pk}/change/").content.decode()
