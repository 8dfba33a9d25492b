"""A LibreTranslate server: one HTTP call, which an operator may run on the portal's own machine."""

from __future__ import annotations

from collections.abc import Sequence

import httpx
from django.conf import settings

from geoportal.translation.providers.engine import Refused, Spent, Unanswered, Unsuitable

TAGS = {"zh-Hans": "zh-Hans", "uz-Latn": "uz", "fil": "tl"}
ERRORS = {400: Unsuitable, 413: Unsuitable, 401: Refused, 403: Refused, 429: Spent}


class LibreTranslate:
    """One server at `base`, with its key or ''."""

    most_texts = 50
    most_characters = 5_000
    glossary = ""

    def __init__(self, base: str, *, key: str, timeout_s: float) -> None:
        self.base, self.key, self.timeout_s = base.rstrip("/"), key, timeout_s
        self.name = "libretranslate"

    @classmethod
    def from_settings(cls) -> LibreTranslate:
        """As settings.TRANSLATION says."""
        chosen = settings.TRANSLATION
        return cls(chosen["LIBRETRANSLATE_URL"], key=chosen["LIBRETRANSLATE_KEY"], timeout_s=chosen["TIMEOUT_S"])

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """One call; see Engine."""
        body = {
            "q": list(texts),
            "source": TAGS.get(source, source),
            "target": TAGS.get(target, target),
            "format": "text",
            **({"api_key": self.key} if self.key else {}),
        }
        try:
            answer = httpx.post(f"{self.base}/translate", json=body, timeout=self.timeout_s, follow_redirects=False)
        except httpx.HTTPError as error:
            raise Unanswered(type(error).__name__) from error
        if answer.status_code != 200:
            raise ERRORS.get(answer.status_code, Unanswered)(f"status {answer.status_code}")
        return _texts(answer)


def _texts(answer: httpx.Response) -> list[str]:
    try:
        found = answer.json()["translatedText"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unanswered("not its JSON") from error
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise Unanswered("not its JSON")
    return found
