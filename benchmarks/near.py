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
from urllib.request import urlopen

import django

from benchmarks import dataset

PORT = 8765
CLIENTS = 8
LUA = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "{content_type}"
wrk.headers["Cookie"] = "{cookie}"
function request()
  local lat = math.random(37200, 37650) / 1000
  local lon = math.random(126750, 127250) / 1000
  return wrk.format(nil, nil, nil, string.format('{body}', lat, lon))
end
"""
FIXED = {"radius_m": "3000", "limit": "21", "text": "''", "after_m": "NULL", "after_id": "NULL"}


def pgbench(sql: str, seconds: int, category: int | None) -> tuple[float, float]:
    """Transactions per second and p95 in milliseconds of one prepared statement."""
    for name, value in FIXED.items():
        sql = sql.replace(f"%({name})s", value)
    sql = sql.replace("%(category_ids)s", f"'{{{category}}}'").replace("%(lat)s", ":lat").replace("%(lon)s", ":lon")
    script = "\\set lat random(37200, 37650) / 1000.0\n\\set lon random(126750, 127250) / 1000.0\n" + sql + ";\n"
    host, port = re.search(r"host=([^&]+)&port=(\d+)", os.environ["DATABASE_URL"]).groups()  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "near.sql")
        file.write_text(re.sub(r"^--.*\n", "", script, flags=re.M).replace("\n", " ").replace("\\set", "\n\\set")
                        .replace(" SELECT n.id", "\nSELECT n.id"), encoding="utf-8")
        output = subprocess.run(
            [pgbench_program(), "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(seconds), "-f", file,
             "-h", host, "-p", port, "-U", "geoportal", "-l", "--log-prefix", str(Path(folder, "log")), "geoportal_bench"],
            check=True, capture_output=True, text=True,
        ).stdout
        latencies = sorted(
            int(line.split()[2]) for log in Path(folder).glob("log.*") for line in log.read_text().splitlines()
        )
    tps = float(re.search(r"tps = ([\d.]+)", output).group(1))  # type: ignore[union-attr]
    return tps, latencies[int(len(latencies) * 0.95)] / 1000


def pgbench_program() -> str:
    return str(sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1])


def wrk(path: str, body: str, seconds: int, *, content_type: str, cookie: str = "") -> tuple[float, float]:
    """Requests per second and p95 in milliseconds; any answer but 200 stops the run."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        report = ('\nfunction done(s, l, r) io.write(string.format("P95 %.3f\\nBAD %d\\n", l:percentile(95)/1000,'
                  " r.errors.status + r.errors.connect + r.errors.read + r.errors.timeout)) end\n".replace("r.errors", "s.errors"))
        script.write(LUA.format(content_type=content_type, cookie=cookie, body=body) + report)
        script.flush()
        output = subprocess.run(
            ["wrk", "-t2", f"-c{CLIENTS}", f"-d{seconds}s", "-s", script.name, f"http://127.0.0.1:{PORT}{path}"],
            check=True, capture_output=True, text=True,
        ).stdout
    if int(re.search(r"BAD (\d+)", output).group(1)):  # type: ignore[union-attr]
        sys.exit(f"{path} answered with errors:\n{output}")
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)),  # type: ignore[union-attr]
            float(re.search(r"P95 ([\d.]+)", output).group(1)))  # type: ignore[union-attr]


def serve() -> subprocess.Popen[bytes]:
    """The portal as script/server starts it."""
    server = subprocess.Popen(
        ["granian", "--interface", "wsgi", "--port", str(PORT), "--workers", str(os.cpu_count()),
         "--blocking-threads", "1", "--no-ws", "--log-level", "warning", "geoportal.wsgi:application"])
    for _ in range(100):
        try:
            urlopen(f"http://127.0.0.1:{PORT}/healthz").close()
            return server
        except OSError:
            time.sleep(0.1)
    server.kill()
    sys.exit("the server did not start")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=500_000)
    parser.add_argument("--seconds", type=int, default=10)
    options = parser.parse_args()
    dataset.start()
    django.setup()
    dataset.load(options.places)
    from geoportal.core.sql import statement
    from geoportal.places.categories import CATEGORY_IDS, Category

    clinic = CATEGORY_IDS[Category.CLINIC]
    server = serve()
    try:
        json, form = "application/json", "application/x-www-form-urlencoded"
        token = "a" * 32
        near = lambda: pgbench(statement("places/near"), options.seconds, None)  # noqa: E731
        before = near()
        api = wrk("/api/v1/places/near/", '{{"lat":%.3f,"lon":%.3f}}'.replace("{{", "{").replace("}}", "}"), options.seconds, content_type=json)
        after = near()
        with_category = pgbench(statement("places/near_categories"), options.seconds, clinic)
        api_category = wrk("/api/v1/places/near/", '{"lat":%.3f,"lon":%.3f,"category":"clinic"}', options.seconds, content_type=json)
        page = wrk("/near/", f"lat=%.3f&lon=%.3f&csrfmiddlewaretoken={token}", options.seconds, content_type=form, cookie=f"csrf={token}")
    finally:
        server.terminate()
        server.wait()
    limit = (before[0] + after[0]) / 2
    print(f"{options.places} places, {CLIENTS} clients, {os.cpu_count()} cores")
    print(f"{'':34}{'per second':>12}{'of SQL':>9}{'p95 ms':>9}")
    for name, (rate, p95), base in (
        ("SQL, prepared, pgbench", (limit, max(before[1], after[1])), limit),
        ("API near", api, limit),
        ("page near", page, limit),
        ("SQL with a category, pgbench", with_category, limit),
        ("API near with a category", api_category, with_category[0]),
    ):
        print(f"{name:34}{rate:12.0f}{rate / base:9.2f}{p95:9.1f}")


if __name__ == "__main__":
    main()
