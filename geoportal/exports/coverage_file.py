"""A coverage run as a file that stands by itself: with how it was counted, sources and licences in each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from geoportal.coverage.categories import LEAST_SHOWN
from geoportal.coverage.models import CoverageRun
from geoportal.coverage.table import Line, lines
from geoportal.exports.csv_file import csv_text
from geoportal.regions.models import Region

COLUMNS = (
    "region_code", "region_ko", "region_en", "level", "category", "language", "minutes", "people", "within",
    "within_slow", "within_fast", "beyond", "share_within_percent", "streets_unknown", "withheld", "distance",
    "network_on", "m_per_min", "population", "population_year", "is_sample", "attribution", "license", "counted_on",
)  # fmt: skip
STRAIGHT = "straight line: people really walk further"
OSM = "© OpenStreetMap contributors"


def withheld(line: Line) -> str:
    """Why numbers are empty, in English as the columns are."""
    if line.is_shown:
        return ""
    few = f"fewer than {LEAST_SHOWN}"
    return f"within: {few}" if line.few else f"beyond: {few}" if line.few_beyond else "would tell a small number"


def attribution(run: CoverageRun) -> tuple[str, str]:
    """All makers whose data the numbers are made from, and their licences."""
    source = run.population_source
    made = [(source.attribution, source.license), *((one["attribution"], one["license"]) for one in run.sources)]
    made += [] if run.is_straight else [(OSM, "ODbL-1.0")]
    makers = dict.fromkeys(maker for maker, _ in made if maker)
    licences = dict.fromkeys(licence for _, licence in made if licence)
    return "; ".join(makers), "; ".join(licences)


def rows(run: CoverageRun) -> Iterator[dict[str, Any]]:
    """What a file says of each region, by column, for all the minutes of the run."""
    makers, licences = attribution(run)
    of_run = {
        "distance": STRAIGHT if run.is_straight else f"along {run.network}",
        "network_on": run.network_on.isoformat() if run.network_on else None,
        "m_per_min": "/".join(map(str, run.speeds_m_per_min)),
        "population": run.population_source.title_en,
        "population_year": run.population_year,
        "is_sample": run.is_sample,
        "attribution": makers,
        "license": licences,
        "counted_on": run.made_at.date().isoformat(),
    }
    for minutes in run.minutes:
        for line in lines(run, minutes):
            yield of_line(run, line, minutes) | of_run


def of_line(run: CoverageRun, line: Line, minutes: int) -> dict[str, Any]:
    region = line.region
    return {
        "region_code": region.code,
        "region_ko": region.name_ko,
        "region_en": region.name_en,
        "level": region.level_name.value,
        "category": run.category,
        "language": run.language,
        "minutes": minutes,
        "people": line.people,
        "within": line.within,
        "within_slow": line.slow,
        "within_fast": line.fast,
        "beyond": line.beyond,
        "share_within_percent": None if line.share is None else round(line.share, 1),
        "streets_unknown": line.unplaced,
        "withheld": withheld(line),
    }


def as_csv(run: CoverageRun) -> str:
    """The run as a table."""
    return csv_text(COLUMNS, ([row[name] for name in COLUMNS] for row in rows(run)))


def as_geojson(run: CoverageRun) -> dict[str, Any]:
    """The run as a FeatureCollection: each region (outlines to about 50 m) once for each number of minutes."""
    ids = run.rows.values("region")
    regions = Region.objects.filter(pk__in=ids).with_geometry("simplified")
    shapes = {region.code: orjson.Fragment(region.shown_geom.geojson) for region in regions}
    features = [
        {
            "type": "Feature",
            "id": f"{row['region_code']}-{row['minutes']}",
            "geometry": shapes[row["region_code"]],
            "properties": row,
        }
        for row in rows(run)
    ]
    return {"type": "FeatureCollection", "features": features}
