"""What a place offers, as far as what it is or what its source says of it tells; nothing more is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from etl.clean.phones import area_code, tidy
from etl.record import PhoneRecord, PlaceRecord, ServiceRecord
from geoportal.places.categories import Category
from geoportal.places.kinds import ServiceKind

# What a place of a category does by being one. Offices: what the acts on immigration (출입국관리법 25, 31, 36), on
# employment of foreign workers (25), labour standards (104), health insurance (14) and national taxes give them.
BY_CATEGORY: dict[str, tuple[ServiceKind, ...]] = {
    Category.HOSPITAL: (ServiceKind.GENERAL_CARE,),
    Category.CLINIC: (ServiceKind.GENERAL_CARE,),
    Category.DENTAL_CLINIC: (ServiceKind.DENTAL_CARE,),
    Category.ORIENTAL_CLINIC: (ServiceKind.KOREAN_MEDICINE,),
    Category.PHARMACY: (ServiceKind.MEDICINES,),
    Category.PUBLIC_HEALTH_CENTER: (ServiceKind.PUBLIC_HEALTH,),
    Category.EMERGENCY_ROOM: (ServiceKind.EMERGENCY_CARE,),
    Category.LANGUAGE_CLASS: (ServiceKind.KOREAN_CLASS,),
    Category.COUNSELLING: (ServiceKind.COUNSELLING,),
    Category.IMMIGRATION_OFFICE: (
        ServiceKind.ALIEN_REGISTRATION, ServiceKind.STAY_EXTENSION, ServiceKind.ADDRESS_REPORT,
    ),
    Category.EMPLOYMENT_CENTER: (ServiceKind.JOB_PLACEMENT, ServiceKind.WORKPLACE_CHANGE),
    Category.LABOUR_OFFICE: (ServiceKind.WAGE_CLAIM,),
    Category.NHIS_BRANCH: (ServiceKind.INSURANCE_ENROLMENT,),
    Category.TAX_OFFICE: (ServiceKind.TAX_HELP,),
    Category.EDUCATION_SUPPORT_OFFICE: (ServiceKind.SCHOOL_ENTRY,),
}  # fmt: skip
# Departments (진료과목) that people look for by themselves.
BY_DEPARTMENT = {
    "소아청소년과": ServiceKind.CHILD_HEALTH,
    "소아과": ServiceKind.CHILD_HEALTH,
    "산부인과": ServiceKind.MATERNITY,
    "정신건강의학과": ServiceKind.MENTAL_HEALTH,
    "치과": ServiceKind.DENTAL_CARE,
}
# Any of these attributes says that there is an emergency room.
EMERGENCY = ("emergency_room", "emergency_by_day", "emergency_by_night")


def with_services(place: PlaceRecord) -> PlaceRecord:
    """The place with what it offers beside what its source lists; a closed place offers nothing."""
    if place.is_closed:
        return replace(place, services=())
    listed = {service.kind for service in place.services}
    more = tuple(service for service in offered(place) if service.kind not in listed)
    return replace(place, services=(*place.services, *more)) if more else place


def offered(place: PlaceRecord) -> Iterator[ServiceRecord]:
    """One service of each kind that the category, the emergency room or the departments tell."""
    kinds = dict.fromkeys(BY_CATEGORY.get(place.category, ()))
    kinds |= dict.fromkeys(departments(str(place.attributes.get("departments_ko", ""))))
    if any(place.attributes.get(name) is True for name in EMERGENCY):
        kinds[ServiceKind.EMERGENCY_CARE] = None
    for kind in kinds:
        phones = emergency_phones(place) if kind is ServiceKind.EMERGENCY_CARE else ()
        yield ServiceRecord(kind, phones=phones, checked_on=place.checked_on)


def departments(text: str) -> Iterator[ServiceKind]:
    """The kinds for departments that a text lists (`내과, 소아청소년과`)."""
    for word in text.replace(",", " ").split():
        if word in BY_DEPARTMENT:
            yield BY_DEPARTMENT[word]


def emergency_phones(place: PlaceRecord) -> tuple[PhoneRecord, ...]:
    """The emergency room's own number, where it is another than the place's."""
    number = tidy(str(place.attributes.get("emergency_phone", "")), area=area_code(place.address_ko))
    return (PhoneRecord(number),) if number and number != place.phone else ()
