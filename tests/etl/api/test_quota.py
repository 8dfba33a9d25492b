"""Calls are counted by key, dataset and Korean day, across runs and processes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.api.quota import Quota, QuotaSpent

EVENING = datetime(2026, 11, 22, 14, 59, tzinfo=UTC)  # 23:59 in Seoul
MIDNIGHT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)  # 00:00 in Seoul


@pytest.fixture
def quota(tmp_path: Path) -> Quota:
    return Quota(tmp_path / "raw" / ".quota.json", "k+y", "https://x.kr/a", 3, now=lambda: EVENING)


def test_trap_53_one_call_too_many_is_refused_before_it_is_made(quota: Quota) -> None:
    for left in (2, 1, 0):
        quota.take()
        assert quota.left() == left
    with pytest.raises(QuotaSpent):
        quota.take()
    assert replace(quota, key="k%2By").left() == 0


def test_trap_53_the_day_ends_at_midnight_in_seoul(quota: Quota) -> None:
    quota.spend_all()
    assert quota.left() == 0
    assert replace(quota, now=lambda: MIDNIGHT).left() == 3


def test_keys_and_datasets_are_counted_apart(quota: Quota) -> None:
    quota.take()
    assert replace(quota, key="other").left() == 3
    assert replace(quota, dataset="https://x.kr/b").left() == 3
    assert "k+y" not in quota.path.read_text()


def test_no_call_is_lost_when_several_count_at_once(quota: Quota) -> None:
    many = replace(quota, daily=100)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: many.take(), range(60)))
    assert many.left() == 40


@pytest.mark.parametrize("content", ["", "[]", '{"2026-11-22": 3}', "{"])
def test_a_damaged_file_counts_nothing(quota: Quota, content: str) -> None:
    quota.path.parent.mkdir()
    quota.path.write_text(content)
    assert quota.left() == 3
    quota.take()
    assert quota.left() == 2
