"""The parameter `datetime`: an instant, a day, or an interval that may be open, as days of Korea."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from geoportal.ogc.shapes import Unreadable

OPEN = ("", "..")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})")


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included; None is open."""

    first: date | None
    last: date | None


def days(text: str) -> Days:
    """What `text` says, as RFC 3339 writes instants and days; Unreadable when it is nothing of that."""
    first, slash, last = text.partition("/")
    if not slash:
        one = _day(text)
        return Days(one, one)
    if first in OPEN and last in OPEN:
        raise Unreadable(_("Give a day or an instant, or two of them with a slash between; one may be open (..)."))
    found = Days(None if first in OPEN else _day(first), None if last in OPEN else _day(last))
    if found.first and found.last and found.first > found.last:
        raise Unreadable(_("The interval ends before it begins."))
    return found


def _day(text: str) -> date:
    """The day in Korea of an instant, or the day itself."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
        if INSTANT.fullmatch(text):
            return timezone.localdate(datetime.fromisoformat(text.upper()))
    except (ValueError, OverflowError):
        pass
    raise Unreadable(_("Give a day or an instant, or two of them with a slash between; one may be open (..)."))
