"""Asking an address service over HTTPS, and what it may answer."""

from __future__ import annotations

from collections.abc import Mapping
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


def asked(url: str, params: Mapping[str, str], headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON object that the service answers within 3 s; raises Unanswered."""
    try:
        with httpx.Client(timeout=TIMEOUT_S, trust_env=False, follow_redirects=False) as client:
            answer = client.get(url, params=dict(params), headers=dict(headers or {}))
            if answer.status_code != 200 or len(answer.content) > MOST_BYTES:
                raise Unanswered(f"HTTP {answer.status_code}")
            body = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        # The error's own text can hold the address that was asked for.
        raise Unanswered(type(error).__name__) from None
    if not isinstance(body, dict):
        raise Unanswered("not an object")
    return body


def found(label: object, *, lat: object, lon: object, precision: Position, provider: str) -> Found:
    """A checked answer; raises Unanswered when the point is none."""
    try:
        point = geo.point(float(str(lat)), float(str(lon)))
    except ValueError:
        raise Unanswered("no point") from None
    return Found(str(label), point.y, point.x, precision, provider)
