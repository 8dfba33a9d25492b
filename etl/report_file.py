"""A run's report as a line of JSON, for programs that watch the feed."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.run import Options, Outcome


def add_line(path: os.PathLike[str], outcome: Outcome, how: Options) -> None:
    """Add one line for one run at the end of the file."""
    with Path(path).open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(as_mapping(outcome, how), ensure_ascii=False, default=str) + "\n")


def as_mapping(outcome: Outcome, how: Options) -> dict[str, Any]:
    """What ran, when it ended (ISO 8601, UTC), how, what it said and did; guards only where some were passed over."""
    override = {"accept": sorted(how.accept), "why": how.why, "by": how.by}
    return {
        "source": outcome.name,
        "status": outcome.status.value,
        "message": outcome.message,
        "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "dry_run": how.dry_run,
        **({"override": override} if how.accept else {}),
        "report": outcome.report,
    }
