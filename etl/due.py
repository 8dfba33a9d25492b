"""Which sources are due: what `etl run --due` runs, every hour or every night."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from etl import portal
from etl.source import Source, read_source, source_names
from geoportal.provenance.freshness import LastRuns, is_due

NEVER = LastRuns()


def due_names() -> list[str]:
    """The names of the sources that are due now, in the order in which they run."""
    sources = [read_source(name) for name in source_names()]
    return [source.name for source in due_of(sources, last_runs=portal.last_runs(), now=portal.now())]


def due_of(sources: Sequence[Source], *, last_runs: Mapping[str, LastRuns], now: datetime) -> list[Source]:
    """Those of the sources that are due; one that never ran is."""
    return [
        source for source in sources if is_due(last_runs.get(source.name, NEVER), every_days=source.every_days, now=now)
    ]
