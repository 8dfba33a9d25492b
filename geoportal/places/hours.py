"""A week of opening hours in words; the structure is the one that stands in a place's attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAYS: dict[str, str | Promise] = {
    **dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), WEEKDAYS.values(), strict=True)),
    "holiday": gettext_lazy("Public holidays"),
}
MIDNIGHT = 24


def week(hours: Any) -> list[tuple[str, str]]:
    """Each day's name and what is known of it: spans, closed or unknown; nothing for what is no week.

    `hours` has a list of [opens, closes] (`HH:MM`, past midnight counted on from 24:00) by `mon` to `sun` and
    `holiday`; an empty list is a closed day, null an unknown one.
    """
    if not isinstance(hours, Mapping):
        return []
    return [(str(label), day(hours.get(name))) for name, label in DAYS.items()]


def day(spans: Sequence[Sequence[str]] | None) -> str:
    """The spans of one day in words."""
    if spans is None:
        return _("unknown")
    return ", ".join(span(opens, closes) for opens, closes in spans) or _("closed")


def span(opens: str, closes: str) -> str:
    """`09:00–18:30`; a closing time past midnight is one of the next day."""
    if (opens, closes) == ("00:00", "24:00"):
        return _("all day")
    if closes <= "24:00":
        return f"{opens}–{closes}"
    hour, minute = closes.split(":")
    return _("%(opens)s–%(closes)s the next day") % {"opens": opens, "closes": f"{int(hour) - MIDNIGHT:02}:{minute}"}
