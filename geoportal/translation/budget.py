"""How much is sent to engines: never more than the day's characters, and nothing to an engine that is down."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from geoportal.core import sql
from geoportal.translation.models import Breaker, Spending
from geoportal.translation.providers.engine import EngineError, Spent

FAILURES = 5
CLOSED_FOR = timedelta(seconds=60)
# A quota that is spent comes back when the service's own day ends; it is asked again now and then.
SPENT_FOR = timedelta(minutes=30)
KOREA = ZoneInfo("Asia/Seoul")


def reserve(characters: int) -> bool:
    """Take so many characters of today's, before they are sent; False when that would pass the budget."""
    params = {"day": _today(), "characters": characters, "most": settings.TRANSLATION["DAILY_CHARACTERS"]}
    return bool(sql.rows("translation/reserve", params))


def give_back(characters: int) -> None:
    """What was reserved and not charged."""
    spent = Spending.objects.filter(day=_today(), characters__gte=characters)
    spent.update(characters=F("characters") - characters)


def left() -> int:
    """Characters that may still be sent today."""
    spent = Spending.objects.filter(day=_today()).values_list("characters", flat=True).first() or 0
    return max(0, int(settings.TRANSLATION["DAILY_CHARACTERS"]) - spent)


def may_ask(engine: str) -> bool:
    """Whether the engine may be asked now; after its rest exactly one call tries whether it is back."""
    return bool(sql.rows("translation/may_ask", {"engine": engine, "trial_s": CLOSED_FOR.total_seconds()}))


def is_down(engine: str) -> bool:
    """Whether the engine rests; a look, which starts no trial."""
    return Breaker.objects.filter(engine=engine, open_until__gt=timezone.now()).exists()


def worked(engine: str) -> None:
    """The engine answered."""
    Breaker.objects.filter(engine=engine).exclude(failures=0).update(failures=0, open_until=None, last_error="")


def failed(engine: str, error: EngineError) -> None:
    """The engine did not; after some failures in a row it is left alone, at once when its quota is spent."""
    rest = SPENT_FOR if isinstance(error, Spent) else CLOSED_FOR
    at_once = isinstance(error, Spent)
    sql.run(
        "translation/failed",
        {
            "engine": engine,
            "error": type(error).__name__.lower()[:40],
            "failures": 1 if at_once else FAILURES,
            "open_until": timezone.now() + rest,
        },
    )


def _today() -> date:
    return timezone.now().astimezone(KOREA).date()
