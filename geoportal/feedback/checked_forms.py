"""What a moderator writes of a place after checking it: what is right in place of what was reported, or a new place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geoportal.core.text import MAX_NOTE, clean_query
from geoportal.feedback.categories import Kind
from geoportal.feedback.forms import leaf_choices
from geoportal.feedback.models import Suggestion
from geoportal.places.categories import Category
from geoportal.places.corrected import Corrected
from geoportal.places.operator_forms import HOURS_HELP, HoursField, spoken_choices
from geoportal.places.services import SuggestedLanguage, SuggestedPlace
from geoportal.regions.queries import today

# What a report of each kind is corrected by.
FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.CLOSED: (),
    Kind.MOVED: ("address_ko", "lat", "lon", "phone"),
    Kind.HOURS: ("hours",),
    Kind.LANGUAGE: ("languages",),
    Kind.PHONE: ("phone",),
    Kind.PIN: ("lat", "lon"),
    Kind.OTHER: ("address_ko", "lat", "lon", "phone", "hours", "languages"),
}


class CheckedForm(forms.Form):
    """The fields that both forms share."""

    address_ko = forms.CharField(required=False, max_length=300, label=_("Address in Korean"))
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, label=_("Latitude"))
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, label=_("Longitude"))
    phone = forms.CharField(required=False, max_length=60, label=_("Telephone"))
    hours = HoursField(required=False, max_length=3000, label=_("Opening hours"), help_text=HOURS_HELP)
    languages = forms.MultipleChoiceField(required=False, choices=spoken_choices, label=_("Languages spoken"))
    url = forms.URLField(required=False, max_length=500, label=_("Where it was checked"), assume_scheme="https")
    note = forms.CharField(required=False, max_length=MAX_NOTE, label=_("Note"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("lat") is None) != (cleaned.get("lon") is None):
            self.add_error("lat", _("Latitude and longitude go together."))
        return cleaned

    def spoken(self) -> list[dict[str, str]]:
        """The chosen languages as a place's attributes have them."""
        pairs = (chosen.partition(":") for chosen in self.cleaned_data.get("languages", ()))
        return [{"language": tag, "how": how} for tag, _colon, how in pairs]


class CorrectionForm(CheckedForm):
    """What is right at a place, of what a report of one kind may be about."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {name for names in FIELDS.values() for name in names} - set(FIELDS[kind]):
            del self.fields[name]
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.values():
            self.add_error(None, _("Write what is right."))
        return cleaned

    def values(self) -> dict[Corrected, Any]:
        """What is to stand, by field; what was left empty or as it is said now stays with its source."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name in self.changed_data}
        found: dict[Corrected, Any] = {
            Corrected.ADDRESS: clean_query(cleaned.get("address_ko") or ""),
            Corrected.PHONE: clean_query(cleaned.get("phone") or ""),
            Corrected.HOURS: cleaned.get("hours"),
            Corrected.LANGUAGES: self.spoken() if "languages" in cleaned else None,
        }
        if "lat" in cleaned or "lon" in cleaned:
            cleaned = self.cleaned_data
        if cleaned.get("lat") is not None and cleaned.get("lon") is not None:
            found[Corrected.PIN] = {"lat": cleaned["lat"], "lon": cleaned["lon"]}
        if self.kind is Kind.CLOSED:
            found[Corrected.CLOSED] = {"on": today().isoformat()}
        return {of: value for of, value in found.items() if value}


class NewPlaceForm(CheckedForm):
    """A suggested place as a person checked it."""

    name_ko = forms.CharField(max_length=120, label=_("Name in Korean"))
    name_en = forms.CharField(required=False, max_length=120, label=_("Name in Latin letters"))
    category = forms.ChoiceField(choices=leaf_choices, label=_("What kind of place is it?"))
    field_order = ("name_ko", "name_en", "category", "address_ko", "lat", "lon")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("lat") is None and not self.errors:
            self.add_error("lat", _("Say where it is."))
        return cleaned

    def place(self, suggestion: Suggestion) -> SuggestedPlace:
        cleaned = self.cleaned_data
        spoken = tuple(SuggestedLanguage(one["language"], one["how"]) for one in self.spoken())
        return SuggestedPlace(
            source_key=f"suggestion-{suggestion.pk}",
            category=Category(cleaned["category"]).value,
            name_ko=clean_query(cleaned["name_ko"]),
            name_en=clean_query(cleaned["name_en"]),
            address_ko=clean_query(cleaned["address_ko"]),
            phone=clean_query(cleaned["phone"]),
            homepage=cleaned["url"],
            lat=cleaned["lat"],
            lon=cleaned["lon"],
            languages=spoken or None,
            attributes={"hours": cleaned["hours"]} if cleaned["hours"] else {},
            checked_on=today(),
        )
