"""Opening hours against a slow reading of them, over a year with all its holidays."""

from __future__ import annotations

import importlib.util
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from geoportal.core.holidays import holidays_of, is_holiday
from geoportal.core.hours import AHEAD_DAYS, DAYS, SEOUL, Open, read_hours, state
from geoportal.places.opening import moment_of

SPEC = importlib.util.spec_from_file_location("slow_hours", Path(__file__).with_name("slow_hours.py"))
slow = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(slow)

YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(366)]
# Holidays and the days around them.
AROUND = sorted({day + timedelta(days=n) for day in slow.HOLIDAYS for n in (-1, 0, 1)} & set(YEAR))
LETTER = {Open.YES: "y", Open.NO: "n", Open.UNKNOWN: "u"}


def at(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=SEOUL)


def said(hours, day, minutes):
    read = read_hours(hours)
    return "".join(LETTER[state(read, at(day, minute)).open] for minute in minutes)


@pytest.mark.parametrize("name", slow.WEEKS)
def test_every_minute_around_holidays_is_as_the_slow_reading_says(name):
    hours = slow.WEEKS[name]
    wrong = [day for day in AROUND if said(hours, day, range(1440)) != slow.painted(hours, day)]
    assert wrong == []


@pytest.mark.parametrize("name", slow.WEEKS)
def test_every_change_of_a_year_is_as_the_slow_reading_says(name):
    hours = slow.WEEKS[name]
    for day in YEAR:
        whole = slow.painted(hours, day)
        changes = sorted({0, 1439} | {n - back for n in range(1, 1440) if whole[n] != whole[n - 1] for back in (0, 1)})
        assert said(hours, day, changes) == "".join(whole[n] for n in changes), day


def test_the_database_says_the_same_of_every_minute_of_a_year(db):
    sql = """
        WITH week AS MATERIALIZED (SELECT places_open_minutes(%s::jsonb) AS open_minutes)
        SELECT string_agg(left(places_open(week.open_minutes, d.day, d.kind, d.before, m), 1), '' ORDER BY m)
        FROM week
        CROSS JOIN unnest(%s::int[], %s::int[], %s::int[]) AS d (day, kind, before)
        CROSS JOIN generate_series(0, 1439) AS m
        GROUP BY d.day ORDER BY d.day
    """
    moments = [moment_of(at(day, 0)) for day in YEAR]
    asked = [[one[key] for one in moments] for key in ("day", "kind", "kind_before")]
    for name, hours in slow.WEEKS.items():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute(sql, [json.dumps(hours), *asked])
            found = [letters for (letters,) in cursor.fetchall()]
        assert found == [slow.painted(hours, day) for day in YEAR], name


@pytest.mark.parametrize("name", slow.WEEKS)
def test_until_and_next_opening_are_where_the_slow_reading_changes(name):
    hours = slow.WEEKS[name]
    read = read_hours(hours)
    for day in AROUND[::2]:
        ahead = "".join(slow.painted(hours, day + timedelta(days=n)) for n in range(AHEAD_DAYS))
        for minute in range(0, 1440, 97):
            found = state(read, at(day, minute))
            if found.open is Open.YES:
                end = next((n for n in range(minute, len(ahead)) if ahead[n] != "y"), None)
                assert found.until == (None if end is None else at(day, 0) + timedelta(minutes=end))
            elif found.open is Open.NO:
                change = next((n for n in range(minute, len(ahead)) if ahead[n] != "n"), None)
                opens = change is not None and ahead[change] == "y"
                assert found.next_opens == (at(day, 0) + timedelta(minutes=change) if opens else None)
                assert found.next_known is (change is None or opens)


def test_holidays_with_substitutes_and_elections():
    assert {day for day in YEAR if is_holiday(day)} == slow.HOLIDAYS & set(YEAR)
    known = {
        "2024-02-12": "Seollal's Sunday", "2024-04-10": "National Assembly", "2024-05-06": "Children's Day's Sunday",
        "2025-01-27": "given once", "2025-03-03": "March 1 on a Saturday", "2025-06-03": "president",
        "2025-10-08": "Chuseok's Sunday", "2026-06-03": "local", "2027-02-09": "Seollal's Sunday",
        "2028-04-12": "National Assembly", "2028-10-05": "Chuseok on National Foundation Day",
    }  # fmt: skip
    assert [why for day, why in known.items() if not is_holiday(date.fromisoformat(day))] == []
    assert not is_holiday(date(2026, 9, 28))  # Chuseok's Saturday gives no substitute day
    assert {len(holidays_of(year)) >= 15 for year in range(2024, 2029)} == {True}


clocks = st.integers(0, 1439).flatmap(
    lambda opens: st.integers(opens + 1, 2880).map(
        lambda closes: [f"{opens // 60:02}:{opens % 60:02}", f"{closes // 60:02}:{closes % 60:02}"]
    )
)
days = st.none() | st.lists(clocks, max_size=3)
weeks = st.fixed_dictionaries(dict.fromkeys(DAYS, days)) | st.fixed_dictionaries(
    dict.fromkeys(DAYS, days) | {"exceptions": st.dictionaries(st.sampled_from(AROUND).map(str), days, max_size=4)}
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(SEOUL))


@settings(max_examples=150, deadline=None)
@given(hours=weeks, moment=moments)
def test_any_week_is_read_as_the_slow_reading_does(hours, moment):
    found = state(read_hours(hours), moment)
    assert LETTER[found.open] == slow.painted(hours, moment.date())[moment.hour * 60 + moment.minute]


@settings(max_examples=150, deadline=None)
@given(hours=weeks, moment=moments)
def test_what_is_promised_comes_true(hours, moment):
    read, minute = read_hours(hours), timedelta(minutes=1)
    found = state(read, moment)
    if found.until:
        assert found.at < found.until
        assert state(read, found.until).open is not Open.YES
        assert state(read, found.until - minute).open is Open.YES
    if found.next_opens:
        assert found.at < found.next_opens <= found.at + timedelta(days=AHEAD_DAYS + 1)
        assert state(read, found.next_opens).open is Open.YES
        assert state(read, found.next_opens - minute).open is Open.NO
    if found.pause:
        assert found.pause[0] < found.pause[1]
        assert state(read, found.pause[1]).open is Open.YES


@given(moment=moments, zone=st.sampled_from(["UTC", "Asia/Ulaanbaatar", "America/New_York", "Pacific/Auckland"]))
def test_the_readers_zone_changes_nothing(moment, zone):
    hours = read_hours(slow.WEEKS["clinic"])
    assert state(hours, moment.astimezone(ZoneInfo(zone))) == state(hours, moment)
    assert state(hours, moment.astimezone(UTC)) == state(hours, moment.replace(tzinfo=None))


@settings(deadline=None)
@given(stated=st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)))
def test_what_is_no_week_is_unknown_and_no_error(stated):
    assert read_hours(stated) is None
    days = state(read_hours(dict.fromkeys(DAYS, stated)), datetime(2026, 9, 23, 10, 0))
    assert days.open is (Open.NO if stated == [] else Open.UNKNOWN)
