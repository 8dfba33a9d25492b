"""Asking an address service over HTTPS, and what it may answer."""

from __future__ import annotations

import math
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import httpx

from geoportal.core import geo
from geoportal.places.categories import Position

TIMEOUT_S = 3.0
MOST_BYTES = 500_000


class Unanswered(Exception):
    """The service gave no usable answer; the message says how and holds nothing that a person typed."""


class Found(NamedTuple):
    """A place that the service knows: its address, a WGS84 point, how exact it is, and the service's name."""

    label: str
    lat: float
    lon: float
    precision: Position
    provider: str


@cache
def trusted() -> ssl.SSLContext:
    """The certificate authorities; reading them takes longer than all else of a request."""
    return httpx.create_ssl_context(trust_env=False)


def asked(url: str, params: Mapping[str, str], headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON object that the service answers within 3 s; raises Unanswered."""
    try:
        with httpx.Client(verify=trusted(), timeout=TIMEOUT_S, trust_env=False, follow_redirects=False) as client:
            answer = client.get(url, params=dict(params), headers=dict(headers or {}))
            if answer.status_code != 200 or len(answer.content) > MOST_BYTES:
                raise Unanswered(f"HTTP {answer.status_code}")
            body = answer.json()
    except (httpx.HTTPError, ValueError, RecursionError) as error:
        # The error's own text can hold the address that was asked for.
        raise Unanswered(type(error).__name__) from None
    return members(body)


def rows(stated: object) -> list[dict[str, Any]]:
    """A list of objects; raises Unanswered when it is none."""
    if not isinstance(stated, list):
        raise Unanswered("no list")
    return [members(row) for row in stated]


def members(stated: object) -> dict[str, Any]:
    """An object; raises Unanswered when it is none."""
    if not isinstance(stated, dict):
        raise Unanswered("no object")
    return stated


def number(stated: object) -> float:
    """A finite number, which these services write as a text too; raises Unanswered when it is none."""
    try:
        found = float(stated) if isinstance(stated, str | int | float) and not isinstance(stated, bool) else math.nan
    except (ValueError, OverflowError):
        found = math.nan
    if not math.isfinite(found):
        raise Unanswered("no number")
    return found


def found(label: object, *, lat: object, lon: object, precision: Position, provider: str) -> Found:
    """A checked answer; raises Unanswered when it has no label or no point on earth."""
    if not isinstance(label, str) or not label:
        raise Unanswered("no label")
    try:
        point = geo.point(number(lat), number(lon))
    except ValueError:
        raise Unanswered("no point") from None
    return Found(label, point.y, point.x, precision, provider)
