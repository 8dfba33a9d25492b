"""Where a language model is asked, and how that may fail; without the client, which takes its share of memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from geoportal.assistant.categories import Failure

# Of one answer, whatever it holds: ours have a few hundred words.
MOST_TOKENS = 700


class ModelFailed(Exception):
    """The model gave no answer, or broke off."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is asked: `url` ends before `/chat/completions`."""

    url: str
    key: str = field(repr=False)
    model: str

    @property
    def name(self) -> str:
        """As the breaker knows it."""
        return f"{self.model} {urlsplit(self.url).hostname}"[:80]


def endpoint() -> Endpoint | None:
    """The endpoint of the settings; None when no model is connected."""
    if not (settings.AI_URL and settings.AI_MODEL):
        return None
    return Endpoint(settings.AI_URL, settings.AI_KEY, settings.AI_MODEL)
