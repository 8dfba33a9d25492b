"""What may be asked of the assistant, typed and checked; the page and the API share it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.assistant.keeping import leave_question
from geoportal.assistant.language import detect
from geoportal.assistant.models import Consultation
from geoportal.assistant.question import Question, thread
from geoportal.core import geo
from geoportal.core.forms import TextField
from geoportal.core.languages import CHOICES, EASY, SOURCE, current_code, language_of, reads_easy
from geoportal.core.redact import redact
from geoportal.core.text import clean_lines
from geoportal.regions.forms import RegionField

LONGEST = 1000


# Tags by script or country that mean one of ours.
TAGS = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-hans-cn": "zh-hans", "tl": "fil"}


def code_of(tag: str) -> str:
    """Django's code of one of our languages for its code or BCP 47 tag, in any letters; `` for another language."""
    small = tag.strip().replace("_", "-").lower()
    codes = {one.code.lower(): one.django_code for one in CHOICES.values()} | TAGS
    known = dict(settings.LANGUAGES)
    tried = (small, codes.get(small, ""), small.partition("-")[0] if not small.startswith("zh") else "")
    return next((code for code in tried if code in known), "")


class Ask(forms.Form):
    """A question, and where the reader is if they say so: a region, or a position that is made coarse here."""

    question = TextField(max_length=LONGEST, label=gettext_lazy("Your question"), widget=forms.Textarea)
    language = forms.CharField(required=False, max_length=20)
    region = RegionField(required=False, max_length=60, label=gettext_lazy("City, county or district"))
    lat = forms.FloatField(min_value=-90, max_value=90, required=False, label=gettext_lazy("Latitude"))
    lon = forms.FloatField(min_value=-180, max_value=180, required=False, label=gettext_lazy("Longitude"))
    conversation = forms.CharField(required=False, max_length=2000)
    keep = forms.BooleanField(required=False)
    kept = forms.UUIDField(required=False)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        # Names of its own: the widget puts this form into pages that have other forms.
        super().__init__(data, initial=initial, auto_id="ask_%s")

    def clean_language(self) -> str:
        written = str(self.cleaned_data["language"])
        code = code_of(written)
        if written and not code:
            raise forms.ValidationError(_("There is no such language here."), code="invalid_choice")
        return code

    def clean_question(self) -> str:
        text = clean_lines(self.cleaned_data["question"])
        if not text:
            raise forms.ValidationError(_("Write a question."), code="required")
        return redact(text)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("lat") is None) != (cleaned.get("lon") is None) and not self.errors:
            self.add_error("lon" if cleaned.get("lon") is None else "lat", _("Latitude and longitude go together."))
        return cleaned

    def asked(self) -> Question:
        """The question; its language is the one that is named, else the one it is written in."""
        cleaned = self.cleaned_data
        before = thread(cleaned["conversation"])
        point = geo.coarse_point(cleaned["lat"], cleaned["lon"]) if cleaned["lat"] is not None else None
        region = cleaned["region"] or (region_named(before.region) if before.region and point is None else None)
        named = cleaned["language"]
        language = language_of(named).django_code if named else detect(cleaned["question"], current_code())
        is_easy = named == EASY.django_code or (not named and reads_easy())
        reads = EASY.django_code if is_easy and language == SOURCE.django_code else ""
        return Question(cleaned["question"], language, region, point, before, reads)


def region_named(slug: str) -> Any:
    """The region that the thread was about, in the edition of today; None when it is gone."""
    try:
        return RegionField(required=False).clean(slug)
    except forms.ValidationError:
        return None


class Rating(forms.Form):
    """Whether an answer helped; the question comes along, for it is stored nowhere."""

    helpful = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    question = forms.CharField(max_length=LONGEST)
    language = forms.CharField(max_length=20)
    region = RegionField(required=False, max_length=60)

    def clean_language(self) -> str:
        code = str(self.cleaned_data["language"])
        if code not in dict(settings.LANGUAGES):
            raise forms.ValidationError(_("There is no such language here."), code="invalid_choice")
        return code

    def asked(self) -> Question:
        """The question that was rated."""
        cleaned = self.cleaned_data
        language = language_of(cleaned["language"]).django_code
        return Question(redact(clean_lines(cleaned["question"])), language, cleaned["region"])


class LeaveQuestion(forms.Form):
    """A question for the counsellors of a region. It is kept for a time, and so is asked for consent."""

    question = forms.CharField(max_length=LONGEST, label=gettext_lazy("Your question"), widget=forms.Textarea)
    region = RegionField(required=False, max_length=60, label=gettext_lazy("City, county or district"))
    consent = forms.BooleanField(label=gettext_lazy("My question may be kept so that a counsellor can answer it."))

    def clean_question(self) -> str:
        text = clean_lines(self.cleaned_data["question"])
        if not text:
            raise forms.ValidationError(_("Write a question."), code="required")
        return redact(text)

    def save(self, page_language: str) -> Consultation:
        """Keep the question; its language is the one it is written in."""
        text = self.cleaned_data["question"]
        return leave_question(text, language=detect(text, page_language), region=self.cleaned_data["region"])
