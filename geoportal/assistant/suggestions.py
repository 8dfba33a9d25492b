"""Questions that are suggested to a reader: one of each area that the guides answer."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings

from geoportal.guides.categories import Area
from geoportal.guides.labels import AREAS
from geoportal.guides.models import Article

# The page of each area whose first question is suggested; another one when it is not there.
FIRST = {
    Area.IMMIGRATION: "extend-your-stay",
    Area.EMPLOYMENT: "unpaid-wages",
    Area.EDUCATION: "school-entry",
    Area.HOUSING: "rent-a-home",
    Area.HEALTHCARE: "visit-a-hospital-with-an-interpreter",
    Area.WELFARE: "interpreting-and-translation-help",
}


class Suggestion(NamedTuple):
    """A question with its area's name, in the language it is written in."""

    area: str
    question: str
    language: str


def suggestions(language: str) -> list[Suggestion]:
    """One question for each area, in the reader's language, else in English, else in Korean."""
    codes = (language, "en", settings.LANGUAGE_CODE)
    pages = Article.objects.published().filter(slug__in=FIRST.values(), locale__language_code__in=codes)
    found = {(page.slug, page.locale.language_code): page for page in pages.select_related("locale")}
    chosen = []
    for area, slug in FIRST.items():
        page = next((found[slug, code] for code in codes if (slug, code) in found), None)
        if page is not None and len(page.questions):
            chosen.append(Suggestion(str(AREAS[area]), page.questions[0].value, page.locale.language_code))
    return chosen
