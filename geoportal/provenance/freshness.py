"""When a source is due, and how fresh that makes what stands of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# A source that began this long after the others of its round is due with them again.
EARLY = timedelta(minutes=45)
# A schedule that was missed by more than this shows as stale.
GRACE = timedelta(hours=1)


class Freshness(StrEnum):
    """`fresh`: checked on schedule; `ageing`: the next check is due; `stale`: a check was missed."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class LastRuns:
    """When the last run with a good end (published or unchanged) and the last failed one began; None: never."""

    good_at: datetime | None = None
    failed_at: datetime | None = None


def next_due(good_at: datetime | None, every_days: int) -> datetime | None:
    """When the next good run should begin; None when there was none, so that one is due already."""
    return good_at + timedelta(days=every_days) if good_at else None


def freshness(good_at: datetime | None, *, every_days: int, now: datetime) -> Freshness:
    """How fresh a source is `now`; one that never had a good run is stale."""
    due = next_due(good_at, every_days)
    if due is None or now >= due + GRACE:
        return Freshness.STALE
    return Freshness.FRESH if now < due else Freshness.AGEING


def is_due(last: LastRuns, *, every_days: int, now: datetime) -> bool:
    """Whether a source should run `now`.

    After a failure that is so in every hour of the clock; else when `every_days` have passed since the
    last good run, less EARLY, so that a nightly round does not slip to the next night.
    """
    if last.failed_at and (last.good_at is None or last.failed_at > last.good_at):
        return hour(last.failed_at) < hour(now)
    due = next_due(last.good_at, every_days)
    return due is None or now >= due - EARLY


def hour(moment: datetime) -> datetime:
    """The hour of the clock that a moment is in."""
    return moment.replace(minute=0, second=0, microsecond=0)
