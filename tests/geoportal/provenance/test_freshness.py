"""When a source is due, and how fresh that makes it."""

from datetime import UTC, datetime, timedelta

import pytest

from geoportal.provenance.freshness import Freshness, LastRuns, freshness, is_due, next_due

NIGHT = datetime(2026, 3, 1, 3, 0, 5, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("after", "every_days", "expected"),
    [
        (timedelta(0), 1, Freshness.FRESH),
        (DAY - MINUTE, 1, Freshness.FRESH),
        (DAY, 1, Freshness.AGEING),
        (DAY + HOUR - MINUTE, 1, Freshness.AGEING),
        (DAY + HOUR, 1, Freshness.STALE),
        (30 * DAY - MINUTE, 30, Freshness.FRESH),
        (30 * DAY + HOUR, 30, Freshness.STALE),
    ],
)
def test_a_missed_schedule_shows_within_an_hour(after: timedelta, every_days: int, expected: Freshness) -> None:
    assert freshness(LastRuns(NIGHT), every_days=every_days, now=NIGHT + after) is expected


def test_a_source_whose_last_run_failed_is_not_fresh_and_is_due_in_the_next_hour() -> None:
    failed = LastRuns(NIGHT, NIGHT + 90 * MINUTE)
    assert freshness(failed, every_days=30, now=NIGHT + 2 * HOUR) is Freshness.AGEING
    assert freshness(failed, every_days=30, now=NIGHT + 31 * DAY) is Freshness.STALE
    assert next_due(failed, 30) == datetime(2026, 3, 1, 5, tzinfo=UTC)
    assert freshness(LastRuns(NIGHT, NIGHT - HOUR), every_days=30, now=NIGHT) is Freshness.FRESH


def test_a_source_without_a_good_run_is_stale_and_due() -> None:
    assert freshness(LastRuns(), every_days=90, now=NIGHT) is Freshness.STALE
    assert next_due(LastRuns(), 90) is None
    assert is_due(LastRuns(), every_days=90, now=NIGHT)


@pytest.mark.parametrize(
    ("after", "every_days", "expected"),
    [
        (HOUR, 1, False),
        (DAY - 46 * MINUTE, 1, False),
        (DAY - 44 * MINUTE, 1, True),
        (DAY, 1, True),
        (6 * DAY, 7, False),
        (7 * DAY, 7, True),
    ],
)
def test_a_source_is_due_when_its_days_have_passed(after: timedelta, every_days: int, expected: bool) -> None:
    assert is_due(LastRuns(good_at=NIGHT), every_days=every_days, now=NIGHT + after) is expected


def test_a_nightly_round_stays_in_its_night() -> None:
    """A source that began forty minutes into one round is run in the next night's, not in the one after."""
    assert is_due(LastRuns(good_at=NIGHT + 40 * MINUTE), every_days=1, now=NIGHT + DAY)


def test_an_hourly_timer_runs_a_daily_source_once_a_day_at_the_same_hour() -> None:
    began = [NIGHT + 12 * MINUTE]
    for hours in range(1, 24 * 14 + 1):
        now = NIGHT + hours * HOUR
        if is_due(LastRuns(good_at=began[-1]), every_days=1, now=now):
            began.append(now + 12 * MINUTE)
    assert [moment - began[0] for moment in began] == [n * DAY for n in range(15)]


@pytest.mark.parametrize(
    ("failed_after", "now_after", "expected"),
    [
        (10 * MINUTE, 20 * MINUTE, False),
        (10 * MINUTE, 59 * MINUTE, False),
        (10 * MINUTE, HOUR, True),
        (59 * MINUTE, HOUR, True),
    ],
)
def test_a_failed_source_is_due_again_once_an_hour(
    failed_after: timedelta, now_after: timedelta, expected: bool
) -> None:
    night = NIGHT.replace(second=0)
    for good_at in (None, night - 40 * DAY, night - HOUR):
        last = LastRuns(good_at=good_at, failed_at=night + failed_after)
        assert is_due(last, every_days=30, now=night + now_after) is expected


def test_a_failure_that_was_mended_does_not_count() -> None:
    last = LastRuns(good_at=NIGHT, failed_at=NIGHT - MINUTE)
    assert not is_due(last, every_days=1, now=NIGHT + 2 * HOUR)
