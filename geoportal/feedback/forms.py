"""What a resident may send: checked, freed of personal numbers, and sent by a person rather than by a program."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geoportal.core.languages import LANGUAGES, current_code
from geoportal.core.opened import Opened
from geoportal.core.redact import has_personal, redact
from geoportal.core.text import clean_lines, clean_query
from geoportal.feedback.categories import Kind
from geoportal.feedback.labels import KINDS
from geoportal.feedback.models import MAX_TEXT, Report, Suggestion
from geoportal.places.categories import CATEGORY_IDS, TREE, Category
from geoportal.places.labels import category_label
from geoportal.places.models import Place
from geoportal.regions.forms import RegionField


def leaf_choices() -> list[tuple[str, Any]]:
    """Every category of a place, in groups, with none chosen."""
    groups = (
        (str(category_label(branch)), [(one.value, category_label(one)) for one in leaves])
        for branch, leaves in TREE.items()
    )
    return [("", _("Choose one")), *groups]


class Typed(Opened):
    """What both forms have: a text, and what keeps programs away."""

    text = forms.CharField(required=False, max_length=MAX_TEXT, label=_("Anything else?"), strip=True)

    def clean_text(self) -> str:
        return redact(clean_lines(self.cleaned_data["text"]))


class ReportForm(Typed):
    """What is wrong with a place."""

    kind = forms.ChoiceField(
        choices=[(kind.value, label) for kind, label in KINDS.items()],
        label=_("What is wrong?"),
        error_messages={"required": _("Choose what is wrong.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == Kind.OTHER and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what is wrong."))
        return cleaned

    def save(self, place: Place) -> Report:
        cleaned = self.cleaned_data
        return Report.objects.create(place=place, kind=cleaned["kind"], text=cleaned["text"], language=current_code())


class SuggestionForm(Typed):
    """A place that is missing."""

    name = forms.CharField(
        max_length=120, label=_("Name of the place"), error_messages={"required": _("Write the name of the place.")}
    )
    category = forms.ChoiceField(
        choices=leaf_choices, label=_("What kind of place is it?"), error_messages={"required": _("Choose one.")}
    )
    address = forms.CharField(
        max_length=200,
        label=_("Address of the place"),
        error_messages={"required": _("Write the address of the place, or the street and what is beside it.")},
    )
    region = RegionField(required=False, max_length=60, label=_("City, county or district"))
    phone = forms.CharField(required=False, max_length=40, label=_("Telephone number of the place"))
    languages = forms.MultipleChoiceField(
        required=False,
        choices=[(one.code, one.own_name) for one in LANGUAGES.values()],
        label=_("Languages spoken there"),
    )

    def clean_name(self) -> str:
        return redact(clean_query(self.cleaned_data["name"]))

    def clean_address(self) -> str:
        return redact(clean_query(self.cleaned_data["address"]))

    def clean_phone(self) -> str:
        phone = clean_query(self.cleaned_data["phone"])
        if has_personal(phone):
            raise forms.ValidationError(
                _("Give the place's public number. We don't keep mobile numbers, for they belong to one person."),
                code="personal",
            )
        return phone

    def save(self) -> Suggestion:
        cleaned = self.cleaned_data
        return Suggestion.objects.create(
            name=cleaned["name"], category_id=CATEGORY_IDS[Category(cleaned["category"])], address=cleaned["address"],
            unit=cleaned["region"], phone=cleaned["phone"], languages=cleaned["languages"], text=cleaned["text"],
            language=current_code(),
        )  # fmt: skip
