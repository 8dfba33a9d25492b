"""HSDS 3: what its schemas require is there, what is unknown is not, and ids stay what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.utils.translation import override

from etl.record import LanguageRecord
from geoportal.exports.hsds import urls
from geoportal.exports.hsds.shapes import schedules
from geoportal.places.consultations import Consultation
from geoportal.places.kinds import SERVICE_IDS, ServiceKind
from geoportal.places.models import Place
from geoportal.places.services import keep_consultation
from tests.geoportal.places.test_offering import CLASS, FACTS, LEGAL, center, load

# The members that the published schemas of HSDS 3.1 require of each object (github.com/openreferral/specification,
# schema/*.json, the member "required"; read 2026-11-29), and those that we answer always beside them.
REQUIRED = {
    "service": {"id", "name", "status"},
    "organization": {"id", "name", "description"},
    "location": {"id", "location_type"},
    "service_at_locations": {"id"},
    "phones": {"id", "number"},
    "schedules": {"id"},
    "languages": {"id"},
    "cost_options": {"id"},
    "required_documents": {"id"},
    "accessibility": {"id"},
    "attributes": {"id", "link_type"},
    "addresses": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "taxonomy_term": {"id", "name", "description"},
    "taxonomy_detail": {"id", "name", "description"},
}
ENVELOPE = {
    "total_items": int, "total_pages": int, "page_number": int, "size": int, "first_page": bool, "last_page": bool,
    "empty": bool, "contents": list,
}  # fmt: skip
# Every listing, and what its objects are.
LISTINGS = {
    "services": "service", "organizations": "organization", "service_at_locations": "service_at_locations",
    "taxonomies": "taxonomy_detail", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"))
HOURS = {**WEEK, "mon": [["09:00", "12:00"], ["13:00", "26:00"]], "sun": [], "holiday": [["10:00", "12:00"]]}


@pytest.fixture
def loaded(province: object) -> None:
    spoken = (LanguageRecord("vi", "in_person", ("tue",)), LanguageRecord("ne", "interpreter"))
    load(
        center(
            "1", replace(LEGAL, languages=spoken, hours=HOURS), CLASS, name_en="Jieun Center", phone="031-123-4560",
            address_ko="경기도 안산시 단원구 지은로 1", homepage="www.jieun.example", languages=(LanguageRecord("zh"),),
            attributes={"hours": HOURS, "wheelchair": "yes"},
        ),
        center("2", CLASS, name_ko="둘째센터"),
    )  # fmt: skip


def get(client: Any, address: str, **query: object) -> Any:
    response = client.get(f"/hsds/{address}", query, headers={"accept-language": "en"})
    assert response.status_code == 200, response.content
    return response.json()


def objects(value: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object inside, with the name under which it stands."""
    if isinstance(value, list):
        for one in value:
            yield from objects(one, name)
    elif isinstance(value, dict):
        yield name, value
        for member, inner in value.items():
            yield from objects(inner, member)


def service_id(client: Any, kind: str) -> str:
    found = get(client, "services", full="true", per_page=100)["contents"]
    return next(one["id"] for one in found if one["attributes"][0]["taxonomy_term"]["code"] == kind)


def test_the_root_declares_version_profile_and_description(client: Any, db: None) -> None:
    root = get(client, "")
    assert root["version"].startswith("3.")
    assert root["openapi_url"] == "http://testserver/api/v1/schema/"
    assert client.get(root["profile"]).json()["hsds_version"] == root["version"]


def test_every_object_has_what_the_schemas_require(client: Any, loaded: None) -> None:
    full = get(client, f"services/{service_id(client, 'legal_aid')}")
    seen = set()
    for name, found in objects(full, "service"):
        assert REQUIRED[name] <= set(found), name
        UUID(found["id"])
        seen.add(name)
    assert seen == set(REQUIRED) - {"taxonomy_detail"}


@pytest.mark.parametrize("full", ["", "true"])
@pytest.mark.parametrize("listing", LISTINGS)
def test_every_door_answers_what_the_schemas_require(client: Any, loaded: None, listing: str, full: str) -> None:
    query = {"full": full} if full and listing in ("services", "organizations") else {}
    page = get(client, listing, **query)
    assert {name: type(value) for name, value in page.items()} == ENVELOPE
    assert page["size"] == len(page["contents"]) > 0
    for entry in [*page["contents"], get(client, f"{listing}/{page['contents'][0]['id']}")]:
        for name, found in objects(entry, LISTINGS[listing]):
            required = REQUIRED[{"services": "service"}.get(name, name)]
            assert required <= {member for member, value in found.items() if value is not None}, name
            UUID(found["id"])


def test_the_doors_are_those_of_the_standard(db: None) -> None:
    """A door that is added must be listed above."""
    named = {str(one.pattern).split("/")[0] for one in urls.urlpatterns}
    assert named - {"", "profile", "profile.json"} == set(LISTINGS)


def test_a_service_in_full(client: Any, loaded: None) -> None:
    full = get(client, f"services/{service_id(client, 'legal_aid')}")
    assert (full["name"], full["status"], full["fees_description"]) == ("Legal aid", "active", "free")
    assert (full["interpretation_services"], full["minimum_age"]) == ("Nepali", 19)
    assert [(one["code"], one["note"]) for one in full["languages"]] == [("vi", "in_person; TU")]
    assert [(one["document"]) for one in full["required_documents"]] == ["여권"]
    assert (full["organization"]["name"], full["organization"]["website"]) == ("지은센터", "https://www.jieun.example")
    place = full["service_at_locations"][0]["location"]
    assert (place["latitude"], place["longitude"]) == (37.22, 126.85)
    assert place["addresses"][0]["city"] == "안산시"
    assert [one["description"] for one in place["accessibility"]] == ["A wheelchair can enter."]


def test_hours_are_weekly_rules_in_seouls_time(client: Any, loaded: None) -> None:
    full = get(client, f"services/{service_id(client, 'legal_aid')}")
    assert [
        (one.get("byday"), one["opens_at"], one["closes_at"], one.get("description")) for one in full["schedules"]
    ] == [
        ("MO", "09:00+09:00", "12:00+09:00", None),
        ("MO", "13:00+09:00", "02:00+09:00", None),
        (None, "10:00+09:00", "12:00+09:00", "Public holidays"),
    ]


def test_dates_that_have_hours_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geoportal.exports.hsds.shapes.today", lambda: date(2026, 11, 30))
    dated = {"2026-11-29": [], "2026-12-25": [], "2026-12-31": [["09:00", "12:00"]], "2027-01-02": None}
    with override("en"):
        found = list(schedules({"mon": [["09:00", "18:00"]], "exceptions": dated}, owner="one"))
    assert [
        (one.get("byday"), one.get("valid_from"), one.get("valid_to"), one.get("opens_at"), one.get("notes"))
        for one in found
    ] == [
        ("MO", None, None, "09:00+09:00", None),
        (None, "2026-12-25", "2026-12-25", None, "closed"),
        (None, "2026-12-31", "2026-12-31", "09:00+09:00", None),
        (None, "2027-01-02", "2027-01-02", None, "unknown"),
    ]
    assert len({one["id"] for one in found}) == len(found)


def test_the_description_that_the_root_names_has_every_door(client: Any, db: None) -> None:
    described = client.get(get(client, "")["openapi_url"], headers={"accept": "application/json"}).json()
    doors = {f"/hsds/{str(one.pattern).replace('<uuid:wanted>', '{wanted}')}" for one in urls.urlpatterns}
    assert {path for path in described["paths"] if path.startswith("/hsds/")} == doors


@pytest.mark.parametrize("address", ["/hsds/services/zz", "/hsds/xyz"])
def test_what_does_not_exist_is_a_problem(client: Any, db: None, address: str) -> None:
    response = client.get(address, headers={"accept-language": "en"})
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["detail"] == "There is nothing at this address."


def test_full_is_true_or_false(client: Any, db: None) -> None:
    assert client.get("/hsds/services", {"full": "x"}).status_code == 400


def test_what_is_unknown_is_left_out(client: Any, loaded: None) -> None:
    found = get(client, "services", full="true", search="둘째")["contents"]
    assert [one["service_at_locations"][0]["location"]["name"] for one in found] == ["둘째센터"]
    absent = {"languages", "phones", "schedules", "cost_options", "fees_description", "required_documents", "url"}
    assert not absent & set(found[0])
    assert not {"addresses", "accessibility", "phones"} & set(found[0]["service_at_locations"][0]["location"])


def test_the_envelope_of_a_page(client: Any, loaded: None) -> None:
    first = get(client, "services", per_page=2)
    members = {name: value for name, value in first.items() if name != "contents"}
    assert members == {
        "total_items": 3, "total_pages": 2, "page_number": 1, "size": 2, "first_page": True, "last_page": False,
        "empty": False,
    }  # fmt: skip
    second = get(client, "services", per_page=2, page=2)
    assert (second["size"], second["first_page"], second["last_page"]) == (1, False, True)
    assert len({one["id"] for one in first["contents"] + second["contents"]}) == 3
    assert get(client, "services", page=9)["empty"] is True


def test_filters(client: Any, loaded: None) -> None:
    terms = {one["code"]: one["id"] for one in get(client, "taxonomy_terms", per_page=100)["contents"]}
    assert get(client, "services", taxonomy_term_id=terms["korean_class"])["total_items"] == 2
    owner = get(client, "organizations", search="둘째")["contents"][0]
    assert get(client, "services", organization_id=owner["id"])["total_items"] == 1
    assert get(client, "services", modified_after="2999-01-01T00:00:00Z")["total_items"] == 0
    assert get(client, "services", search="legal")["total_items"] == 1


def test_organizations_with_their_services(client: Any, loaded: None) -> None:
    listed = get(client, "organizations")
    assert listed["total_items"] == 2
    one = get(client, f"organizations/{listed['contents'][0]['id']}")
    assert REQUIRED["organization"] <= set(one)
    assert {service["name"] for service in one["services"]} <= {"Legal aid", "Korean classes"}
    assert len(get(client, "organizations", full="true")["contents"][0]["services"]) == len(one["services"])


def test_places_of_services_and_taxonomies(client: Any, loaded: None) -> None:
    at = get(client, "service_at_locations")["contents"][0]
    assert get(client, f"service_at_locations/{at['id']}") == at
    taxonomies = get(client, "taxonomies")["contents"]
    assert [sorted(one) for one in taxonomies] == [["description", "id", "name"]] * 2
    assert get(client, f"taxonomies/{taxonomies[0]['id']}") == taxonomies[0]
    term = get(client, "taxonomy_terms", taxonomy_id=taxonomies[1]["id"], search="clinic")["contents"][0]
    assert get(client, f"taxonomy_terms/{term['id']}") == term


def test_ids_are_made_of_source_and_keys(client: Any, province: object) -> None:
    load(center("1", CLASS))
    before = get(client, "services")["contents"][0]["id"]
    load()
    load(center("1", CLASS, name_ko="새 이름"))
    assert get(client, "services")["contents"][0]["id"] == before
    load(center("1", CLASS), facts=replace(FACTS, name="others"))
    assert get(client, "services")["total_items"] == 2


@pytest.mark.parametrize(
    "query",
    [{"page": 0}, {"per_page": 101}, {"taxonomy_term_id": "x"}, {"postcode": "15000"},
     {"taxonomy_term_id": "00000000-0000-4000-8000-000000000000"}],
)  # fmt: skip
def test_what_cannot_be_applied_is_a_problem(client: Any, db: None, query: dict[str, object]) -> None:
    response = client.get("/hsds/services", query)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert list(response.json()["errors"]) == list(query)


def test_an_unknown_service_is_not_found(client: Any, db: None) -> None:
    response = client.get("/hsds/services/00000000-0000-4000-8000-000000000000")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_consultation_hours_are_schedules_of_their_service(client: Any, loaded: None) -> None:
    place = Place.objects.get(source_key="1")
    hours = {"tue": [["10:00", "17:00"]], "exceptions": {"2026-12-25": []}}
    keep_consultation(
        Consultation(place=place, kind_id=SERVICE_IDS[ServiceKind.LEGAL_AID], language_ids=[41], hours=hours,
                     valid_from=date(2026, 1, 1), source_title="누리집", checked_on=date(2026, 11, 29))
    )  # fmt: skip
    full = get(client, f"services/{service_id(client, 'legal_aid')}")
    entry, dated = [one for one in full["schedules"] if one.get("description") == "Vietnamese in person"]
    assert (dated["valid_from"], dated["valid_to"], dated["notes"]) == ("2026-12-25", "2026-12-25", "closed")
    assert (entry["byday"], entry["opens_at"], entry["valid_from"]) == ("TU", "10:00+09:00", "2026-01-01")
    assert "schedules" not in get(client, f"services/{service_id(client, 'korean_class')}")
