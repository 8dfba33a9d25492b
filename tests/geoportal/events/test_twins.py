"""One event listed by many: one card, all its sources, and nothing lost of what only one of them says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from geoportal.events import ingest
from geoportal.events.models import Event
from geoportal.events.stated import disagreements
from geoportal.events.twins import Standing
from geoportal.regions.queries import today

from .test_ingest import FACTS, RUN, TODAY, Row

pytestmark = pytest.mark.django_db
SOON = today() + timedelta(days=3)
CITY = replace(FACTS, name="city_list", title_en="City list", rank=10)
OFFICE = replace(FACTS, name="tourist_office", title_en="Tourist office", rank=30)
ROW = Row("1", name_ko="지은포도축제", name_en="", starts_on=SOON, ends_on=SOON + timedelta(days=2), provider="안산시")


def by_name(standing: Iterable[Standing]) -> Mapping[int, int]:
    """Rows of one name are one event; the most trusted is shown."""
    heads: dict[str, int] = {}
    ranked = sorted(standing, key=lambda row: (row.rank, row.id))
    pairs = {row.id: heads.setdefault(row.name_ko, row.id) for row in ranked}
    return {one: head for one, head in pairs.items() if one != head}


def load(facts: object, *rows: Row) -> dict[str, int]:
    return ingest.replace_source(facts, rows, run_facts=RUN, on=TODAY, twins=by_name)


def names(**query: str) -> list[str]:
    answer = Client().get("/api/v1/events/", query).json()
    return [one["properties"]["source"] for one in answer["features"]]


@pytest.mark.parametrize("order", [(CITY, OFFICE), (OFFICE, CITY)], ids=["city first", "office first"])
def test_trap_21_one_event_of_two_sources_is_one_card(province: object, order: tuple[object, ...]) -> None:
    counts = [load(facts, ROW)["twins"] for facts in order]
    assert counts == [0, 1]
    assert names() == ["city_list"]
    assert Event.objects.published().get().source.name == "city_list"
    assert Event.objects.get(source__name="tourist_office").same_as.source.name == "city_list"


def test_a_twin_stands_alone_again_when_the_other_is_gone(province: object) -> None:
    load(CITY, ROW)
    load(OFFICE, ROW)
    assert load(CITY, replace(ROW, source_key="2", name_ko="딴 축제"))["twins"] == 0
    assert sorted(names()) == ["city_list", "tourist_office"]


def test_loading_again_touches_nothing(province: object) -> None:
    load(CITY, ROW)
    load(OFFICE, ROW)
    before = list(Event.objects.order_by("pk").values_list("pk", "updated_at", "same_as"))
    assert load(OFFICE, ROW)["unchanged"] == 1
    assert list(Event.objects.order_by("pk").values_list("pk", "updated_at", "same_as")) == before


def test_matching_sees_who_gave_the_row_and_how_trusted_the_source_is(province: object) -> None:
    seen: list[Standing] = []

    def look(standing: Iterable[Standing]) -> Mapping[int, int]:
        seen.extend(standing)
        return {}

    ingest.replace_source(OFFICE, [ROW], run_facts=RUN, on=TODAY, twins=look)
    (one,) = seen
    assert one[1:] == (
        "tourist_office", "안산시", 30, "지은포도축제", ROW.starts_on, ROW.ends_on, "경기도 안산시 단원구",
    )  # fmt: skip


def test_samples_are_never_twins(province: object) -> None:
    load(CITY, ROW)
    assert load(replace(OFFICE, is_sample=True), ROW)["twins"] == 0


def test_a_refused_matching_leaves_all_as_it_was(province: object) -> None:
    def fail(standing: Iterable[Standing]) -> Mapping[int, int]:
        raise RuntimeError("broken")

    load(CITY, ROW)
    with pytest.raises(RuntimeError, match="broken"):
        ingest.replace_source(OFFICE, [ROW], run_facts=RUN, on=TODAY, twins=fail)
    assert names() == ["city_list"]


def test_the_page_lists_the_sources_and_what_only_one_of_them_says(province: object) -> None:
    load(CITY, replace(ROW, attributes={"fee_ko": "전석 20,000원", "starts_at_ko": "14:00+17:00"}))
    load(
        OFFICE,
        replace(
            ROW, phone="031-481-1234", homepage="https://festival.example",
            attributes={"fee_ko": "무료", "description_ko": "노래\n<script>alert(1)</script>"},
        ),
    )  # fmt: skip
    event = Event.objects.published().get()
    html = Client().get(f"/en/events/{event.pk}/").content.decode()
    assert html.rindex("City list") < html.rindex("Tourist office")
    assert html.index("Sources disagree") < html.index("무료") < html.rindex("전석 20,000원")
    assert html.count("무료") == 1
    assert "14:00+17:00" in html
    assert "노래\n&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "tel:+82314811234" in html
    assert 'href="https://festival.example"' in html
    assert "Telephone number from another source: Tourist office" in html


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ({"ends_on": SOON + timedelta(days=4)}, {}, ["days"]),
        ({"phone": "031-481-1234"}, {"phone": "031 481 1234"}, []),
        ({"phone": "031-481-1234"}, {"phone": "031-481-9999"}, ["phone"]),
        ({"phone": "031-481-1234"}, {}, []),
        ({"homepage": "http://www.one.example/"}, {"homepage": "https://one.example"}, []),
        ({"homepage": "https://one.example"}, {"homepage": "https://two.example"}, ["homepage"]),
        ({"attributes": {"fee_ko": "무료"}}, {"attributes": {"fee_ko": "9,000원"}}, ["fee_ko"]),
        ({"attributes": {"fee_ko": "9000 원"}}, {"attributes": {"fee_ko": "9000원"}}, []),
    ],
)
def test_where_two_listings_differ_both_are_shown(
    province: object, one: dict[str, object], other: dict[str, object], fields: list[str]
) -> None:
    load(CITY, replace(ROW, **one))
    load(OFFICE, replace(ROW, **other))
    found = disagreements(list(Event.objects.listing(Event.objects.published().get())))
    assert [(name, [row.source.name for row, _ in claims]) for name, claims in found] == [
        (name, ["city_list", "tourist_office"]) for name in fields
    ]


def test_no_page_loads_an_image_of_another_site(province: object) -> None:
    image = "https://images.example/one.jpg"
    load(OFFICE, replace(ROW, attributes={"image": image, "image_license": "공공누리 제1유형 (출처표시)"}))
    response = Client().get(f"/en/events/{Event.objects.get().pk}/")
    assert image not in response.content.decode()
    assert "images.example" not in response["Content-Security-Policy"]


def test_a_twin_leads_to_the_event_that_is_shown(province: object) -> None:
    load(CITY, ROW)
    load(OFFICE, ROW)
    shown, twin = Event.objects.get(same_as=None), Event.objects.exclude(same_as=None).get()
    response = Client().get(f"/en/events/{twin.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"/en/events/{shown.pk}/")
