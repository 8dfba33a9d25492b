"""Answers per second of the nearest search beside its own SQL and other servers, in one run, and what must hold.

    python -m benchmarks.near [--places 500000] [--seconds 10] [--peers]
                              [--large [--large-places 5000000] [--most-minutes 60] [--keep]]

Needs the private cluster (script/database start), wrk and pgbench. Everything runs on this machine's loopback.
Each row is measured twice, down the table and up again, so that a slow drift of the machine touches all alike;
read the ratios, not the absolute figures.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

import django

from benchmarks import dataset, peers
from benchmarks.drive import CLIENTS, FORM, TOKEN, Ask, Rate, memory_mb, pgbench, portal, wrk

PORT = 8765
LARGE = "geoportal_bench_large"
LARGE_SQL, LARGE_API = "SQL, nearest 20, larger table", "API, nearest 20, larger table"
NEAR = "/api/v1/places/near/"
LAT, LON = 37.41357, 126.97531
# What a search asks beside the point. A row is left out while the API refuses its parameters.
SEARCHES: dict[str, dict[str, Any]] = {
    "nearest 20": {},
    "with a category": {"category": "clinic"},
    "full answer": {"open_now": True, "languages": ["en"], "service": "general_care"},
}
DEEP_PAGE, PER_PAGE = 20_000, 20


class Bar(NamedTuple):
    """What must hold of a measured figure: at least, or at most, the bar."""

    name: str
    value: float
    bar: float
    at_most: bool = False

    def __str__(self) -> str:
        met = self.value <= self.bar if self.at_most else self.value >= self.bar
        sign, verdict = "<=" if self.at_most else ">=", "met" if met else "MISSED"
        return f"{self.name:48}{self.value:9.2f}{sign:>5}{self.bar:7.2f}  {verdict}"


Rows = dict[str, Callable[[float], Rate]]
Rates = dict[str, Rate]


def api(port: int, asked: dict[str, Any]) -> Ask:
    """The nearest search of the portal at a port."""
    more = json.dumps(asked)[1:-1]
    return Ask(port, NEAR, '{"lat":{lat},"lon":{lon}' + (f", {more}" if more else "") + "}")


def own_sql(asked: dict[str, Any]) -> str:
    """The statements that the API runs for a search, with `:lat` and `:lon` for the point and its own values else."""
    from django.db import connection
    from django.test import Client
    from psycopg import sql as compose

    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if isinstance(params, dict) and {"lat", "lon"} <= params.keys():
            literals = {name: compose.Literal(value).as_string(None) for name, value in params.items()}
            flat = " ".join(sql.split()) % (literals | {"lat": ":lat", "lon": ":lon"})
            seen.append(flat + ";\n")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        body = {"lat": LAT, "lon": LON} | asked
        Client(headers={"host": "127.0.0.1"}).post(NEAR, body, content_type="application/json")
    return "".join(seen) or sys.exit(f"no statement of the search {asked} takes %(lat)s and %(lon)s")


def search_rows() -> Rows:
    """Each search that the API knows, through the API and as its own SQL."""
    rows: Rows = {}
    for name, asked in SEARCHES.items():
        ask = api(PORT, asked)
        answer = ask.at(lat=LAT, lon=LON)
        if answer is None:
            print(f"left out, the API refuses its parameters: {name} {asked}")
            continue
        insist(name, answer)
        rows[f"SQL, {name}"] = over_sql(own_sql(asked), dataset.NAME)
        rows[f"API, {name}"] = over_http(ask)
    form = f"lat={{lat}}&lon={{lon}}&csrfmiddlewaretoken={TOKEN}"
    rows["page, nearest 20"] = over_http(Ask(PORT, "/near/", form, FORM))
    return rows


def listing_rows() -> Rows:
    """The first page of all places in the order of their ids, and a deep one."""
    first = Ask(PORT, f"/api/v1/places/?limit={PER_PAGE}")
    deep = Ask(PORT, deep_page())
    insist("page 1", first.at())
    insist(f"page {DEEP_PAGE}", deep.at())
    return {"listing, page 1": over_http(first), f"listing, page {DEEP_PAGE:,}": over_http(deep)}


def deep_page() -> str:
    """The address that the listing's `next` links come to at page 20,000, or near the end of fewer places."""
    from geoportal.core.paging import Cursor
    from geoportal.places.models import Place

    published = Place.objects.published().order_by("pk")
    skipped = min((DEEP_PAGE - 1) * PER_PAGE, published.count() - 2 * PER_PAGE)
    last = published.values_list("pk", flat=True)[skipped - 1]
    return f"/api/v1/places/?limit={PER_PAGE}&cursor={Cursor(last).encoded()}"


def large_rows() -> Rows:
    return {
        LARGE_SQL: over_sql(own_sql({}), LARGE),
        LARGE_API: over_http(api(PORT + 1, {})),
    }


def peer_rows(stack: ExitStack) -> Rows:
    rows: Rows = {}
    box = {"west": LON - 0.0339, "south": LAT - 0.02703, "east": LON + 0.0339, "north": LAT + 0.02703}
    for name, ask in peers.start(stack, PORT + 2, dataset.NAME).items():
        insist(name, ask.at(**box))
        rows[f"{name}, 20 of a box, no order"] = over_http(ask)
    return rows


def insist(name: str, answer: Any) -> None:
    """Stop unless the answer has its 20 features: a server that answers less is not measured."""
    count = len(answer["features"])
    if count != 20:
        sys.exit(f"{name} answered {count} features, not 20")


def over_sql(statements: str, database: str) -> Callable[[float], Rate]:
    return lambda seconds: pgbench(statements, seconds, database)


def over_http(ask: Ask) -> Callable[[float], Rate]:
    return lambda seconds: wrk(ask, seconds)


def measured(rows: Rows, seconds: float) -> Rates:
    """Every row down and up again, after a second of each that does not count."""
    for measure in rows.values():
        measure(1)
    down = {name: measure(seconds / 2) for name, measure in rows.items()}
    up = {name: rows[name](seconds / 2) for name in reversed(rows)}
    return {
        name: Rate((down[name].per_second + up[name].per_second) / 2, max(down[name].p95_ms, up[name].p95_ms))
        for name in rows
    }


def bars(rates: Rates, memory: float) -> Iterator[Bar]:
    """What must hold of the rows that were measured."""

    def ratio(name: str, one: str, other: str, bar: float, *, at_most: bool = False) -> Iterator[Bar]:
        if one in rates and other in rates:
            yield Bar(name, rates[one].per_second / rates[other].per_second, bar, at_most)

    plain, sql = "API, nearest 20", "SQL, nearest 20"
    yield from ratio("API / its own SQL", plain, sql, 0.42)
    yield Bar("API's p95 / its own SQL's", rates[plain].p95_ms / rates[sql].p95_ms, 2.5, at_most=True)
    yield from ratio(f"API / {peers.TIPG}", plain, f"{peers.TIPG}, 20 of a box, no order", 15)
    yield from ratio(f"API / {peers.PYGEOAPI}", plain, f"{peers.PYGEOAPI}, 20 of a box, no order", 25)
    yield from ratio("API with a category / API without", "API, with a category", plain, 0.9)
    yield from ratio("API, full answer / its own SQL", "API, full answer", "SQL, full answer", 0.5)
    yield from ratio("API of the larger table / of the smaller one", LARGE_API, plain, 0.6)
    yield from ratio(
        f"listing, page 1 / page {DEEP_PAGE:,}", "listing, page 1", f"listing, page {DEEP_PAGE:,}", 1.3, at_most=True
    )
    yield Bar("largest worker after the run, MB", memory, 200, at_most=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=500_000)
    parser.add_argument("--seconds", type=float, default=10, help="for each row; 4 at least")
    parser.add_argument("--peers", action="store_true", help="install and measure tipg and pygeoapi too")
    parser.add_argument(
        "--large", action="store_true", help="measure a larger table too (12.5 GB of disk must be free for 5,000,000)"
    )
    parser.add_argument("--large-places", type=int, default=5_000_000)
    parser.add_argument("--most-minutes", type=float, default=60, help="give the larger table up after so long")
    parser.add_argument("--keep", action="store_true", help="keep the large database for the next run")
    return parser.parse_args()


def run(options: argparse.Namespace) -> None:
    """Start the servers, measure, print."""
    for name in (dataset.NAME, LARGE) if options.large else (dataset.NAME,):
        dataset.warm(name)
    with ExitStack() as stack:
        process = portal(stack, PORT, dataset.NAME)
        rows = search_rows() | listing_rows()
        if options.large:
            portal(stack, PORT + 1, LARGE)
            rows |= large_rows()
        if options.peers:
            rows |= peer_rows(stack)
        rates = measured(rows, max(options.seconds, 4))
        memory = memory_mb(process)
    larger = f", the larger table {options.large_places:,}" if options.large else ""
    print(f"{options.places:,} places{larger}, {CLIENTS} clients, {os.cpu_count()} cores")
    print(f"processes waiting for a core before the run (15 minutes' mean): {os.getloadavg()[2]:.1f}")
    print(f"{'':44}{'per second':>12}{'p95 ms':>9}")
    for name, rate in rates.items():
        print(f"{name:44}{rate.per_second:12.1f}{rate.p95_ms:9.1f}")
    if options.peers:
        print("The peers offer no nearest search: the box reaches 3 km each way, any 20 features of it are answered.")
    print(f"\n{'':48}{'measured':>9}{'bar':>12}")
    for bar in bars(rates, memory):
        print(bar)


def main() -> None:
    options = arguments()
    dataset.make(dataset.NAME, options.places)
    wanted = options.large
    if wanted:
        options.large = dataset.make(LARGE, options.large_places, within_s=options.most_minutes * 60)
        if not options.large:
            print(f"{options.large_places:,} places were not made within {options.most_minutes:g} minutes: left out")
    dataset.start()
    django.setup()
    try:
        run(options)
    finally:
        if wanted and not options.keep:
            dataset.drop(LARGE)


if __name__ == "__main__":
    main()
