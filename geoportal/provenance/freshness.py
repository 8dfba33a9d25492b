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
    """`fresh`: checked on schedule; `ageing`: the next check is due or the last failed; `stale`: one was missed."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class LastRuns:
    """When the last run with a good end (published or unchanged) and the last failed one began; None: never."""

    good_at: datetime | None = None
    failed_at: datetime | None = None

    @property
    def failed(self) -> bool:
        """Whether the last run failed."""
        return self.failed_at is not None and (self.good_at is None or self.failed_at > self.good_at)


def next_due(last: LastRuns, every_days: int) -> datetime | None:
    """When the next run should begin: after a failure in the next hour of the clock; None when there was no good run
    yet, so that one is due already."""
    if last.good_at is None:
        return None
    if last.failed and last.failed_at:
        return hour(last.failed_at) + timedelta(hours=1)
    return last.good_at + timedelta(days=every_days)


def freshness(last: LastRuns, *, every_days: int, now: datetime) -> Freshness:
    """How fresh a source is `now`; one that never had a good run is stale, one whose last run failed is not fresh."""
    due = next_due(LastRuns(last.good_at), every_days)
    if due is None or now >= due + GRACE:
        return Freshness.STALE
    return Freshness.AGEING if last.failed or now >= due else Freshness.FRESH


def is_due(last: LastRuns, *, every_days: int, now: datetime) -> bool:
    """Whether a source should run `now`.

    After a failure that is so in every hour of the clock; else when `every_days` have passed since the
    last good run, less EARLY, so that a nightly round does not slip to the next night.
    """
    if last.failed and last.failed_at:
        return hour(last.failed_at) < hour(now)
    due = next_due(last, every_days)
    return due is None or now >= due - EARLY


def hour(moment: datetime) -> datetime:
    """The hour of the clock that a moment is in."""
    return moment.replace(minute=0, second=0, microsecond=0)
