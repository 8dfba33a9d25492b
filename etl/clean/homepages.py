"""Homepages: http and https addresses only, with their scheme."""

from __future__ import annotations

import re

from etl.clean.text import one_line
from etl.record import EventRecord, PlaceRecord, changed

MAX_LENGTH = 300
SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
WEB = re.compile(r"^https?:/*", re.IGNORECASE)
HOST = re.compile(r"^[\w.-]+\.[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?$")


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord:
    """The record with a homepage that is safe to link, or none."""
    return changed(record, homepage=tidy(record.homepage))


def tidy(homepage: str) -> str:
    """`www.x.kr ` -> `http://www.x.kr`; whatever is no web address -> ``."""
    text = one_line(homepage)
    secure = text.lower().startswith("https:")
    if WEB.match(text):
        text = WEB.sub("", text)
    elif SCHEME.match(text):
        return ""
    if not HOST.match(text) or len(text) > MAX_LENGTH - 8:
        return ""
    return f"{'https' if secure else 'http'}://{text}"
