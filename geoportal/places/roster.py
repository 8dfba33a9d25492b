"""A roster of who is on duty on which dates, as a table: for holidays, when the usual hours don't hold."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

from geoportal.core.hours_text import read_week
from geoportal.places.models import Place

COLUMNS = ("source", "key", "date", "hours")


def read_roster(lines: Iterable[str]) -> dict[Place, dict[str, Any]]:
    """Hours by place and date, of a CSV with the columns `source` (`egen_hospitals`), `key` (the place's own there, as
    E-Gen's `hpid`), `date` and `hours` (`09:00-12:00 13:00-18:00`, `closed`).

    ValueError, with the number of the line, for a missing column, hours that make no sense, or no such place.
    """
    table = csv.DictReader(lines)
    if not set(COLUMNS) <= set(table.fieldnames or ()):
        raise ValueError(f"1: the columns are {', '.join(COLUMNS)}")
    rows = [(number, row) for number, row in enumerate(table, 2)]
    keys = {row["key"] for _, row in rows}
    known = {
        (place.source.name, place.source_key): place.same_as or place
        for place in Place.objects.filter(source_key__in=keys, retired_at__isnull=True).select_related(
            "source", "same_as__source"
        )
    }
    found: dict[Place, dict[str, Any]] = {}
    for number, row in rows:
        place = known.get((row["source"], row["key"]))
        if place is None:
            raise ValueError(f"{number}: there is no such place: {row['source']} {row['key']}")
        try:
            dates = read_week(f"{row['date'].strip()} {row['hours'].strip()}").get("exceptions")
        except ValueError:
            dates = None
        if not dates:
            raise ValueError(f"{number}: not understood: {row['date']} {row['hours']}")
        found.setdefault(place, {}).update(dates)
    return found
