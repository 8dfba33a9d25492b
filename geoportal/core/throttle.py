"""How often one connection may do something; what is kept of it is a salted hash in the cache, which expires."""

from __future__ import annotations

import time
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

IPV6_PREFIX = 64


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in each `window_s` seconds."""

    name: str
    times: int
    window_s: int


def client_of(request: HttpRequest) -> str:
    """The connection's address; behind a proxy what that proxy saw, the last entry, whatever the client claims.

    Of an IPv6 address only the network is taken, for one home has as many addresses as it likes.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip() or seen
    try:
        address = ip_address(seen)
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or ip_network((address, IPV6_PREFIX), strict=False))


def take(request: HttpRequest, limit: Limit) -> int:
    """Count one more; 0 when it is within the limit, else in how many seconds the next is."""
    now = int(time.time())
    window, passed = divmod(now, limit.window_s)
    key = hashed(request, limit.name, str(window))
    cache.add(key, 0, timeout=limit.window_s)
    return limit.window_s - passed if _counted(key, limit.window_s) > limit.times else 0


def is_first(request: HttpRequest, *what: str, within_s: int) -> bool:
    """Whether this connection does this for the first time within so many seconds."""
    return bool(cache.add(hashed(request, *what), 1, timeout=within_s))


def undo_first(request: HttpRequest, *what: str) -> None:
    """As if it had not been done: when what was to follow failed."""
    cache.delete(hashed(request, *what))


def hashed(request: HttpRequest, *what: str) -> str:
    """A key of the cache: another one for each purpose and window, so that two keys don't say they are one person."""
    salt = "|".join(("geoportal.throttle", *what))
    return "limit:" + salted_hmac(salt, client_of(request), algorithm="sha256").hexdigest()


def _counted(key: str, window_s: int) -> int:
    try:
        return cache.incr(key)
    except ValueError:  # it expired between the two calls
        cache.set(key, 1, timeout=window_s)
        return 1
