"""Features by the OGC API over HTTP: what a late page costs beside the first, boxes, filters, a whole collection.

    python -m benchmarks.ogc [--places 500000] [--requests 60]

Needs the private cluster (script/database start). Each row is the median of so many requests, asked in turn so that a
slow drift of the machine touches all alike; read the ratios to the first row.
"""

from __future__ import annotations

import argparse
import http.client
import json
import time
from contextlib import ExitStack
from statistics import median
from urllib.parse import quote

import django

from benchmarks import dataset
from benchmarks.drive import portal

PORT = 8767
ITEMS = "/ogc/collections/places/items"
LATE_ROW, LATE_AT_MOST = 400_000, 1.3
BOX = "126.97,37.41,126.98,37.42"


def asked() -> dict[str, str]:
    """The addresses by what they ask."""
    from geoportal.ogc.collections import PLACES
    from geoportal.ogc.parameters import sealed

    late = sealed(LATE_ROW, PLACES)
    rare = quote("category = 'local_office' AND A_CONTAINS(languages, ('zh'))")
    return {
        "first 100": f"{ITEMS}?limit=100",
        f"100 after row {LATE_ROW:,}": f"{ITEMS}?limit=100&cursor={late}",
        "100 in EPSG:5186": f"{ITEMS}?limit=100&crs=http://www.opengis.net/def/crs/EPSG/0/5186",
        "100 in a box of 1 km": f"{ITEMS}?limit=100&bbox={BOX}",
        "100 in a box of all": f"{ITEMS}?limit=100&bbox=126,37,128,38",
        "100 of a category": f"{ITEMS}?limit=100&category=clinic",
        "100 by CQL2, rare": f"{ITEMS}?limit=100&filter={rare}",
        "100 and a count of all": f"{ITEMS}?limit=100&count=true",
        "5,000": f"{ITEMS}?limit=5000",
        "one feature": f"{ITEMS}/{LATE_ROW}",
    }


def get(connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Seconds that an answer took, and the answer."""
    started = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status} {body[:300]!r}")
    return time.perf_counter() - started, body


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--places", type=int, default=500_000)
    arguments.add_argument("--requests", type=int, default=60)
    options = arguments.parse_args()
    dataset.make(dataset.NAME, options.places)
    dataset.start()
    django.setup()
    with ExitStack() as stack:
        portal(stack, PORT, dataset.NAME)
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        took: dict[str, list[float]] = {name: [] for name in asked()}
        sizes: dict[str, int] = {}
        for turn in range(options.requests + 2):
            for name, path in asked().items():
                seconds, body = get(connection, path)
                if turn >= 2:
                    took[name].append(seconds)
                sizes[name] = len(json.loads(body).get("features", [0]))
            # The limit on features for one connection stands in the table of limits.
            forget_limits()
        report(took, sizes)


def forget_limits() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_limit")


def report(took: dict[str, list[float]], sizes: dict[str, int]) -> None:
    first = median(took["first 100"])
    print(f"{'':34}{'features':>9}{'median ms':>11}{'p95 ms':>9}{'x first':>9}")
    for name, seconds in took.items():
        middle, worst = median(seconds), sorted(seconds)[int(len(seconds) * 0.95)]
        print(f"{name:34}{sizes[name]:>9}{middle * 1000:>11.1f}{worst * 1000:>9.1f}{middle / first:>9.2f}")
    late = median(took[f"100 after row {LATE_ROW:,}"]) / first
    verdict = "met" if late <= LATE_AT_MOST else "MISSED"
    print(f"\na page at row {LATE_ROW:,} / the first {late:.2f}  <= {LATE_AT_MOST}  {verdict}")


if __name__ == "__main__":
    main()
