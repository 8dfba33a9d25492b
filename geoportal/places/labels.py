"""Names of categories for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.places.categories import TREE, Branch, Category, Position

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
