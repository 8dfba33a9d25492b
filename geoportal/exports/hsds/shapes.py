"""Services, organizations and places as HSDS 3 objects; what is unknown is left out, never made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from geoportal.exports.hsds.taxonomy import category_term, kind_term
from geoportal.places.categories import Position
from geoportal.places.identity import location_id, made_of
from geoportal.places.kinds import Cost
from geoportal.places.languages import How
from geoportal.places.models import Organization, Phone, Place, Service
from geoportal.places.offer_labels import LANGUAGES, SERVICES, languages_label
from geoportal.places.stated import stated
from geoportal.regions.queries import today

DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
HOLIDAY, DATED = "holiday", "exceptions"
SEOUL = "+09:00"
A_DAY = 24


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """The members that have a value."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def service_name(service: Service) -> str:
    """The service's own name in the reader's language, else what its kind is called."""
    return service.name_ko or service.name_en or str(SERVICES[service.kind])


def service_brief(service: Service) -> dict[str, Any]:
    """A service with its one-to-one members."""
    place = shown_place(service)
    return known(
        {
            "id": str(service.id),
            "name": service_name(service),
            "alternate_name": service.name_en if service.name_ko else "",
            "description": f"{SERVICES[service.kind]}: {place.name}",
            "url": web(stated(place, "homepage").value),
            "status": "active",
            "interpretation_services": interpreted(service),
            "fees_description": service.cost_ko or (_("free") if service.cost == Cost.FREE else ""),
            "eligibility_description": ", ".join(service.statuses or ()),
            "minimum_age": service.minimum_age,
            "maximum_age": service.maximum_age,
            "assured_date": service.checked_on and service.checked_on.isoformat(),
            "organization": organization_brief(service.organization),
        }
    )


def service_full(service: Service) -> dict[str, Any]:
    """A service with everything that belongs to it, nested."""
    full = service_brief(service) | {
        "organization_id": str(service.organization_id),
        "phones": [phone(one) for one in service.phones.all()],
        "schedules": [*schedules(service.hours, owner=str(service.id)), *consulted(service)],
        "languages": list(languages(service.languages, owner=str(service.id))),
        "required_documents": [
            {"id": str(made_of("document", str(service.id), text)), "document": text}
            for text in service.documents or ()
        ],
        "cost_options": cost_options(service),
        "service_at_locations": [service_at_location(service)],
        "attributes": [attribute(kind_term(service.kind), link="service", owner=str(service.id))],
    }
    return known(full)


def cost_options(service: Service) -> list[dict[str, Any]]:
    """One option without an amount to pay when the service is said to be free."""
    if service.cost != Cost.FREE:
        return []
    return [{"id": str(made_of("cost", str(service.id))), "currency": "KRW", "amount": 0}]


def interpreted(service: Service) -> str:
    """The languages for which there is an interpreter; HSDS keeps them apart from those spoken."""
    named = [LANGUAGES[one["language"]] for one in service.languages or () if one["how"] == How.INTERPRETER]
    return ", ".join(map(str, named))


def service_at_location(service: Service) -> dict[str, Any]:
    """Where a service is offered. A service is at one place, so both have one id."""
    return {
        "id": str(service.id),
        "service_id": str(service.id),
        "location_id": str(place_id(shown_place(service))),
        "location": location(shown_place(service)),
    }


def location(place: Place) -> dict[str, Any]:
    """A place; without coordinates where only its neighbourhood, city or district is known."""
    owner = str(place_id(place))
    drawn = not Position(place.position).is_rough
    return known(
        {
            "id": owner,
            "location_type": "physical",
            "name": place.name_ko,
            "alternate_name": stated(place, "name_en").value,
            "latitude": place.point.y if drawn else None,
            "longitude": place.point.x if drawn else None,
            "phones": main_phone(place),
            "languages": list(languages(place.attributes.get("languages"), owner=owner)),
            "addresses": list(addresses(place)),
            "schedules": list(schedules(place.hours, owner=owner)),
            "accessibility": accessibility(place),
            "attributes": [attribute(category_term(place.category), link="location", owner=owner)],
        }
    )


def addresses(place: Place) -> Iterator[dict[str, Any]]:
    """The address, if it is known. No source of ours states postal codes: the member that HSDS demands is empty."""
    text = stated(place, "address_ko").value
    if not text:
        return
    province, _, rest = str(text).partition(" ")
    yield {
        "id": str(made_of("address", str(place_id(place)))),
        "address_1": text,
        "city": rest.split(" ")[0],
        "state_province": province,
        "postal_code": "",
        "country": "KR",
        "address_type": "physical",
    }


def accessibility(place: Place) -> list[dict[str, Any]]:
    """Whether a wheelchair gets in, where somebody says so."""
    if place.wheelchair is None:
        return []
    text = _("A wheelchair can enter.") if place.wheelchair else _("A wheelchair cannot enter.")
    return [{"id": str(made_of("accessibility", str(place_id(place)))), "description": text}]


def main_phone(place: Place) -> list[dict[str, Any]]:
    """The place's own number."""
    number = stated(place, "phone").value
    return [{"id": str(made_of("phone", str(place_id(place)))), "number": number, "type": "voice"}] if number else []


def phone(row: Phone) -> dict[str, Any]:
    """A service's number with the languages spoken there."""
    owner = str(made_of("phone", str(row.service_id), row.number))
    spoken = [{"language": language, "how": How.PHONE} for language in row.languages or ()]
    return known(
        {"id": owner, "number": row.number, "type": "voice", "languages": list(languages(spoken, owner=owner))}
    )


def languages(spoken: Iterable[Mapping[str, Any]] | None, *, owner: str) -> Iterator[dict[str, Any]]:
    """The languages that are spoken without an interpreter."""
    for one in spoken or ():
        if one["how"] != How.INTERPRETER:
            code = one["language"]
            days = ", ".join(DAYS[day] for day in one.get("days", ()))
            yield known(
                {
                    "id": str(made_of("language", owner, code, one["how"])),
                    "name": str(LANGUAGES[code]),
                    "code": code,
                    "note": "; ".join(part for part in (one["how"], days) if part),
                }
            )


def schedules(week: Mapping[str, Any] | None, *, owner: str) -> Iterator[dict[str, Any]]:
    """One entry for each span of the week, with Seoul's offset; a recurrence rule knows no public holidays, so
    their hours are described. Closed and unknown days have none, but dates: there it tells them from their weekday."""
    for day, spans in (week or {}).items():
        if day == DATED:
            yield from dated(spans, owner=owner)
            continue
        for opens, closes in spans or ():
            entry = {
                "id": str(made_of("schedule", owner, day, opens)),
                "opens_at": opens + SEOUL,
                "closes_at": clock(closes),
            }
            if day == HOLIDAY:
                yield entry | {"description": _("Public holidays")}
            else:
                yield entry | {"freq": "WEEKLY", "byday": DAYS[day]}


def dated(exceptions: Mapping[str, Any] | None, *, owner: str) -> Iterator[dict[str, Any]]:
    """The spans of the dates from today on that have hours of their own; why there are none is in the notes."""
    for day, spans in sorted((exceptions or {}).items()):
        if day < today().isoformat():
            continue
        only = {"valid_from": day, "valid_to": day}
        for opens, closes in spans or ():
            entry = {"id": str(made_of("schedule", owner, day, opens)), "opens_at": opens + SEOUL}
            yield entry | {"closes_at": clock(closes)} | only
        if not spans:
            notes = _("unknown") if spans is None else _("closed")
            yield {"id": str(made_of("schedule", owner, day)), "notes": notes} | only


def consulted(service: Service) -> Iterator[dict[str, Any]]:
    """The hours of persons who are consulted in this kind of service at its place, described by their languages."""
    for one in shown_place(service).consulted.all():
        if one.kind_id == service.kind_id:
            spoken = languages_label(one.language_ids)
            term = {
                "valid_from": one.valid_from and one.valid_from.isoformat(),
                "valid_to": one.valid_to and one.valid_to.isoformat(),
            }
            for entry in schedules(one.hours, owner=f"consultation {one.pk}"):
                description = "; ".join(filter(None, (spoken, entry.get("description"))))
                yield known(term) | entry | known({"description": description})


def clock(text: str) -> str:
    """A closing time as a time of the clock: `26:00` is 02:00 of the next day."""
    hour, minute = text.split(":")
    return f"{int(hour) % A_DAY:02}:{minute}{SEOUL}"


def attribute(term: Mapping[str, Any], *, link: str, owner: str) -> dict[str, Any]:
    """The link of a term to what it describes."""
    return {
        "id": str(made_of("attribute", owner, str(term["id"]))),
        "link_id": owner,
        "link_type": link,
        "link_entity": link,
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
    }


def organization_brief(organization: Organization) -> dict[str, Any]:
    """Who runs a service; the description says only which source names it."""
    return known(
        {
            "id": str(organization.id),
            "name": organization.name_ko,
            "alternate_name": organization.name_en,
            "description": _("%(name)s, as listed in: %(source)s")
            % {"name": organization.name, "source": organization.source.title},
            "website": web(organization.homepage),
        }
    )


def organization_full(organization: Organization) -> dict[str, Any]:
    """Who runs services, with those that are shown."""
    services = [service_brief(service) for service in organization.services.all() if service.shown_at_id]
    return organization_brief(organization) | {"services": services}


def shown_place(service: Service) -> Place:
    """The place of the world at which the service is offered."""
    return service.shown_at or service.place


def place_id(place: Place) -> Any:
    return location_id(place.source.name, place.source_key)


def web(address: str) -> str:
    """An address that begins with http, else nothing."""
    return address if address.startswith(("http://", "https://")) else f"https://{address}" if address else ""
