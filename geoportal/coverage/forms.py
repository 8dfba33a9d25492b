"""Which coverage is asked for; the page and the downloads share it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geoportal.core.languages import LANGUAGES
from geoportal.coverage.categories import MINUTES, MOST_MINUTES
from geoportal.coverage.models import CoverageRun
from geoportal.coverage.queries import RunQuerySet
from geoportal.places.labels import category_choices
from geoportal.places.languages import spoken_tag

DEFAULT_MINUTES = MINUTES[1]


def service_choices() -> Iterator[tuple[str, Any]]:
    """The tree of categories in groups, without one for everything."""
    return (choice for choice in category_choices() if choice[0])


def language_choices() -> list[tuple[str, Any]]:
    """Any language, or one of those that people speak at places."""
    return [("", _("Any language")), *((spoken_tag(one.code), one.own_name) for one in LANGUAGES.values())]


class CoverageSearch(forms.Form):
    """A service, a language that is spoken there, and so many minutes' walk; what is left out is the newest run's."""

    category = forms.ChoiceField(required=False, choices=service_choices, label=_("Service"))
    language = forms.ChoiceField(required=False, choices=language_choices, label=_("Language spoken"))
    minutes = forms.IntegerField(required=False, min_value=1, max_value=MOST_MINUTES, label=_("Minutes on foot"))
    lang = forms.CharField(required=False, max_length=20)

    def run(self) -> CoverageRun | None:
        """The run that was asked for; None when there is none."""
        runs: RunQuerySet = CoverageRun.objects.with_source()
        if self.cleaned_data["category"]:
            return runs.of(self.cleaned_data["category"], self.cleaned_data["language"]).first()
        if self.cleaned_data["language"]:
            runs = runs.filter(language=self.cleaned_data["language"])
        return runs.order_by("-made_at").first()

    def within(self, run: CoverageRun) -> int | None:
        """The minutes that were asked for, None when the run was not made for them."""
        asked: int | None = self.cleaned_data["minutes"]
        if asked is None:
            return DEFAULT_MINUTES if DEFAULT_MINUTES in run.minutes else run.minutes[0]
        return asked if asked in run.minutes else None
