"""What opening hours say of a moment, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geoportal.core.hours import Open, State

SOON_MINUTES = 30
WHOLE_DAY = timedelta(hours=24)
# A closing time this long after now is of the next day only if that is said.
SAME_NIGHT = timedelta(hours=12)
LUNCH_BEGINS = range(11, 15)


def words(state: State) -> str:
    """`Open until 18:00 · lunch 12:30–13:30`, `Closed · opens tomorrow 09:00`, `Hours unknown, call first`."""
    return " · ".join(_parts(state))


def _parts(state: State) -> Iterator[str]:
    if state.open is Open.YES:
        yield from _open(state)
    elif state.open is Open.NO:
        yield from _closed(state)
    elif state.on_holiday:
        yield _("Public holiday today: hours unknown, call first")
    else:
        yield _("Hours unknown, call first")


def _open(state: State) -> Iterator[str]:
    if state.until is None or state.until - state.at > WHOLE_DAY:
        yield _("Open 24 hours")
        return
    closes = state.closes or state.until
    yield _("Open until %(time)s") % {"time": _ending(state, closes)}
    minutes = _minutes(state.until - state.at)
    if state.pause is not None:
        yield _break_ahead(state, *state.pause)
    elif minutes <= SOON_MINUTES:
        yield ngettext("closes in %(minutes)s min", "closes in %(minutes)s min", minutes) % {"minutes": minutes}


def _break_ahead(state: State, begins: datetime, ends: datetime) -> str:
    between = {"begins": _clock(begins), "ends": _clock(ends)}
    if _is_lunch(begins):
        return _("lunch %(begins)s–%(ends)s") % between
    return _("break %(begins)s–%(ends)s") % between


def _closed(state: State) -> Iterator[str]:
    if state.pause is not None:
        ends = {"time": _clock(state.pause[1])}
        yield _("Lunch until %(time)s") % ends if _is_lunch(state.pause[0]) else _("Break until %(time)s") % ends
        return
    if state.next_opens is None and state.next_known:
        yield _("Closed for the next two weeks")
        return
    opens_today = state.next_opens is not None and state.next_opens.date() == state.at.date()
    yield _("Closed today (public holiday)") if state.on_holiday and not opens_today else _("Closed")
    if state.next_opens is not None:
        yield _opening(state, state.next_opens)
    else:
        yield _("when it opens next is unknown, call first")


def _opening(state: State, opens: datetime) -> str:
    """`opens 09:00`, `opens tomorrow 09:00`, `opens Sat 09:00`, `opens 2026-10-05 09:00`."""
    days = (opens.date() - state.at.date()).days
    minutes = _minutes(opens - state.at)
    if minutes <= SOON_MINUTES:
        return ngettext("opens in %(minutes)s min", "opens in %(minutes)s min", minutes) % {"minutes": minutes}
    if days == 0:
        return _("opens %(time)s") % {"time": _clock(opens)}
    if days == 1:
        return _("opens tomorrow %(time)s") % {"time": _clock(opens)}
    day = str(WEEKDAYS_ABBR[opens.weekday()]) if days < 7 else opens.date().isoformat()
    return _("opens %(day)s %(time)s") % {"day": day, "time": _clock(opens)}


def _ending(state: State, closes: datetime) -> str:
    """`18:00`; `24:00` at the end of today; `02:00` of this night, `tomorrow 18:00` later than that."""
    days = (closes.date() - state.at.date()).days
    if days == 1 and closes.time() == time():
        return "24:00"
    if days and closes - state.at > SAME_NIGHT:
        return _("tomorrow %(time)s") % {"time": _clock(closes)}
    return _clock(closes)


def _is_lunch(begins: datetime) -> bool:
    return begins.hour in LUNCH_BEGINS


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds()) // 60
