"""What people who look after the portal type of a place: hours as text, languages and ways, consultation hours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geoportal.core.hours_text import read_week, write_week
from geoportal.places.consultations import Consultation
from geoportal.places.kinds import SERVICE_IDS
from geoportal.places.languages import LANGUAGE_IDS, How, spoken, spoken_id
from geoportal.places.offer_labels import LANGUAGES, SERVICES, WAYS

HOURS_HELP = _("One day on a line: “mon-fri 09:00-18:00”, “sat closed”, “2026-12-25 10:00-14:00”.")


def spoken_choices() -> list[tuple[str, str]]:
    """Each language in each way, by `language:how`."""
    return [
        (f"{tag}:{how.value}", str(WAYS[how]) % {"language": LANGUAGES[tag]}) for tag in LANGUAGE_IDS for how in How
    ]


class HoursField(forms.CharField):
    """Hours as text, cleaned to the week of `core.hours`; None when nothing is written. `unnamed` is what a day is
    that no line names: () closed, None unknown."""

    widget = forms.Textarea

    def __init__(self, *, unnamed: tuple[()] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.unnamed = unnamed

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A browser sends other line ends than were shown."""
        return str(initial or "").split() != str(data or "").split()

    def clean(self, value: Any) -> dict[str, Any] | None:
        text = super().clean(value)
        try:
            return read_week(text, unnamed=self.unnamed) if text else None
        except ValueError as error:
            message = _("This line is not understood: %(line)s") % {"line": str(error)[:80]}
            raise forms.ValidationError(message, code="invalid") from None


class ConsultationForm(forms.ModelForm):
    """A consultation; a day that no line of its hours names is one without it."""

    kind_id = forms.TypedChoiceField(
        coerce=int, choices=lambda: [(n, SERVICES[kind]) for kind, n in SERVICE_IDS.items()], label=_("Service")
    )
    language_ids = forms.MultipleChoiceField(choices=spoken_choices, label=_("Languages spoken"))
    hours = HoursField(max_length=3000, label=_("Consultation hours"), help_text=HOURS_HELP, unnamed=())
    source_url = forms.URLField(required=False, max_length=500, assume_scheme="https", label=_("Where it was checked"))

    class Meta:
        model = Consultation
        fields = (
            "place", "kind_id", "title_ko", "title_en", "language_ids", "hours", "valid_from", "valid_to",
            "source_title", "source_url", "checked_on",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["hours"] = write_week(self.instance.hours)
            self.initial["language_ids"] = [":".join(spoken(number)) for number in self.instance.language_ids]

    def clean_language_ids(self) -> list[int]:
        pairs = (chosen.partition(":") for chosen in self.cleaned_data["language_ids"])
        return sorted(spoken_id(tag, how) for tag, _colon, how in pairs)
