"""How often one connection may ask."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from geoportal.core.errors import TooManyRequests
from geoportal.core.throttle import Limit, take


def within_limits(request: HttpRequest) -> None:
    """Count one question; TooManyRequests, with the seconds to wait, when they are too many for a minute."""
    wait_s = take(request, Limit("assistant", settings.ASSISTANT_PER_MINUTE, 60))
    if wait_s:
        raise TooManyRequests(wait_s, _("You ask very often. Try again in a minute."))
