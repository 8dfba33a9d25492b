"""How the pages that are kept and printed write a week of hours in one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django import template
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from geoportal.core.hours import DAYS, HOLIDAY
from geoportal.places.hours import day

register = template.Library()


@register.filter
def short_week(hours: Any) -> list[tuple[str, str]]:
    """Days that follow one another with the same hours in one: `Mon–Fri`, `09:00–18:00`; nothing for unknown hours.

    `hours` is the structure of `core.hours`, or its JSON text.
    """
    stated = json.loads(hours) if isinstance(hours, str) and hours else hours
    if not isinstance(stated, Mapping) or all(stated.get(name) is None for name in DAYS):
        return []
    told = [(number, day(stated.get(name))) for number, name in enumerate(DAYS[:HOLIDAY])]
    spans = [(text, [number for number, _text in run]) for text, run in groupby(told, key=lambda one: one[1])]
    week = [(_days(numbers), text) for text, numbers in spans]
    return [*week, (_("Public holidays"), day(stated.get(DAYS[HOLIDAY])))]


def _days(numbers: list[int]) -> str:
    first, last = str(WEEKDAYS_ABBR[numbers[0]]), str(WEEKDAYS_ABBR[numbers[-1]])
    return first if first == last else f"{first}–{last}"
