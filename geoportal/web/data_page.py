"""What the portal says of a source to programs."""

from __future__ import annotations

from typing import Any

from geoportal.provenance.models import Source

STATED = (
    "name", "kind", "title_ko", "title_en", "publisher", "publisher_en", "license", "license_url", "url", "attribution",
    "reference_date", "is_sample", "published_at",
)  # fmt: skip


def source_facts(source: Source) -> dict[str, Any]:
    """Publisher, licence and dates as stated; counts of the last load; when and how the last run ended; open doubts."""
    run, published = source.last_run, source.last_published
    return {name: getattr(source, name) for name in STATED} | {
        "counts": published.counts if published else {},
        "last_run": {"started_at": run.started_at, "status": run.status} if run else None,
        "issues": source.issues.count(),
        "quarantined": source.quarantined.count(),
    }
