"""How often one connection, or one account, may do something, counted for all workers together.

What is kept is a salted hash, a number and the moment it runs out, in a small table of the database (migration
0004_limits of `provenance`): no address, and no service beside the database.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from geoportal.core.sql import rows, run

IPV6_PREFIX = 64
# Of so many new keys in 256 what has run out is deleted.
FORGET_OF_256 = 8


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


def masked_client(request: HttpRequest) -> str:
    """The connection as a made-up address (of fd00::/8, which nobody on the internet has): it can be counted by those
    who want an address, and tells none."""
    digest = salted_hmac("geoportal.throttle.masked", client_of(request), algorithm="sha256").digest()
    return str(IPv6Address(b"\xfd" + digest[:15]))


def take(request: HttpRequest, limit: Limit, *, who: str = "") -> int:
    """Count one more of this connection, or of the account `who`; 0 when it is within the limit, else in how many
    seconds the next is."""
    now = int(time.time())
    window, passed = divmod(now, limit.window_s)
    number = _count(hashed(request, limit.name, str(window), who=who), within_s=limit.window_s)
    return limit.window_s - passed if number > limit.times else 0


def is_first(request: HttpRequest, *what: str, within_s: int, who: str = "") -> bool:
    """Whether this connection, or the account `who`, does this for the first time within so many seconds."""
    return _count(hashed(request, *what, who=who), within_s=within_s) == 1


def undo_first(request: HttpRequest, *what: str) -> None:
    """As if it had not been done: when what was to follow failed."""
    run("core/forget_limit", {"key": hashed(request, *what)})


def hashed(request: HttpRequest, *what: str, who: str = "") -> bytes:
    """A key: another one for each purpose and window, so that two keys don't say they are one person."""
    salt = "|".join(("geoportal.throttle", *what))
    return salted_hmac(salt, who or client_of(request), algorithm="sha256").digest()


def _count(key: bytes, *, within_s: int) -> int:
    """How often this key was counted, this time included; now and then what has run out is deleted."""
    (number,) = rows("core/count_one", {"key": key, "within_s": within_s})[0]
    if number == 1 and key[0] < FORGET_OF_256:
        run("core/forget_limits", {})
    return int(number)
