"""Replacing the counts of registered foreigners, month by month; all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Protocol

from geoportal.core.sql import rows
from geoportal.provenance.ingest import (
    RunFacts,
    SourceFacts,
    Verdict,
    copy_rows,
    publishing,
    record_published,
    stage,
)

COLUMNS = {
    "region_code": "text", "month": "date", "nationality": "text", "nationality_ko": "text", "persons": "int4",
}  # fmt: skip
values_of = attrgetter(*COLUMNS)


class RegisteredRow(Protocol):
    """What a count must have to be loaded."""

    @property
    def region_code(self) -> str: ...
    @property
    def month(self) -> date: ...
    @property
    def nationality(self) -> str: ...
    @property
    def nationality_ko(self) -> str: ...
    @property
    def persons(self) -> int: ...


def replace_registered(
    facts: SourceFacts,
    counts: Iterable[RegisteredRow],
    *,
    run_facts: RunFacts,
    on: date,
    dry_run: bool = False,
) -> dict[str, int]:
    """Make `counts` all there is of their months, in one transaction; other months stay.

    Raises ValueError when a count names a region that is not loaded. Returns counts: added, updated, removed.
    """
    with publishing(facts, dry_run=dry_run) as source:
        stage("regions/stage_registered", table="registered_staging")
        copy_rows("registered_staging", COLUMNS, (values_of(count) for count in counts))
        unknown = [code for (code,) in rows("regions/unknown_registered", {})]
        if unknown:
            raise ValueError(f"Counts for {len(unknown)} regions that are not loaded: {', '.join(unknown[:5])}")
        added, updated, removed = rows("regions/merge_registered", {"source": source.pk, "day": on})[0]
        done = {"added": added, "updated": updated, "removed": removed}
        record_published(source, run_facts, counts=done, verdict=Verdict())
    return done
