"""What the opening hours of the places that are meant say of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from geoportal.assistant.intent import Intent
from geoportal.core import hours as engine
from geoportal.places import hours as words
from geoportal.places.models import Place
from geoportal.regions.queries import today


def day_of(intent: Intent) -> date | None:
    """The day that is asked about; None when it is the whole week."""
    if intent.weekday is not None:
        return today() + timedelta(days=(intent.weekday - today().weekday()) % 7)
    if intent.day == "tomorrow":
        return today() + timedelta(days=1)
    return today() if intent.day == "today" or intent.open_now else None


def lines(places: Iterable[Place], day: date | None) -> list[str]:
    """A line for each place: its hours that day or all week, or that they are unknown; with its telephone number."""
    return [line(place, day) for place in places]


def line(place: Place, day: date | None) -> str:
    """`Ansan office: Saturday closed · 031-000-0000`."""
    said = _said((place.attributes or {}).get("hours"), day)
    return f"{place.name}: {' · '.join(filter(None, (said or _('Hours unknown, call first'), place.phone)))}"


def _said(hours: object, day: date | None) -> str:
    """The hours in words, empty when they are unknown."""
    read = engine.read_hours(hours)
    if not isinstance(hours, dict) or read is None:
        return ""
    if day is None:
        known = [(label, text) for label, text in words.week(hours) if text != _("unknown")]
        return ", ".join(f"{label} {text}" for label, text in known)
    stated = hours.get("exceptions") or {}
    name = engine.DAYS[engine.kind(day)]
    spans = stated[day.isoformat()] if day.isoformat() in stated else hours.get(name)
    label = words.DAYS[name] if name == "holiday" else words.DAYS[engine.DAYS[day.weekday()]]
    return f"{label} ({day.isoformat()}) {words.day(spans)}" if spans is not None else ""
