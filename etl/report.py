"""What a run did, as text for people and as a dict for the run log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from etl.parsing import Parsed

LABELS = {
    "fetching": "not all could be fetched",
    "read": "rows read",
    "records": "records",
    "counts": "by kind",
    "skipped": "left out on purpose",
    "refused": "refused",
    "leftovers": "fields nothing used",
    "cleaned": "changed by clean-up",
    "details": "rows of details",
    "inside": "in the si/gun their address names",
    "doubts": "loaded with a doubt",
    "accepted": "guards broken on purpose",
    "load": "load",
}


def parse_report(parsed: Parsed, counts: Mapping[str, int]) -> dict[str, Any]:
    """The first half of a run's report: up to the load."""
    return {
        "read": parsed.read,
        "records": parsed.kept,
        "counts": {name: count for name, count in counts.items() if name != "total"},
        "skipped": dict(parsed.skipped),
        "refused": dict(Counter(one.rule for one in parsed.refused)),
        "leftovers": dict(parsed.leftovers),
        "cleaned": dict(parsed.cleaned),
        "details": dict(parsed.details),
    }


def as_text(name: str, report: Mapping[str, Any]) -> str:
    """The report as lines under the source's name; what is empty is not mentioned."""
    lines = [f"{LABELS[key]}: {shown(report[key])}" for key in LABELS if report.get(key)]
    return "\n".join([name, *(f"  {line}" for line in lines)])


def shown(value: Any) -> str:
    """Text as it is, a number with thousands set apart, a share as `n of m (p %)`, counts as a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Mapping):
        words = (
            f"{name} {count:,}" if isinstance(count, int) else f"{name}: {count}"
            for name, count in value.items()
            if count
        )
        return ", ".join(words) or "nothing changed"
    part, whole = value
    return f"{part:,} of {whole:,} ({part / whole:.2%})"
