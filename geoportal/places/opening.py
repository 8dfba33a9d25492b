"""A moment as the database asks opening hours for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, TypedDict

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast

from geoportal.core.hours import Open, in_seoul, kind
from geoportal.places.wanted import Wanted

FIRST_DAY = date(1970, 1, 1)


class Moment(TypedDict):
    """What `places_open` (migration 0005) is asked with: slots of the date, of its kind of day and of the kind of the
    day before, and minutes after midnight."""

    day: int
    kind: int
    kind_before: int
    minute: int


class OpenFilter(Moment):
    """Which places a near*.sql file takes: all for ``, else those of which `places_open` says this."""

    open: str


def moment_of(moment: datetime) -> Moment:
    """The moment, once for all rows; a naive one is read in Asia/Seoul."""
    at = in_seoul(moment)
    today = at.date()
    return {
        "day": (today - FIRST_DAY).days,
        "kind": kind(today),
        "kind_before": kind(today - timedelta(days=1)),
        "minute": at.hour * 60 + at.minute,
    }


ANY_HOURS: OpenFilter = {"open": "", "day": 0, "kind": 0, "kind_before": 0, "minute": 0}


def only(wanted: Open, moment: datetime) -> OpenFilter:
    """Places of which it is known, or unknown, that they are open at the moment."""
    return {"open": wanted.value, **moment_of(moment)}


def is_open_for(moment: datetime, wanted: Wanted) -> Func:
    """As `is_open`, for somebody who wants this: a consultation's or a service's own hours go before the place's."""
    params = wanted.params()
    asked: list[Any] = [Value(value) for value in moment_of(moment).values()]
    return Func(
        F("pk"),
        Func(F("open_minutes"), *asked, function="places_open"),
        F("language_ids"),
        numbers(params["wanted_languages"]),
        number(params["wanted_service"]),
        *asked,
        function="places_open_for",
        output_field=models.CharField(),
    )


def offers(wanted: Wanted) -> Func:
    """`yes`, `no` or `unknown` for each row of places: whether it offers what is wanted."""
    params = wanted.params()
    return Func(
        *(F(name) for name in ("language_ids", "service_ids", "status_ids", "free", "wheelchair")),
        numbers(params["wanted_languages"]),
        number(params["wanted_service"]),
        number(params["wanted_status"]),
        Value(params["wanted_free"]),
        Value(params["wanted_wheelchair"]),
        function="places_offers",
        output_field=models.CharField(),
    )


def numbers(values: list[int] | list[list[int]] | None) -> Cast:
    return Cast(Value(values), ArrayField(models.SmallIntegerField()))


def number(value: int | None) -> Cast:
    return Cast(Value(value), models.SmallIntegerField())


def is_open(moment: datetime) -> Func:
    """`yes`, `no` or `unknown` for each row of places."""
    asked: list[Any] = [Value(value) for value in moment_of(moment).values()]
    return Func(F("open_minutes"), *asked, function="places_open", output_field=models.CharField())
