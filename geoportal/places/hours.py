"""Opening hours for a page: the week in words with today marked, and what they say of a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.core import hours as engine

DAYS: dict[str, str | Promise] = {
    **dict(zip(engine.DAYS[: engine.HOLIDAY], WEEKDAYS.values(), strict=True)),
    "holiday": gettext_lazy("Public holidays"),
}
MIDNIGHT = 24
COMMA = ", "


class Day(NamedTuple):
    """A row of the week: a weekday, public holidays or a date, and what is known of it."""

    label: str
    text: str
    is_today: bool


def week(hours: Any) -> list[tuple[str, str]]:
    """Each day's name and what is known of it: spans, closed or unknown; nothing for what is no week.

    `hours` has a list of [opens, closes] (`HH:MM`, past midnight counted on from 24:00) by `mon` to `sun` and
    `holiday`; an empty list is a closed day, null an unknown one.
    """
    if not isinstance(hours, Mapping):
        return []
    return [(str(label), day(hours.get(name))) for name, label in DAYS.items()]


def week_now(hours: Any) -> list[Day]:
    """The week with today marked, and after it the dates from today on that have hours of their own."""
    if not isinstance(hours, Mapping):
        return []
    today = engine.in_seoul(timezone.now()).date()
    dated = list(_dated(hours, today))
    name_of_today = "" if any(one.is_today for one in dated) else engine.DAYS[engine.kind(today)]
    found = [Day(str(label), day(hours.get(name)), name == name_of_today) for name, label in DAYS.items()]
    return found + dated


def _dated(hours: Mapping[str, Any], today: date) -> Iterator[Day]:
    stated = hours.get("exceptions")
    read = engine.read_hours(hours)
    if read is None or not isinstance(stated, Mapping):
        return
    for on, spans in read.exceptions:
        if on >= today:
            text = day(stated[on.isoformat()] if spans is not None else None)
            yield Day(on.isoformat(), text, on == today)


def day(spans: Sequence[Sequence[str]] | None) -> str:
    """The spans of one day in words."""
    if spans is None:
        return _("unknown")
    return COMMA.join(span(opens, closes) for opens, closes in spans) or _("closed")


def spans(text: str) -> list[str]:
    """The spans of a day in words, each by itself, for a page that breaks no line inside one."""
    return text.split(COMMA)


def span(opens: str, closes: str) -> str:
    """`09:00–18:30`; a closing time past midnight is one of the next day."""
    if (opens, closes) == ("00:00", "24:00"):
        return _("all day")
    if closes <= "24:00":
        return f"{opens}–{closes}"
    hour, minute = closes.split(":")
    return _("%(opens)s–%(closes)s the next day") % {"opens": opens, "closes": f"{int(hour) - MIDNIGHT:02}:{minute}"}
