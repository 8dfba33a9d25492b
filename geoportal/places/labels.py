"""Names of categories for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.core.hotlines import Hotline, hotline
from geoportal.places.categories import TREE, Branch, Category, OfficeKind, Position
from geoportal.places.corrected import Corrected

LABELS: dict[str, Promise] = {
    Branch.HEALTH: _("Health"),
    Branch.EDUCATION: _("Education"),
    Branch.SUPPORT: _("Help and counselling"),
    Branch.OFFICES: _("Public offices"),
    Category.HOSPITAL: _("Hospital"),
    Category.CLINIC: _("Clinic"),
    Category.DENTAL_CLINIC: _("Dental clinic"),
    Category.ORIENTAL_CLINIC: _("Korean medicine clinic"),
    Category.PHARMACY: _("Pharmacy"),
    Category.PUBLIC_HEALTH_CENTER: _("Public health center"),
    Category.EMERGENCY_ROOM: _("Emergency room"),
    Category.KINDERGARTEN: _("Kindergarten"),
    Category.ELEMENTARY_SCHOOL: _("Elementary school"),
    Category.MIDDLE_SCHOOL: _("Middle school"),
    Category.HIGH_SCHOOL: _("High school"),
    Category.SPECIAL_SCHOOL: _("Special school"),
    Category.LANGUAGE_CLASS: _("Korean language class"),
    Category.SUPPORT_CENTER: _("Support center for foreign residents and families"),
    Category.COUNSELLING: _("Counselling"),
    Category.SHELTER_HELPLINE: _("Shelter helpline"),
    Category.IMMIGRATION_OFFICE: _("Immigration office"),
    Category.EMPLOYMENT_CENTER: _("Employment center"),
    Category.LABOUR_OFFICE: _("Labour office"),
    Category.NHIS_BRANCH: _("Health insurance branch (NHIS)"),
    Category.TAX_OFFICE: _("Tax office"),
    Category.EDUCATION_SUPPORT_OFFICE: _("Education support office"),
    Category.LOCAL_OFFICE: _("City, district or community office"),
}

# How the point was had, when the source states none.
POSITION_NOTES: dict[Position, Promise] = {
    Position.BUILDING: _("Placed by its address, at the building, so it may be off."),
    Position.ROAD: _("Placed by its address, on the road, so it may be off."),
    Position.DONG: _("Placed by its address, in the middle of the neighbourhood (dong), so it may be far off."),
    Position.UNIT: _("Only its city or district is known, so distances to it are rough. Look at the address."),
}
KINDS: dict[OfficeKind, Promise] = {
    OfficeKind.IMMIGRATION: _("Immigration office"),
    OfficeKind.LOCAL_OFFICE: _("City or district office"),
    OfficeKind.EMPLOYMENT_CENTER: _("Employment center"),
    OfficeKind.LABOUR_OFFICE: _("Labour office"),
    OfficeKind.NHIS_BRANCH: _("Health insurance branch (NHIS)"),
    OfficeKind.TAX_OFFICE: _("Tax office"),
    OfficeKind.EDUCATION_SUPPORT: _("Education support office"),
    OfficeKind.PUBLIC_HEALTH_CENTER: _("Public health center"),
    OfficeKind.FAMILY_CENTER: _("Family center"),
    OfficeKind.FOREIGN_RESIDENTS_CENTER: _("Center for foreign residents"),
}
PURPOSES: dict[OfficeKind, Promise] = {
    OfficeKind.IMMIGRATION: _("Registration, extension of stay, change of status"),
    OfficeKind.LOCAL_OFFICE: _("Report a new address within 14 days"),
    OfficeKind.EMPLOYMENT_CENTER: _("Work permit, change of workplace, unemployment benefit"),
    OfficeKind.LABOUR_OFFICE: _("Unpaid wages, dismissal, accidents at work"),
    OfficeKind.NHIS_BRANCH: _("Health insurance: joining, contributions, dependants"),
    OfficeKind.TAX_OFFICE: _("Income tax, business registration, tax certificates"),
    OfficeKind.EDUCATION_SUPPORT: _("Schools and kindergartens: entry, transfer"),
    OfficeKind.PUBLIC_HEALTH_CENTER: _("Vaccination, pregnancy, tests, health certificates"),
    OfficeKind.FAMILY_CENTER: _("Families and marriage migrants: classes, counselling"),
    OfficeKind.FOREIGN_RESIDENTS_CENTER: _("Counselling, classes, interpreting"),
}
# What to do while nobody has verified which office is responsible.
WHAT_TO_DO: dict[OfficeKind, Promise] = {
    OfficeKind.IMMIGRATION: _("Call 1345 in your language, say your address, and ask which office is yours."),
    OfficeKind.LOCAL_OFFICE: _(
        "Go to the eup, myeon or dong office of your new address, or to the office of your city, county or gu: both "
        "take the report."
    ),
    OfficeKind.EMPLOYMENT_CENTER: _("Call 1350 and say the address of your workplace."),
    OfficeKind.LABOUR_OFFICE: _("Call 1350 and say the address of your workplace, not of your home."),
    OfficeKind.NHIS_BRANCH: _("Call any branch near you: each can say which one is yours."),
    OfficeKind.TAX_OFFICE: _("Call any tax office near you: each can say which one is yours."),
    OfficeKind.EDUCATION_SUPPORT: _("Ask at the school nearest to you."),
    OfficeKind.PUBLIC_HEALTH_CENTER: _("Look for the public health center of your city, county or gu under Near me."),
    OfficeKind.FAMILY_CENTER: _("Call the Danuri Helpline 1577-1366 in your language."),
    OfficeKind.FOREIGN_RESIDENTS_CENTER: _("Ask at the office of your city or county whether it has one."),
}
# The line that helps with a kind, as data/reference/hotlines.yml has it.
HOTLINES: dict[OfficeKind, str] = {
    OfficeKind.IMMIGRATION: "1345",
    OfficeKind.EMPLOYMENT_CENTER: "1350",
    OfficeKind.LABOUR_OFFICE: "1350",
    OfficeKind.FAMILY_CENTER: "1577-1366",
}
WHEN_IT_DEPENDS = _("It depends on where exactly: choose your neighbourhood (dong), or ask one of these offices.")

FIELDS: dict[str, Promise] = {
    "name_ko": _("Name"),
    "phone": _("Telephone"),
    "homepage": _("Website"),
    "address_ko": _("Address"),
    "attributes.hours": _("Opening hours"),
    "attributes.opening_hours": _("Opening hours"),
}


def category_label(name: Category | Branch) -> Promise:
    """The reader's word for a category or a branch of the tree."""
    return LABELS[name]


def category_choices() -> Iterator[tuple[str, Any]]:
    """The tree as grouped choices, labels in the reader's language."""
    yield "", _("Everything")
    for branch, categories in TREE.items():
        group = [(branch.value, category_label(branch))]
        group += [(category.value, category_label(category)) for category in categories]
        yield str(category_label(branch)), group


def position_note(position: str) -> Promise | str:
    """That a place's point is not its source's own, and what it is; `` when it is the source's own."""
    return POSITION_NOTES.get(Position(position), "")


def field_label(field: str) -> Promise:
    """The reader's word for a field that sources state."""
    return FIELDS[field]


def kind_label(kind: OfficeKind) -> Promise:
    """The reader's word for a kind of office that serves an area."""
    return KINDS[kind]


def kind_purpose(kind: OfficeKind) -> Promise:
    """What residents go there for."""
    return PURPOSES[kind]


def what_to_do(kind: OfficeKind, certainty: str) -> Promise | str:
    """What to do when it is not certain who serves; `` when it is."""
    if certainty == "known":
        return ""
    return WHEN_IT_DEPENDS if certainty == "depends" else WHAT_TO_DO[kind]


def hotline_of(kind: OfficeKind) -> Hotline | None:
    """The line that helps with a kind, when one with a source is known."""
    number = HOTLINES.get(kind)
    return hotline(number) if number else None


CORRECTED: dict[Corrected, Promise] = {
    Corrected.CLOSED: _("Closed for good"),
    Corrected.PIN: _("Position on the map"),
    Corrected.ADDRESS: _("Address"),
    Corrected.PHONE: _("Telephone"),
    Corrected.HOURS: _("Opening hours"),
    Corrected.DATES: _("Hours of single days"),
    Corrected.LANGUAGES: _("Languages spoken"),
}


WHY: dict[str, Promise] = {
    "residents": _("reports of residents, checked by a person"),
    "organization": _("the organization itself, checked by a person"),
}


def correction_why(why: str) -> Promise | str:
    """Where a correction is known from, in words."""
    return WHY.get(why, why)
