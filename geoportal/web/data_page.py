"""What the portal says of its sources, to people and to programs: terms, runs, quality, freshness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from geoportal.core.sql import rows
from geoportal.events.quality import quality_by_source as event_quality
from geoportal.places.quality import quality_by_source as place_quality
from geoportal.provenance.freshness import Freshness, LastRuns, freshness, next_due
from geoportal.provenance.models import ImportRun, Source, data_version

STATED = (
    "name", "kind", "title_ko", "title_en", "publisher", "publisher_en", "license", "license_url", "url", "attribution",
    "reference_date", "is_sample", "published_at", "every_days",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quality:
    """Rows that stand of a source and what is not known of them; None where it is no question of its kind.

    `outside_named_unit` counts points that lie outside the region their address names; `quarantined`
    the rows that were refused, `issues` all doubts about rows that were loaded.
    """

    rows: int | None = None
    no_phone: int | None = None
    no_hours: int | None = None
    no_languages: int | None = None
    no_coordinates: int | None = None
    shown_elsewhere: int | None = None
    outside_named_unit: int | None = None
    quarantined: int = 0
    issues: int = 0


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source with its runs, its quality, and how fresh it is now."""

    source: Source
    run: ImportRun | None
    published: ImportRun | None
    fresh: Freshness
    checked_at: datetime | None
    due_at: datetime | None
    quality: Quality = field(default_factory=Quality)


def source_states(*order: str) -> list[SourceState]:
    """Every source that has published, in this order; a fixed number of statements however many there are."""
    sources = list(Source.objects.loaded().with_runs().order_by(*order))
    pks = {pk for one in sources for pk in (one.last_run_id, one.last_published_id) if pk}
    runs = ImportRun.objects.in_bulk(pks)
    quality, now = quality_now(), timezone.now()
    return [state(source, runs=runs, quality=quality, now=now) for source in sources]


def state(source: Any, *, runs: Mapping[int, ImportRun], quality: Mapping[int, Quality], now: datetime) -> SourceState:
    """One source as it stands `now`; `source` comes from `with_runs`."""
    last = LastRuns(source.good_at, source.failed_at)
    return SourceState(
        source,
        run=runs.get(source.last_run_id),
        published=runs.get(source.last_published_id),
        fresh=freshness(last, every_days=source.every_days, now=now),
        checked_at=source.good_at,
        due_at=next_due(last, source.every_days),
        quality=quality.get(source.pk, Quality()),
    )


def quality_now() -> Mapping[int, Quality]:
    """The quality of every source by its id, counted once after each load."""
    version = data_version()
    return quality_of_version(version) if version else counted_quality()


@lru_cache(maxsize=1)
def quality_of_version(version: int) -> Mapping[int, Quality]:
    """What was counted for this version of the rows."""
    return counted_quality()


def counted_quality() -> dict[int, Quality]:
    """Counted from the rows: one statement for each table."""
    places, events = place_quality(), event_quality()
    found = {}
    for pk, quarantined, issues, outside in rows("provenance/open_questions", {}):
        counts = places[pk]._asdict() if pk in places else events[pk]._asdict() if pk in events else {}
        stated = {"quarantined": quarantined, "issues": issues, "outside_named_unit": outside if counts else None}
        found[pk] = Quality(**counts, **stated)
    return found


def source_facts(state: SourceState) -> dict[str, Any]:
    """Publisher, licence and dates as stated; counts of the last load; when and how the last run ended;
    quality in counts; freshness and when the next check is due."""
    run, published = state.run, state.published
    return {name: getattr(state.source, name) for name in STATED} | {
        "counts": published.counts if published else {},
        "last_run": {"started_at": run.started_at, "status": run.status} if run else None,
        "checked_at": state.checked_at,
        "next_due": state.due_at,
        "freshness": state.fresh,
        "quality": asdict(state.quality),
        "issues": state.quality.issues,
        "quarantined": state.quality.quarantined,
    }
