"""The interface in English where a language lacks a string.

Django falls back to LANGUAGE_CODE, here Korean, which somebody who chose Nepali reads least of all.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import trans_real


class WithEnglish(trans_real.DjangoTranslation):
    """Django's catalogue of one language, with English behind it."""

    def _add_fallback(self, localedirs: list[str] | None = None) -> None:
        if self.language() not in (settings.LANGUAGE_CODE, "en"):
            self.add_fallback(trans_real.translation("en"))


def fall_back_to_english() -> None:
    """Have every catalogue that is read from now on made so; once, when the process starts."""
    trans_real.DjangoTranslation = WithEnglish  # type: ignore[misc]
    trans_real._translations.clear()  # type: ignore[attr-defined]
