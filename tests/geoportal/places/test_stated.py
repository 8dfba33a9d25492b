"""One place, many sources: whose value is shown, where sources disagree, and that ODbL data stays apart."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from geoportal.accounts.models import User
from geoportal.core import geo
from geoportal.core.sql import statement
from geoportal.places import wording
from geoportal.places.categories import Category
from geoportal.places.hours import week
from geoportal.places.models import Place
from geoportal.places.near import NearSearch
from geoportal.places.stated import disagreements, disputed, said_apart, stated
from geoportal.places.twins import fill_gaps
from geoportal.provenance.models import Source
from geoportal.tiles.layers import LAYERS
from geoportal.tiles.queries import draw

LAT, LON = 37.226, 126.851
WEEK = {
    "mon": [["09:00", "13:00"], ["14:00", "18:30"]], "tue": [["00:00", "24:00"]], "wed": [["18:00", "26:00"]],
    "thu": [["09:00", "18:00"]], "fri": [["09:00", "18:00"]], "sat": None, "sun": [], "holiday": None,
}  # fmt: skip
EN = {"accept-language": "en"}


@pytest.fixture
def sources(province: object) -> dict[str, Source]:
    terms = {"kind": "places", "publisher": "지은이", "publisher_en": "The maker"}
    return {
        name: Source.objects.create(
            name=name, title_ko=f"{title} 목록", title_en=title, rank=rank, license=terms_of_use, url=f"https://{name}.example/",
            attribution=f"© {title}", **terms,
        )
        for name, title, rank, terms_of_use in (
            ("first", "First list", 10, "KOGL-1"), ("second", "Second list", 20, "KOGL-1"),
            ("map", "Open map", 50, "ODbL-1.0"),
        )
    }  # fmt: skip


@pytest.fixture
def stand(add_place: Any, sources: dict[str, Source]) -> Any:
    """A function that makes a head of `first` and a twin of each other source named: stand({...}, second={...})."""

    def stand(head: dict[str, Any], **twins: dict[str, Any]) -> Place:
        shown = add_place(LAT, LON, source=sources["first"], **head)
        for name, values in twins.items():
            add_place(LAT, LON, source=sources[name], same_as=shown, **values)
        fill_gaps()
        wording.fill()
        shown.refresh_from_db()
        return shown

    return stand


def page(place: Place, status: int = 200, language: str = "/en") -> str:
    response = Client().get(f"{language}/places/{place.pk}/")
    assert response.status_code == status
    return response.content.decode()


def detail(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = Client().get(f"/api/v1/places/{place.pk}/", headers=EN).json()["properties"]
    return found


def test_what_only_a_twin_knows_is_shown_with_its_source(stand: Any) -> None:
    place = stand(
        {"name_en": "Jieun Uiwon", "name_en_generated": True},
        second={"phone": "031-481-1234", "name_en": "Jieun Clinic", "attributes": {"hours": WEEK}},
    )
    assert stated(place, "phone") == ("031-481-1234", "second")
    assert stated(place, "name_en") == ("Jieun Clinic", "second")
    html = page(place)
    assert "Telephone number from another source: Second list" in html
    assert html.count("From another source: Second list") == 2
    assert "09:00–13:00" in html
    assert "14:00–18:30" in html
    assert "was made by a program" not in html
    shown = detail(place)
    assert (shown["name"], shown["phone"], shown["hours"]) == ("Jieun Clinic", "031-481-1234", WEEK)
    assert shown["merged"] == {"phone": "second", "name_en": "second", "hours": "second"}
    assert [one["name"] for one in shown["sources"]] == ["first", "second"]


def test_what_the_places_own_source_says_is_never_replaced(stand: Any) -> None:
    place = stand(
        {"phone": "031-1", "name_en": "Own", "homepage": "https://own.example"},
        second={"phone": "031-2", "name_en": "Other", "homepage": "https://other.example"},
    )
    assert [stated(place, field) for field in ("phone", "name_en", "homepage")] == [
        ("031-1", ""), ("Own", ""), ("https://own.example", ""),
    ]  # fmt: skip
    assert detail(place)["merged"] == {}


@pytest.mark.parametrize("body", [{"region": "ansan-danwon"}, {"region": "ansan-danwon", "category": "clinic"}])
def test_the_nearest_search_shows_what_twins_know(stand: Any, body: dict[str, str]) -> None:
    place = stand(
        {"name_en": "Made by a program", "name_en_generated": True},
        second={"phone": "031-481-1234", "name_en": "Jieun Clinic", "address_ko": "경기도 안산시 단원구 지은로 1"},
    )
    answer = Client().post("/api/v1/places/near/", body, content_type="application/json", headers=EN).json()
    found = answer["features"][0]
    assert (found["id"], len(answer["features"])) == (place.pk, 1)
    shown = found["properties"]
    assert (shown["name"], shown["phone"]) == ("Jieun Clinic", "031-481-1234")
    assert shown["address_ko"] == "경기도 안산시 단원구 지은로 1"
    card = Client().get("/en/near/?region=ansan").content.decode()
    assert "tel:+82314811234" in card
    assert "Jieun Clinic" in card


def test_the_listing_shows_and_finds_what_twins_know(stand: Any) -> None:
    place = stand({}, second={"phone": "031-481-1234", "name_en": "Jieun Clinic", "homepage": "https://jieun.example"})
    (found,) = Client().get("/api/v1/places/?q=jieun", headers=EN).json()["features"]
    shown = found["properties"]
    assert (found["id"], shown["name"], shown["phone"]) == (place.pk, "Jieun Clinic", "031-481-1234")
    assert shown["homepage"] == "https://jieun.example"
    near = Place.objects.near(geo.point(LAT, LON), NearSearch(text="Jieun Clinic"))
    assert [one.id for one in near.places] == [place.pk]


def test_a_twin_leads_to_the_place_that_is_shown(stand: Any) -> None:
    place = stand({}, second={})
    twin = place.twins.get()
    for address, wanted in (
        (f"/en/places/{twin.pk}/?x=1", f"/en/places/{place.pk}/?x=1"),
        (f"/places/{twin.pk}/", f"/places/{place.pk}/"),
        (f"/api/v1/places/{twin.pk}/?lang=en", f"/api/v1/places/{place.pk}/?lang=en"),
    ):
        response = Client().get(address)
        assert (response.status_code, response["Location"], response["Cache-Control"]) == (301, wanted, "no-cache")


def test_every_source_is_named_with_its_terms_and_day(stand: Any) -> None:
    place = stand({"checked_on": date(2026, 1, 31)}, second={"checked_on": date(2026, 2, 28)}, map={})
    html = page(place)
    for words in ("First list", "Second list", "Open map", "2026-01-31", "2026-02-28", "ODbL-1.0", "© Open map"):
        assert words in html
    assert 'href="https://map.example/"' in html
    assert detail(place)["sources"][1] == {
        "name": "second", "title": "Second list", "attribution": "© Second list", "license": "KOGL-1",
        "license_url": "", "checked_on": "2026-02-28", "said_apart": {},
    }  # fmt: skip


def test_trap_62_what_the_open_map_says_is_shown_apart_and_never_merged(stand: Any) -> None:
    said = {
        "phone": "031-9",
        "homepage": "https://map.example/one",
        "attributes": {"opening_hours": "Mo-Fr 09:00-18:00"},
    }
    place = stand({}, map=said)
    assert place.merged == {}
    assert stated(place, "phone") == ("", "")
    assert said_apart(place.twins.get()) == {
        "phone": "031-9", "homepage": "https://map.example/one", "attributes.opening_hours": "Mo-Fr 09:00-18:00",
    }  # fmt: skip
    html = page(place)
    assert "No telephone number is known." in html
    assert html.index("kept apart because of its licence") < html.index("Mo-Fr 09:00-18:00")
    assert detail(place)["sources"][1]["said_apart"]["phone"] == "031-9"


@pytest.mark.parametrize(
    ("field", "one", "other", "differ"),
    [
        ("phone", "031-481-1234", "031 481 1234", False),
        ("phone", "031-481-1234", "031-481-9999", True),
        ("phone", "031-481-1234", "", False),
        ("name_ko", "지은 의원", "지은의원", False),
        ("name_ko", "지은의원", "지은내과의원", True),
        ("homepage", "http://www.Jieun.example/", "https://jieun.example", False),
        ("homepage", "https://jieun.example", "https://blog.example/jieun", True),
        ("address_ko", "경기도 안산시 단원구 지은로 1", "경기 안산시 단원구 지은로 1, 2층 (원곡동)", False),
        ("address_ko", "경기도 안산시 지은대로 130번길 5", "경기도 안산시 단원구 지은대로130번길 5", False),
        ("address_ko", "경기도 안산시 지은대로 130번길 5", "경기도 안산시 지은대로 130번길 7", True),
        ("address_ko", "경기도 안산시 지은로 1", "경기도 안산시 지은로 12", True),
        ("address_ko", "경기도 수원시 팔달구 매산로3가 35-1", "경기도 수원시 팔달구 늘봄로 48", False),
        ("attributes", {"hours": WEEK}, {"hours": WEEK | {"sat": []}}, False),
        ("attributes", {"hours": WEEK}, {"hours": WEEK | {"sun": [["09:00", "12:00"]]}}, True),
        ("attributes", {"hours": WEEK}, {"hours": "24/7"}, False),
    ],
)
def test_sources_disagree_when_they_mean_different_things(
    stand: Any, field: str, one: object, other: object, differ: bool
) -> None:
    place = stand({field: one}, second={field: other})
    name = "attributes.hours" if field == "attributes" else field
    assert disputed([place.pk]) == disputed() == ([(place.pk, name)] if differ else [])
    found = disagreements(list(Place.objects.stating(place)))
    assert [item.field for item in found] == ([name] if differ else [])
    assert ("Sources disagree" in page(place)) is differ


def test_a_disagreement_lists_what_each_source_says(stand: Any) -> None:
    place = stand({"phone": "031-1"}, second={"phone": "031-2"}, map={"phone": "031-3"})
    shown = detail(place)
    assert shown["phone"] == "031-1"
    assert shown["disagreements"] == {
        "phone": [
            {"source": "first", "value": "031-1"}, {"source": "second", "value": "031-2"},
            {"source": "map", "value": "031-3"},
        ]
    }  # fmt: skip
    html = page(place)
    assert html.index("Sources disagree") < html.index("031-2") < html.index("031-3")
    assert "자료마다 다릅니다" in page(place, language="")


def test_sources_disagree_on_many_days_but_are_listed_once(stand: Any) -> None:
    place = stand({"attributes": {"hours": WEEK}}, second={"attributes": {"hours": {day: [] for day in WEEK}}})
    assert disputed([place.pk]) == [(place.pk, "attributes.hours")]


def test_other_places_do_not_disagree(stand: Any, add_place: Any) -> None:
    place = stand({"phone": "1"}, second={"phone": "2"})
    add_place(LAT, LON, name_ko="딴 의원", phone="3")
    assert list(Place.objects.disagreeing()) == [place]
    assert disputed([]) == []


def test_disagreements_of_one_place_are_found_by_index(stand: Any) -> None:
    stand({"phone": "1"}, second={"phone": "2"})
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + statement("places/disagreements"), {"places": [1]})
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "place_twins" in plan
    assert "Seq Scan on places_place" not in plan, plan


@pytest.mark.parametrize(
    ("position", "words"),
    [("source", ""), ("building", "at the building"), ("road", "on the road"), ("dong", "in the middle of the")],
)
def test_a_pin_placed_by_the_address_says_so(stand: Any, position: str, words: str) -> None:
    place = stand({"position": position})
    html = page(place)
    assert ("Placed by its address" in html) is bool(words)
    assert words in html
    assert detail(place)["position"] == position


def test_a_place_of_which_only_the_unit_is_known_is_listed_as_rough_and_on_no_map(stand: Any) -> None:
    place = stand({"position": "unit"})
    html = page(place)
    assert "Only its city or district is known" in html
    assert "data-map" not in html
    assert "map.kakao.com" not in html
    for categories in ((), (Category.CLINIC,)):
        (found,) = Place.objects.near(place.point, NearSearch(categories=categories)).places
        assert found.position == "unit"
    assert "distances to it are rough" in Client().get("/en/near/?region=ansan").content.decode()
    assert list(Place.objects.published().of_category([Category.CLINIC])) == [place]
    assert Client().get("/api/v1/places/?region=ansan").json()["features"]
    assert not Client().get("/api/v1/places/?bbox=126.8,37.2,126.9,37.3").json()["features"]
    for z in (9, 12, 15):
        x, y = tile_of(place, z)
        assert draw(LAYERS["places"], z, x, y) == b""
        Place.objects.filter(pk=place.pk).update(position="source")
        assert draw(LAYERS["places"], z, x, y) != b""
        Place.objects.filter(pk=place.pk).update(position="unit")


def tile_of(place: Place, z: int) -> tuple[int, int]:
    """Column and row of the tile that shows a place, in web Mercator."""
    across = (place.point.x + 180) / 360
    down = (1 - math.asinh(math.tan(math.radians(place.point.y))) / math.pi) / 2
    return int(across * 2**z), int(down * 2**z)


def test_a_closed_place_says_since_when(stand: Any) -> None:
    now = timezone.now()
    closed = stand({"retired_at": now, "closed_on": date(2026, 2, 3)})
    assert "closed since 2026-02-03" in page(closed, 410)
    gone = stand({"retired_at": now})
    assert "This place is gone." in page(gone, 410)
    assert Client().get(f"/api/v1/places/{closed.pk}/").status_code == 404


def test_a_week_in_words() -> None:
    with override("ko"):
        found = week(WEEK)
    assert [label for label, _ in found][::7] == ["월요일", "공휴일"]
    assert [text for _, text in found] == [
        "09:00–13:00, 14:00–18:30", "24시간", "18:00–다음 날 02:00", "09:00–18:00", "09:00–18:00", "모름", "쉼", "모름",
    ]  # fmt: skip
    assert week("24/7") == week(None) == []


def test_what_sources_say_is_text_and_not_markup(stand: Any) -> None:
    bad = "<script>alert(1)</script>"
    place = stand(
        {"phone": "031-1", "homepage": "javascript:alert(1)"},
        second={"phone": bad, "attributes": {"note_ko": bad}},
        map={"homepage": "javascript:alert(2)"},
    )
    html = page(place)
    assert bad not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert 'href="javascript:' not in html


def staff(*permissions: str) -> Client:
    user = User.objects.create_user("kim", "a long enough word", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_staff_see_where_sources_disagree_and_change_nothing(stand: Any, add_place: Any) -> None:
    place = stand({"phone": "031-1"}, second={"phone": "031-2"})
    agreed = add_place(LAT, LON, name_ko="같은 의원")
    client = staff("view_place")
    assert "같은 의원" in client.get("/admin/places/place/").content.decode()
    listed = client.get("/admin/places/place/?disagree=yes").content.decode()
    assert f"/admin/places/place/{place.pk}/change/" in listed
    assert f"/admin/places/place/{agreed.pk}/change/" not in listed
    address = f"/admin/places/place/{place.pk}/change/"
    html = client.get(address).content.decode()
    assert "(second): 031-2" in html
    assert client.post(address, {"phone": "031-3"}).status_code == 403
    assert client.get("/admin/places/place/add/").status_code == 403
    assert client.post(f"/admin/places/place/{place.pk}/delete/", {"post": "yes"}).status_code == 403


def test_staff_without_the_permission_see_no_places(province: object) -> None:
    assert staff().get("/admin/places/place/").status_code == 403
