"""A place as schema.org describes it, for search engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geoportal.core.jsonld import DataBlock, linked
from geoportal.places.categories import BRANCH_OF, Branch, Category, Position
from geoportal.places.languages import spoken
from geoportal.places.models import Place
from geoportal.places.stated import stated
from geoportal.regions.queries import today

TYPES: dict[Category, str] = {
    Category.HOSPITAL: "Hospital", Category.CLINIC: "MedicalClinic", Category.DENTAL_CLINIC: "Dentist",
    Category.ORIENTAL_CLINIC: "MedicalClinic", Category.PHARMACY: "Pharmacy",
    Category.EMERGENCY_ROOM: "EmergencyService",
    Category.ELEMENTARY_SCHOOL: "ElementarySchool", Category.MIDDLE_SCHOOL: "MiddleSchool",
    Category.HIGH_SCHOOL: "HighSchool", Category.KINDERGARTEN: "Preschool",
}  # fmt: skip
DAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday", "holiday": "PublicHolidays",
}  # fmt: skip
A_DAY = 24


def linked_place(place: Place, *, url: str) -> DataBlock | None:
    """The place under its own address; None for samples and for what is gone, which no search engine shall list."""
    if place.source.is_sample or place.retired_at:
        return None
    office = "GovernmentOffice" if BRANCH_OF[place.category] is Branch.OFFICES else "LocalBusiness"
    return linked(
        TYPES.get(place.category, office),
        name=place.name_ko,
        alternateName=stated(place, "name_en").value,
        url=url,
        telephone=stated(place, "phone").value,
        address=address(stated(place, "address_ko").value),
        geo=geo(place),
        openingHoursSpecification=list(hours(place.hours)),
        specialOpeningHoursSpecification=list(special_hours(place.hours)),
        availableLanguage=list(dict.fromkeys(spoken(number)[0] for number in place.language_ids or ())),
    )


def address(text: str | None) -> dict[str, str]:
    return {"@type": "PostalAddress", "streetAddress": text, "addressCountry": "KR"} if text else {}


def geo(place: Place) -> dict[str, Any]:
    """The point, where it is a point of the place."""
    if Position(place.position).is_rough:
        return {}
    return {"@type": "GeoCoordinates", "latitude": place.point.y, "longitude": place.point.x}


def hours(week: Mapping[str, Any] | None) -> Iterator[dict[str, str]]:
    """Each span of the week that is known; a closing time past midnight is one of the next day."""
    for day, spans in (week or {}).items():
        for opens, closes in spans or () if day in DAYS else ():
            yield span(opens, closes, dayOfWeek=DAYS[day])


def special_hours(week: Mapping[str, Any] | None) -> Iterator[dict[str, str]]:
    """The dates from today on that have hours of their own; a closed one opens and closes at midnight, as search
    engines read it, and of an unknown one nothing can be said."""
    for day, spans in sorted(((week or {}).get("exceptions") or {}).items()):
        if day >= today().isoformat() and spans is not None:
            for opens, closes in spans or [("00:00", "00:00")]:
                yield span(opens, closes, validFrom=day, validThrough=day)


def span(opens: str, closes: str, **when: str) -> dict[str, str]:
    """One span as schema.org has it; a whole day ends a minute early, for from midnight to midnight means closed."""
    hour, minute = closes.split(":")
    ends = "23:59" if (opens, closes) == ("00:00", "24:00") else f"{int(hour) % A_DAY:02}:{minute}"
    return {"@type": "OpeningHoursSpecification", **when, "opens": opens, "closes": ends}
