"""How often one connection may ask."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from geoportal.core.errors import TooManyRequests
from geoportal.core.throttle import Limit, take

RATINGS = Limit("assistant-rating", times=30, window_s=3600)
HANDOVERS = Limit("assistant-handover", times=5, window_s=3600)


def wait_s(request: HttpRequest, limit: Limit) -> int:
    """Count one more; 0 when it is within the limit, else after how many seconds it is again."""
    return take(request, limit)


def allowance(request: HttpRequest) -> Callable[[], bool]:
    """Whether a model may write one more answer for this connection today; each asking counts as one."""
    limit = Limit("assistant-model", settings.AI_ANSWERS_EACH, 86_400)
    return lambda: not take(request, limit)


def within_limits(request: HttpRequest) -> None:
    """Count one question; TooManyRequests, with the seconds to wait, when they are too many for a minute."""
    wait_s = take(request, Limit("assistant", settings.ASSISTANT_PER_MINUTE, 60))
    if wait_s:
        raise TooManyRequests(wait_s, _("You ask very often. Try again in a minute."))
