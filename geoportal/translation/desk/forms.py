"""What the desk's pages send, as typed values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from geoportal.core.languages import choice_of
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.segments.writing import Wanted

FORMATS = [("xliff", "XLIFF 1.2"), ("po", "PO")]
LONGEST = 10_000


def language_choices() -> list[tuple[str, str]]:
    """Languages that pages are translated into, by Django's code, in their own names."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != settings.LANGUAGE_CODE]
    return [(code, choice_of(code).own_name) for code in codes]


class OverviewForm(forms.Form):
    """Which part of the pages the dashboard shows."""

    area = forms.SlugField(required=False)
    region = forms.SlugField(required=False)


class FilterForm(forms.Form):
    """Which segments the editor shows."""

    only = forms.ChoiceField(required=False, choices=[("", "")] + [(one.value, one.value) for one in SegmentStatus])


class ExportForm(forms.Form):
    """Which pages as a file of which kind; without a page: all."""

    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS)
    source = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ImportForm(forms.Form):
    """A file of translations."""

    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    file = forms.FileField(label=_("PO or XLIFF file"))


def wanted_of(data: Any) -> tuple[list[Wanted], list[Wanted]]:
    """The boxes of the editor: segments to save, and those to save as reviewed.

    Names: `text-<id>`, `token-<id>`, `version-<id>` and the ticks `confirm-<id>`, `review-<id>`.
    """
    drafts: list[Wanted] = []
    reviews: list[Wanted] = []
    for name in data:
        head, _dash, number = name.partition("-")
        if head != "text" or not number.isdecimal():
            continue
        version = data.get(f"version-{number}", "")
        one = Wanted(
            int(number), data[name][:LONGEST], data.get(f"token-{number}", ""),
            int(version) if version.isdecimal() else None, f"confirm-{number}" in data,
        )  # fmt: skip
        (reviews if f"review-{number}" in data else drafts).append(one)
    return drafts, reviews
