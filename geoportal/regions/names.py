"""What a region is called in a language: Korean, the name that is fixed there, or else the romanized one."""

from __future__ import annotations

import csv
from functools import cache

from django.conf import settings

from geoportal.core.languages import language_of

PATH = settings.BASE_DIR / "data" / "reference" / "glossary.csv"


def name_in(language: str, name_ko: str, name_en: str) -> str:
    """The name in a language (Django's code)."""
    return name_ko if language == "ko" else fixed_names(language).get(name_ko, name_en)


@cache
def fixed_names(language: str) -> dict[str, str]:
    """The fixed names of a language by the Korean ones: of cities and counties, where they aren't romanized ones."""
    with PATH.open(encoding="utf-8") as file:
        return {
            row["ko"]: row["text"]
            for row in csv.DictReader(file)
            if row["kind"] == "place"
            and language_of(row["language"]).django_code == language
            and not row["text"].isascii()
        }
