"""The interface in English where a language lacks a string, and as a whole where it has hardly any words of ours.

Django falls back to LANGUAGE_CODE, here Korean, which somebody who chose Nepali reads least of all. And it brings words
of its own in languages that we have none in: some buttons would be in Urdu on a page in English.
"""

from __future__ import annotations

import gettext
from functools import cache

from django.conf import settings
from django.utils.translation import to_locale, trans_real

from geoportal.core.languages import FALLBACK, Language


class WithEnglish(trans_real.DjangoTranslation):
    """The catalogue of one language, with English behind it; Django's own words only where most of ours are there."""

    def _init_translation_catalog(self) -> None:
        if speaks(self.language()):
            super()._init_translation_catalog()  # type: ignore[misc]

    def _add_installed_apps_translations(self) -> None:
        if speaks(self.language()):
            super()._add_installed_apps_translations()  # type: ignore[misc]

    def _add_fallback(self, localedirs: list[str] | None = None) -> None:
        if self.language() not in (settings.LANGUAGE_CODE, "en"):
            self.add_fallback(trans_real.translation("en"))


def fall_back_to_english() -> None:
    """Have every catalogue that is read from now on made so; once, when the process starts."""
    trans_real.DjangoTranslation = WithEnglish  # type: ignore[misc]
    trans_real._translations.clear()  # type: ignore[attr-defined]


@cache
def speaks(code: str) -> bool:
    """Whether the interface has most of its words in the language of Django's code."""
    return code in (settings.LANGUAGE_CODE, "en") or 2 * words(code) > words(settings.LANGUAGE_CODE)


@cache
def words(code: str) -> int:
    """How many words our own catalogues have in the language."""
    folders = (str(folder) for folder in settings.LOCALE_PATHS)
    found = (gettext.translation("django", folder, [to_locale(code)], fallback=True) for folder in folders)
    return sum(bool(key and text) for one in found for key, text in getattr(one, "_catalog", {}).items())


def interface_language(language: Language) -> Language:
    """The language that a reader of this one sees the interface in."""
    return language if speaks(language.django_code) else FALLBACK
