"""What may be asked of the guides, typed and checked; the page and the API share it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from geoportal.core.languages import current_code, current_language
from geoportal.guides.asking import ranked
from geoportal.guides.categories import STATUSES, Area, PageType
from geoportal.guides.models import Article, AskedQuestion
from geoportal.guides.showing import in_reader_language
from geoportal.translation.services import known

MOST = 100
MODELS = {one.value: f"{one.value}page" for one in PageType}


class GuideSearch(forms.Form):
    """Guides by words, area, type and status of stay; in whatever language the words are written."""

    q = forms.CharField(required=False, max_length=100, label=_("Words"))
    area = forms.ChoiceField(required=False, choices=[("", ""), *((one.value, one.value) for one in Area)])
    type = forms.ChoiceField(required=False, choices=[("", ""), *((one.value, one.value) for one in PageType)])
    status = forms.ChoiceField(required=False, choices=[("", ""), *((one, one) for one in STATUSES)])
    lang = forms.CharField(required=False, max_length=20)
    # Whether the pages were found by what people ask in the reader's language.
    is_by_questions = False

    def guides(self) -> list[Any]:
        """The published pages asked for, each in the reader's language or else in Korean; by words the best first."""
        asked = self.cleaned_data
        pages = Article.objects.published()
        if asked["area"]:
            pages = pages.of_area(asked["area"])
        if asked["status"]:
            pages = pages.for_status(asked["status"])
        korean = pages.in_language(settings.LANGUAGE_CODE)
        if asked["type"]:
            korean = korean.filter(content_type__model=MODELS[asked["type"]])
        if not asked["q"]:
            return in_reader_language(korean.order_by("path"))
        by_words, by_questions = found_keys(pages, asked["q"]), asked_keys(korean, asked["q"])
        # Where people ask in a language that the pages are not in, only what they ask is in their words.
        is_ours = get_language() in dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        self.is_by_questions = bool(by_questions) and not (is_ours and by_words)
        keys = by_words if is_ours and by_words else list(dict.fromkeys([*by_questions, *by_words]))
        shown = in_reader_language(korean.filter(translation_key__in=keys))
        return sorted(shown, key=lambda page: keys.index(page.translation_key))


def asked_keys(korean: Any, text: str) -> list[Any]:
    """Translation keys of the pages that people ask for in such words, in the reader's language, the nearest first; of
    a language without pages their translated titles and summaries count too."""
    keys = dict(korean.values_list("slug", "translation_key"))
    questions = list(AskedQuestion.objects.filter(language=current_code()).values_list("slug", "text"))
    if get_language() not in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
        said = {text: slug for slug, *texts in korean.values_list("slug", "title", "summary") for text in texts}
        found = known(said, target=current_language().code)
        questions += [(said[text], one.text) for text, one in found.items()]
    return [keys[slug] for slug in ranked(text, questions) if slug in keys]


def found_keys(pages: Any, text: str) -> list[Any]:
    """Translation keys of the pages in which the words are found in any language, the reader's own language first."""
    rows = list(pages.found_by(text).values_list("locale__language_code", "translation_key")[:MOST])
    rows.sort(key=lambda row: row[0] not in (get_language(), current_code()))
    return list(dict.fromkeys(key for _language, key in rows))
