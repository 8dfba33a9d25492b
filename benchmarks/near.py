"""Requests per second of the nearest search: page, API and the same SQL through pgbench, in one run.

    python -m benchmarks.near [--places 500000] [--seconds 10]

Needs the private cluster (script/database start), wrk and pgbench. Everything runs on this machine's
loopback; read the ratios, not the absolute figures.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import django

from benchmarks import dataset

PORT = 8765
CLIENTS = 8
TOKEN = "a" * 32
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
# What the API asks for by default: one row more than shown tells whether there is a next page.
PARAMETERS = {
    "radius_m": "3000", "limit": "21", "text": "''", "after_m": "NULL", "after_id": "NULL",
    "open": "''", "day": "0", "kind": "0", "kind_before": "0", "minute": "0",
    "offers": "''", "wanted_languages": "NULL", "wanted_service": "NULL", "wanted_status": "NULL",
    "wanted_free": "false", "wanted_wheelchair": "false",
}  # fmt: skip


class Rate(NamedTuple):
    """Answers per second, and the 95th percentile of their times in milliseconds."""

    per_second: float
    p95_ms: float


def found(pattern: str, text: str) -> float:
    match = re.search(pattern, text)
    if match is None:
        sys.exit(f"no {pattern} in:\n{text}")
    return float(match[1])


def pgbench(sql: str, seconds: int, category: int = 0) -> Rate:
    """One statement, prepared, at random points, by pgbench over the same socket."""
    values = {**PARAMETERS, "category_ids": f"'{{{category}}}'", "lat": ":lat", "lon": ":lon"}
    for name, value in values.items():
        sql = sql.replace(f"%({name})s", value)
    points = "\\set lat random(37200, 37650) / 1000.0\n\\set lon random(126750, 127250) / 1000.0\n"
    with tempfile.TemporaryDirectory() as folder:
        script, log = Path(folder, "near.sql"), Path(folder, "log")
        script.write_text(points + " ".join(sql.split()) + ";\n", encoding="utf-8")
        program = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1]
        where = ["-h", socket_folder(), "-p", "54329", "-U", "geoportal", "geoportal_bench"]
        how = ["-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(seconds), "-f", script]
        run = [program, *how, "-l", "--log-prefix", log, *where]
        output = subprocess.run(run, check=True, capture_output=True, text=True).stdout
        lines = [line for file in Path(folder).glob("log.*") for line in file.read_text().splitlines()]
    times = sorted(int(line.split()[2]) for line in lines)
    return Rate(found(r"tps = ([\d.]+)", output), times[int(len(times) * 0.95)] / 1000)


def socket_folder() -> str:
    match = re.search(r"host=([^&]+)", os.environ["DATABASE_URL"])
    return match[1] if match else sys.exit("the benchmark needs the private cluster")


def wrk(path: str, body: str, seconds: int, *, media_type: str = JSON) -> Rate:
    """POSTs of random points to one address; any answer but 200 stops the run."""
    run = ["wrk", "-t2", f"-c{CLIENTS}", f"-d{seconds}s", "-s", str(Path(__file__).with_suffix(".lua"))]
    environment = {**os.environ, "BODY": body, "TYPE": media_type, "COOKIE": f"csrf={TOKEN}"}
    output = subprocess.run(
        [*run, f"http://127.0.0.1:{PORT}{path}"], check=True, capture_output=True, text=True, env=environment
    ).stdout
    if found(r"BAD (\d+)", output):
        sys.exit(f"{path} answered with errors:\n{output}")
    return Rate(found(r"Requests/sec:\s+([\d.]+)", output), found(r"P95 ([\d.]+)", output))


def serve() -> subprocess.Popen[bytes]:
    """The portal as script/server starts it."""
    options = ["--interface", "wsgi", "--port", str(PORT), "--workers", str(os.cpu_count()), "--blocking-threads", "1"]
    server = subprocess.Popen(["granian", *options, "--no-ws", "--log-level", "warning", "geoportal.wsgi:application"])
    for _ in range(200):
        try:
            urlopen(f"http://127.0.0.1:{PORT}/healthz").close()
            return server
        except OSError:
            time.sleep(0.1)
    server.kill()
    sys.exit("the server did not start")


def measure(seconds: int) -> list[tuple[str, Rate, Rate]]:
    """Name, rate, and the rate it is held against; the API stands between two runs of the SQL."""
    from geoportal.core.sql import statement
    from geoportal.places.categories import CATEGORY_IDS, Category

    near, by_category = statement("places/near"), statement("places/near_categories")
    clinic = CATEGORY_IDS[Category.CLINIC]
    before = pgbench(near, seconds)
    api = wrk("/api/v1/places/near/", '{"lat":%.3f,"lon":%.3f}', seconds)
    page = wrk("/near/", f"lat=%.3f&lon=%.3f&csrfmiddlewaretoken={TOKEN}", seconds, media_type=FORM)
    after = pgbench(near, seconds)
    sql = Rate((before.per_second + after.per_second) / 2, max(before.p95_ms, after.p95_ms))
    sql_category = pgbench(by_category, seconds, clinic)
    api_category = wrk("/api/v1/places/near/", '{"lat":%.3f,"lon":%.3f,"category":"clinic"}', seconds)
    return [
        ("SQL, prepared, pgbench", sql, sql),
        ("API", api, sql),
        ("page", page, sql),
        ("SQL with a category, pgbench", sql_category, sql_category),
        ("API with a category", api_category, sql_category),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=500_000)
    parser.add_argument("--seconds", type=int, default=10)
    options = parser.parse_args()
    dataset.start()
    django.setup()
    dataset.load(options.places)
    server = serve()
    try:
        results = measure(options.seconds)
    finally:
        server.terminate()
        server.wait()
    print(f"{options.places} places, {CLIENTS} clients, {os.cpu_count()} cores")
    print(f"{'nearest 20 within 3 km':32}{'per second':>12}{'of the SQL':>12}{'p95 ms':>9}")
    for name, rate, limit in results:
        share = rate.per_second / limit.per_second
        print(f"{name:32}{rate.per_second:12.0f}{share:12.2f}{rate.p95_ms:9.1f}")


if __name__ == "__main__":
    main()
