"""How much a model may be asked: never more than the day's tokens, and nothing while it is down."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import F

from geoportal.assistant.models import ModelSpending
from geoportal.assistant.providers.endpoint import MOST_TOKENS, ModelFailed
from geoportal.core import sql
from geoportal.regions.queries import today
from geoportal.translation import budget
from geoportal.translation.providers.engine import Unanswered

# No tokenizer makes more tokens of a text than it has bytes; most make far fewer.
BYTES_A_TOKEN = 2


def reserve(prompt: str) -> int:
    """Take today's tokens for the prompt and the longest answer to it; how many, 0 when too few are left."""
    tokens = len(prompt.encode()) // BYTES_A_TOKEN + MOST_TOKENS
    params = {"day": today(), "tokens": tokens, "most": settings.AI_TOKENS_A_DAY}
    return tokens if sql.rows("assistant/reserve", params) else 0


def settle(reserved: int, taken: int, day: date) -> None:
    """Put the tokens that were taken in place of those that were reserved on that day."""
    change = taken - reserved
    if change:
        ModelSpending.objects.filter(day=day, tokens__gte=-change).update(tokens=F("tokens") + change)


def may_ask(name: str) -> bool:
    """Whether the model may be asked now: after some failures in a row it rests, in all workers together."""
    return budget.may_ask(_key(name))


def worked(name: str) -> None:
    """The model answered."""
    budget.worked(_key(name))


def failed(name: str, error: ModelFailed) -> None:
    """The model did not answer, or broke off."""
    budget.failed(_key(name), Unanswered(error.failure.value))


def _key(name: str) -> str:
    return f"assistant {name}"[:80]
