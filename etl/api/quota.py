"""How often a dataset was asked today with a key, in a small file, so that no quota is exceeded across runs."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from etl.api.keys import fingerprint

SEOUL = ZoneInfo("Asia/Seoul")
FILE_NAME = ".quota.json"

Counts = dict[str, int]


class QuotaSpent(Exception):
    """Today's calls are used up; the next day begins at midnight in Seoul."""


def now_in_seoul() -> datetime:
    return datetime.now(SEOUL)


@dataclass(frozen=True, slots=True)
class Quota:
    """The calls a key may make to one dataset in a day that ends at midnight in Seoul.

    `path` is the file with the counts of all keys and datasets; only today's are kept, and keys only as
    fingerprints. `dataset` is the address that is asked, for providers count by it.
    """

    path: Path
    key: str
    dataset: str
    daily: int
    now: Callable[[], datetime] = now_in_seoul

    def left(self) -> int:
        """The calls that are left today."""
        with self._locked() as counts:
            return max(0, self.daily - counts.get(self._name, 0))

    def take(self) -> None:
        """Count one call, before it is made; QuotaSpent when it would be one too many."""
        with self._locked() as counts:
            used = counts.get(self._name, 0)
            if used >= self.daily:
                raise QuotaSpent
            counts[self._name] = used + 1

    def spend_all(self) -> None:
        """Note that the provider itself says that today's calls are used up."""
        with self._locked() as counts:
            counts[self._name] = max(self.daily, counts.get(self._name, 0))

    @property
    def _name(self) -> str:
        return f"{fingerprint(self.key)} {self.dataset}"

    @contextmanager
    def _locked(self) -> Iterator[Counts]:
        """Today's counts, while no other process has them; what was changed is written back whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        today = self.now().astimezone(SEOUL).date().isoformat()
        with self.path.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = read_counts(self.path, today)
            counts = dict(before)
            yield counts
            if counts != before:
                write_whole(self.path, json.dumps({today: counts}, indent=1))


def read_counts(path: Path, today: str) -> Counts:
    """Today's counts by key and dataset; a file that is not ours or damaged counts nothing."""
    try:
        stated = json.loads(path.read_text(encoding="utf-8")).get(today, {})
        return {str(name): int(count) for name, count in stated.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that a reader finds the old one or the new one, and never half."""
    fresh = path.with_name(f".{path.name.lstrip('.')}.{os.getpid()}.part")
    fresh.write_bytes(content.encode() if isinstance(content, str) else content)
    fresh.replace(path)
