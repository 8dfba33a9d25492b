"""The filters that every search of places takes, the nearest one, the listing and the files: one form for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geoportal.core.forms import FlagField, ManyInput
from geoportal.core.hours import in_seoul
from geoportal.core.languages import current_code
from geoportal.core.latin import words
from geoportal.core.text import clean_query
from geoportal.places.asked import Asked, understand
from geoportal.places.categories import Category, leaves
from geoportal.places.kinds import ANY_STATUS, STATUS_IDS, Cost, ServiceKind
from geoportal.places.labels import category_choices
from geoportal.places.languages import How, spoken_tag
from geoportal.places.offer_labels import HOWS, SERVICES
from geoportal.places.wanted import Wanted

# Public holidays are not decided much further ahead.
FURTHEST = timedelta(days=366)


class MomentField(forms.CharField):
    """A moment in ISO 8601, by the clock of Asia/Seoul when it names no zone; cleaned to an aware one."""

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            moment = in_seoul(datetime.fromisoformat(text))
        except (ValueError, OverflowError):
            raise forms.ValidationError(_("Give a date and a time, like 2026-09-24T14:30."), code="invalid") from None
        if abs(moment - timezone.now()) > FURTHEST:
            raise forms.ValidationError(_("Give a moment within a year from now."), code="range")
        return moment


class CategoryField(forms.ChoiceField):
    """A leaf or a branch of the tree; cleaned to its leaves."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=category_choices, **kwargs)

    def clean(self, value: Any) -> tuple[Category, ...]:
        if value in self.empty_values:
            return ()
        try:
            return leaves(str(value))
        except ValueError:
            raise forms.ValidationError(_("There is no such category."), code="invalid_choice") from None


class LanguagesField(forms.Field):
    """Tags of languages, each one of the portal's (`zh-Hans` is `zh`); cleaned to a tuple without repeats."""

    widget = ManyInput

    def clean(self, value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        tags = value if isinstance(value, list) else [value]
        try:
            return tuple(dict.fromkeys(spoken_tag(str(tag)) for tag in tags if tag != ""))
        except KeyError:
            raise forms.ValidationError(_("There is no such language here."), code="invalid_choice") from None


def service_choices() -> list[tuple[str, Any]]:
    """Every kind of service, in the reader's language."""
    return [("", _("Everything")), *((kind.value, SERVICES[kind]) for kind in ServiceKind)]


def how_choices() -> list[tuple[str, Any]]:
    """Every way in which a language can be spoken, and any."""
    return [("", _("In any way")), *((how.value, label) for how, label in HOWS.items())]


def status_choices() -> list[tuple[str, Any]]:
    """Every family of statuses of stay."""
    return [("", _("Everything")), *((status, status) for status in STATUS_IDS if status != ANY_STATUS)]


class PlaceFilters(forms.Form):
    """What places are looked for, wherever they are: kind, words, openness, and what they offer."""

    category = CategoryField(required=False, label=_("What are you looking for?"))
    q = forms.CharField(required=False, max_length=100, label=_("Name, place or kind"))
    literal = FlagField(required=False)
    open_now = FlagField(required=False, label=_("Open now"))
    open_at = MomentField(required=False, max_length=40, label=_("Open at"))
    languages = LanguagesField(required=False, label=_("Language spoken"))
    how = forms.ChoiceField(required=False, choices=how_choices, label=_("How it is spoken"))
    service = forms.ChoiceField(required=False, choices=service_choices, label=_("Service"))
    status = forms.ChoiceField(required=False, choices=status_choices, label=_("Status of stay"))
    cost = forms.ChoiceField(required=False, choices=[("", _("Everything")), ("free", _("free"))], label=_("Cost"))
    wheelchair = forms.ChoiceField(
        required=False, choices=[("", _("Everything")), ("yes", _("A wheelchair can enter."))], label=_("Wheelchair")
    )
    unknown = FlagField(required=False, label=_("Those of which it is unknown"))

    def clean_q(self) -> str:
        text = clean_query(self.cleaned_data["q"])
        if text and not words(text):
            raise forms.ValidationError(_("Write letters or digits, not signs alone."), code="invalid")
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["asked"] = asked_for(cleaned)
        if cleaned.get("service"):
            cleaned["asked"] = replace(cleaned["asked"], service=None)
        if cleaned.get("open_now") and cleaned.get("open_at"):
            self.add_error("open_at", _("Ask for what is open now or at a moment, not both."))
        if cleaned.get("how") and cleaned.get("languages") == ():
            self.add_error("how", _("Choose the language as well."))
        return cleaned

    def moment(self) -> datetime | None:
        """The moment at which places are to be open, if any."""
        return timezone.now() if self.cleaned_data["open_now"] else self.cleaned_data["open_at"]

    def wanted(self) -> Wanted:
        """What is chosen; the service that the words name only where none is chosen."""
        cleaned = self.cleaned_data
        service = cleaned["service"] or cleaned["asked"].service
        return Wanted(
            languages=cleaned["languages"],
            how=How(cleaned["how"]),
            service=ServiceKind(service) if service else None,
            status=cleaned["status"],
            free=cleaned["cost"] == Cost.FREE,
            wheelchair=cleaned["wheelchair"] == "yes",
            unknown=cleaned["unknown"],
        )


def asked_for(cleaned: dict[str, Any]) -> Asked:
    """What the words `q` of a search ask for; all of them are a name when `literal` says so."""
    text = clean_query(cleaned.get("q") or "")
    if not text or cleaned.get("literal"):
        return Asked(rest=text)
    return understand(text, current_code())
