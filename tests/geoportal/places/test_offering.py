"""What a load makes of services and languages, and what it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from etl.record import LanguageRecord, OrganizationRecord, PhoneRecord, PlaceRecord, ServiceRecord
from geoportal.places import ingest
from geoportal.places.facets import Facet
from geoportal.places.kinds import SERVICE_IDS, STATUS_IDS, Cost, ServiceKind
from geoportal.places.languages import LANGUAGE_IDS, spoken_id
from geoportal.places.models import Change, Organization, Phone, Place, PlaceFacet, Service
from geoportal.places.twins import Standing
from geoportal.provenance.ingest import RunFacts, SourceFacts

pytestmark = pytest.mark.django_db
FACTS = SourceFacts(
    name="centers", kind="places", title_ko="센터", title_en="Centers", publisher="지은이", publisher_en="The maker",
    license="KOGL-1", license_url="", url="", attribution="지은이", reference_date=date(2026, 1, 31), is_sample=False,
    rank=10,
)  # fmt: skip
OTHER = replace(FACTS, name="others", rank=20)
MAP = replace(FACTS, name="map", license="ODbL-1.0", rank=30)
RUN = RunFacts(started_at=datetime(2026, 3, 1, tzinfo=UTC))
VIETNAMESE = LanguageRecord("vi", "in_person", ("tue", "thu"))
LEGAL = ServiceRecord(
    "legal_aid", languages=(VIETNAMESE,), cost=Cost.FREE, statuses=("E-9", "any"), documents=("여권",),
    minimum_age=19, phones=(PhoneRecord("031-123-4567", ("vi",)),), checked_on=date(2026, 1, 31),
)  # fmt: skip
CLASS = ServiceRecord("korean_class")


def center(key: str = "1", *services: ServiceRecord, **fields: Any) -> PlaceRecord:
    values = {"category": "support_center", "name_ko": "지은센터", "lat": 37.22, "lon": 126.85} | fields
    return PlaceRecord(source_key=key, services=services, **values)


def load(*places: PlaceRecord, facts: SourceFacts = FACTS, **options: Any) -> dict[str, int]:
    return ingest.replace_source(facts, places, run_facts=RUN, on=date(2026, 3, 1), **options)


def all_twins(standing: Sequence[Standing]) -> dict[int, int]:
    """Every row is the same place as the most trusted one."""
    rows = sorted(standing, key=lambda one: one.rank)
    return {row.id: rows[0].id for row in rows[1:]}


def test_a_service_in_full(province: object) -> None:
    load(center("1", LEGAL, name_en="Jieun Center"))
    service = Service.objects.select_related("place", "organization").get()
    assert service.shown_at == service.place
    assert (service.kind, service.key, service.cost) == (ServiceKind.LEGAL_AID, "legal_aid", "free")
    assert service.languages == [{"language": "vi", "how": "in_person", "days": ["tue", "thu"]}]
    assert (service.statuses, service.documents, service.minimum_age) == (["any", "E-9"], ["여권"], 19)
    assert (service.hours, service.maximum_age, service.checked_on) == (None, None, date(2026, 1, 31))
    assert (service.organization.name_ko, service.organization.name_en) == ("지은센터", "Jieun Center")
    assert list(Phone.objects.values_list("number", "languages", "service")) == [
        ("031-123-4567", ["vi"], service.pk)
    ]  # fmt: skip


def test_what_a_search_asks_stands_at_the_place(province: object) -> None:
    load(center("1", LEGAL, CLASS, attributes={"wheelchair": "no"}), center("2"), center("3", CLASS))
    found = Place.objects.order_by("source_key").values_list(
        "language_ids", "service_ids", "status_ids", "free", "wheelchair"
    )
    legal, korean = SERVICE_IDS[ServiceKind.LEGAL_AID], SERVICE_IDS[ServiceKind.KOREAN_CLASS]
    assert list(found) == [
        ([spoken_id("vi", "in_person")], [legal, korean], [0, 22], 1, 0),
        (None, None, None, None, None),
        (None, [korean], None, None, None),
    ]


def test_languages_of_the_place_itself_and_languages_known_to_be_none(province: object) -> None:
    load(center("1", languages=(LanguageRecord("zh"), VIETNAMESE)), center("2", languages=()))
    found = Place.objects.order_by("source_key").values_list("language_ids", flat=True)
    assert list(found) == [[spoken_id("zh"), spoken_id("vi", "in_person")], []]
    assert Place.objects.get(source_key="1").attributes["languages"][0] == {"language": "zh", "how": ""}


def test_the_same_again_writes_nothing(province: object) -> None:
    load(center("1", LEGAL, CLASS))
    before = list(Service.objects.order_by("pk").values())
    assert load(center("1", LEGAL, CLASS))["unchanged"] == 1
    assert list(Service.objects.order_by("pk").values()) == before


def test_a_service_that_changes_is_a_place_that_changes_and_keeps_its_id(province: object) -> None:
    load(center("1", LEGAL, CLASS))
    before = set(Service.objects.values_list("pk", flat=True))
    assert load(center("1", replace(LEGAL, cost=Cost.PAID), CLASS))["updated"] == 1
    assert set(Service.objects.values_list("pk", flat=True)) == before
    assert Service.objects.get(key="legal_aid").cost == "paid"
    assert Phone.objects.count() == 1
    assert Place.objects.get().free is None


def test_services_go_with_their_place_and_come_back_with_it(province: object) -> None:
    load(center("1", LEGAL), center("2", CLASS))
    before = Service.objects.get(key="legal_aid").pk
    load(center("2", CLASS))
    assert list(Service.objects.values_list("key", flat=True)) == ["korean_class"]
    assert not Phone.objects.exists()
    assert list(Organization.objects.values_list("source_key", flat=True)) == ["2"]
    load(center("1", LEGAL), center("2", CLASS))
    assert Service.objects.get(key="legal_aid").pk == before


def test_services_of_samples_go_when_real_places_come(province: object) -> None:
    sample = replace(FACTS, name="sample_centers", is_sample=True)
    load(center("s", CLASS), facts=sample)
    load(center("1", LEGAL), replaces=["sample_centers"])
    assert list(Service.objects.values_list("key", flat=True)) == ["legal_aid"]


def test_branches_of_one_organization(province: object) -> None:
    branch = OrganizationRecord("nhis", "지은공단", "Jieun Service")
    load(center("1", CLASS, organization=branch), center("2", CLASS, organization=branch))
    assert list(Organization.objects.values_list("name_ko", "source_key")) == [("지은공단", "nhis")]
    assert Organization.objects.get().services.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [ServiceRecord("castle"), replace(LEGAL, languages=(LanguageRecord("tlh"),)), replace(LEGAL, statuses=("Z-9",)),
     replace(LEGAL, languages=(LanguageRecord("vi", "loudly"),))],
)  # fmt: skip
def test_what_is_none_of_the_portals_words_refuses_the_load(province: object, wrong: ServiceRecord) -> None:
    with pytest.raises((KeyError, ValueError)):
        load(center("1", wrong))
    assert not Place.objects.exists()


def test_twins_show_each_kind_once_as_the_row_that_knows_languages(province: object) -> None:
    load(center("a", replace(LEGAL, languages=None), CLASS))
    load(center("b", LEGAL, CLASS), facts=OTHER, twins=all_twins)
    head = Place.objects.published().get()
    shown = head.offers.order_by("kind_id").values_list("key", "place__source__name")
    assert list(shown) == [("legal_aid", "others"), ("korean_class", "centers")]
    assert head.language_ids == [spoken_id("vi", "in_person")]
    assert Place.objects.get(same_as=head).language_ids is None


def test_what_the_map_says_stays_apart(province: object) -> None:
    load(center("a", CLASS))
    mapped = center("n/1", LEGAL, languages=(LanguageRecord("ru"),), attributes={"wheelchair": "yes"})
    load(mapped, facts=MAP, twins=all_twins)
    head = Place.objects.published().get()
    assert list(head.offers.values_list("key", flat=True)) == ["korean_class"]
    assert (head.language_ids, head.wheelchair, head.free) == (None, None, None)
    load(mapped, facts=MAP)
    assert Service.objects.get(key="legal_aid").shown_at.source.name == "map"


def test_counts_beside_the_choices_of_the_form(province: object) -> None:
    load(center("1", LEGAL), center("2", LEGAL, languages=(LanguageRecord("vi", "phone"),)), center("3"))
    found = PlaceFacet.objects.order_by("facet", "value").values_list("unit__code", "facet", "value", "places")
    assert list(found) == [
        ("41273", Facet.LANGUAGE, LANGUAGE_IDS["vi"], 2),
        ("41273", Facet.SERVICE, SERVICE_IDS[ServiceKind.LEGAL_AID], 2),
        ("41273", Facet.FREE, 1, 2),
        ("41273", Facet.STATUS, STATUS_IDS["E-9"], 2),
    ]
    load()
    assert not PlaceFacet.objects.exists()


def test_only_kinds_that_have_places_are_offered_with_how_many(client: Client, province: object) -> None:
    load(center("1"), center("2"))
    page = client.get("/en/near/").content.decode()
    counted = re.findall(r'<option value="(\w+)">[^<]* \((\d+)\)</option>', page)
    assert counted[:2] == [("support", "2"), ("support_center", "2")]
    assert 'value="dental_clinic"' not in page
    chosen = client.get("/en/near/?region=ansan-danwon&category=dental_clinic").content.decode()
    assert '<option value="dental_clinic" selected>Dental clinic (0)</option>' in chosen


def test_changes_are_written_from_the_second_load_on(province: object) -> None:
    hours = {"hours": {"mon": [["09:00", "18:00"]]}}
    load(center("1"), center("2"), center("3"))
    assert not Change.objects.exists()
    load(center("1", lat=37.23), center("2", attributes=hours), center("4"))
    found = Change.objects.order_by("place__source_key").values_list("place__source_key", "what", "moved_m")
    assert list(found) == [("1", "moved", 1110), ("2", "new_hours", None), ("3", "closed", None), ("4", "added", None)]
    load(center("1", lat=37.23), center("2", attributes=hours), center("4"))
    assert Change.objects.count() == 4


def test_changes_of_samples_are_none(province: object) -> None:
    sample = replace(FACTS, name="sample_centers", is_sample=True)
    load(center("1"), facts=sample)
    load(center("2"), facts=sample)
    assert not Change.objects.exists()
