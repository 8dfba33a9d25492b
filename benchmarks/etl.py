"""Rows per second of a load and of its stages, beside plain COPY, ogr2ogr and bulk_create, in one run.

    python -m benchmarks.etl [--rows 500000] [--memory]

Needs the private cluster (script/database start) and, for its line, ogr2ogr (Debian's gdal-bin). Read the
ratios: the absolute figures belong to the machine.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django

from benchmarks import bare_load, dataset

NAME = "geoportal_bench_etl"
HEADER = [
    "암호화요양기호", "요양기관명", "종별코드", "종별코드명", "시도코드명", "시군구코드명", "주소", "전화번호",
    "좌표(X)", "좌표(Y)",
]  # fmt: skip
TYPES = [("31", "의원"), ("21", "병원"), ("51", "치과의원"), ("93", "한의원")]
TODAY = date(2026, 11, 22)
BULK_ROWS = 20_000


def main() -> None:
    """Measure and print."""
    asked = arguments()
    dataset.start(NAME)
    if asked.child:
        return in_child(Path(asked.child))
    with tempfile.TemporaryDirectory(prefix="bench-etl-") as folder:
        prepare()
        empty()
        if asked.memory:
            for rows in (10_000, 100_000, 1_000_000):
                tell_memory(write_file(Path(folder), rows), rows)
        else:
            compare(write_file(Path(folder), asked.rows), asked.rows)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--memory", action="store_true", help="the most memory of a whole run, by number of rows")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    return parser.parse_args()


def prepare() -> None:
    """The portal's tables, and the real boundaries in them."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    dataset.boundaries()


def write_file(folder: Path, rows: int) -> Path:
    """A made-up hospital list in the publisher's shape, spread over the dongs of Gyeonggi; the same every time."""
    from etl import portal
    from geoportal.regions import ingest as regions

    units = portal.units()
    dongs = [dong for dong in regions.dong_points(portal.today()) if dong[1].startswith("41")]
    dice = random.Random(42)
    path = folder / str(rows) / "hira_hospitals" / "1.병원정보서비스(2026.9.).csv"
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="cp949", newline="") as opened:
        lines = csv.writer(opened)
        lines.writerow(HEADER)
        for number in range(rows):
            _, unit, lat, lon = dongs[number % len(dongs)]
            code, kind = dice.choice(TYPES)
            named = units.name_of(unit)
            lines.writerow([
                f"JDQ4MTYyMiM1MSMkMSMkMCMkODkkMzgxMzUxIzExIyQxIyQzIyQ2MiQwMDAkMDAwMD{number:08}", f"견본{number}{kind}",
                code, kind, "경기", "".join(named.split()[1:]), f"{named} 견본로{number % 90}번길 {number % 900}, 3층",
                "031-219-5114", round(lon + dice.gauss(0, 0.001), 7), round(lat + dice.gauss(0, 0.001), 7),
            ])  # fmt: skip
    return path


def compare(path: Path, rows: int) -> None:
    """Every way of loading the same rows, one after the other."""
    # Two COPYs, one before and one after, tell how steady the machine was.
    print(f"{rows:,} rows")
    first = rows / timed(lambda: plain_copy(path))
    results: list[tuple[str, float]] = [("ogr2ogr, COPY, GiST on one geometry", ogr(path, rows))]
    lines = bare_load.lines_of_json(seven_columns(path))
    results.append(("bare SQL: jsonb, 2 geometries, dong, 3 indexes", rows / timed(lambda: bare_load.bare_load(lines))))
    bare_load.drop()
    some = [one for one, _ in zip(records(path), range(BULK_ROWS), strict=False)]
    results.append(("bulk_create(1000), 20,000 rows", BULK_ROWS / timed(lambda: bulk_create(some))))
    results += stages(path, rows)
    copy = (first + rows / timed(lambda: plain_copy(path))) / 2
    print(f"{'':<48}{'rows/s':>10}{'of COPY':>10}")
    for name, rate in [("plain COPY into seven text columns", copy), *results]:
        print(f"{name:<48}{rate:>10,.0f}{rate / copy:>10.2f}" if rate else f"{name:<48}{'not installed':>20}")


def timed(work: Callable[[], object]) -> float:
    """The seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def plain_copy(path: Path) -> None:
    """The file's first seven columns by COPY into a table without anything."""
    from django.db import connection

    slim = seven_columns(path)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_copy")
        cursor.execute(f"CREATE TABLE bench_copy ({', '.join(f'c{number} text' for number in range(7))})")
        with cursor.copy("COPY bench_copy FROM STDIN (FORMAT csv, HEADER true)") as copy, slim.open("rb") as opened:
            while chunk := opened.read(1 << 20):
                copy.write(chunk)
        cursor.execute("DROP TABLE bench_copy")


def seven_columns(path: Path) -> Path:
    """Key, name, kind, address, phone, lon and lat as UTF-8, made once."""
    slim = path.parents[1] / "seven.csv"
    if not slim.exists():
        with path.open(encoding="cp949", newline="") as opened, slim.open("w", encoding="utf-8", newline="") as made:
            lines = csv.writer(made)
            for number, row in enumerate(csv.reader(opened)):
                cells = [row[place] for place in (0, 1, 3, 6, 7, 8, 9)]
                lines.writerow(["key", "name", "kind", "address", "phone", "lon", "lat"] if number == 0 else cells)
    return slim


def ogr(path: Path, rows: int) -> float:
    """Rows per second of ogr2ogr; 0 where it is not installed."""
    if not shutil.which("ogr2ogr"):
        return 0.0
    where = dict(part.split("=") for part in os.environ["DATABASE_URL"].partition("?")[2].split("&"))
    target = f"PG:host={where['host']} port={where['port']} user=geoportal dbname={NAME}"
    command = [
        "ogr2ogr", "-f", "PostgreSQL", target, str(seven_columns(path)), "-nln", "bench_ogr", "-overwrite",
        "-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat", "-a_srs", "EPSG:4326",
        "-lco", "SPATIAL_INDEX=GIST", "-lco", "GEOMETRY_NAME=point", "--config", "PG_USE_COPY", "YES",
    ]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PROJ", "GDAL"))}
    return rows / timed(lambda: subprocess.run(command, check=True, env=environment, capture_output=True))


def bulk_create(rows: list[Any]) -> None:
    """Django's own way, for the first rows; taken back."""
    from django.db import transaction

    from geoportal.core import geo
    from geoportal.places.models import Place
    from geoportal.provenance.models import Source

    with transaction.atomic():
        source = Source.objects.create(name="bench_bulk", kind="places", title_ko="견본", title_en="Sample")
        made = [
            Place(
                source=source, source_key=one.source_key, category_id=2, name_ko=one.name_ko, phone=one.phone,
                address_ko=one.address_ko, attributes=dict(one.attributes), point=geo.point(one.lat, one.lon),
                row_hash="x",
            )
            for one in rows
        ]  # fmt: skip
        Place.objects.bulk_create(made, batch_size=1000)
        transaction.set_rollback(True)


def records(path: Path) -> Iterator[Any]:
    """The file's records as the conductor makes them."""
    from etl.parsing import Known, Parsed, stream

    source, found = bench_source(path)
    return stream(source, found, Parsed(), today=TODAY, known=Known())


def bench_source(path: Path) -> tuple[Any, Any]:
    """The hospitals without limits on their number, and the file as their input."""
    from etl import fetch
    from etl.source import Expectations, read_source

    source = replace(read_source("hira_hospitals"), expectations=Expectations(inside_named_unit=0.9), replaces=())
    found = fetch.find_input(source, raw_dir=path.parents[1])
    if found is None:
        sys.exit("the file was not found")
    return source, found


def stages(path: Path, rows: int) -> list[tuple[str, float]]:
    """The load stage, its parts, the same rows again, and the whole pipeline with where its time goes."""
    from django.db import connection

    from etl.portal import today
    from geoportal.places import ingest
    from geoportal.provenance.ingest import Placement, RunFacts, SourceFacts, Verdict, accept_all

    facts = SourceFacts("bench_etl", "places", "견본", "Sample", "x", "x", "x", "", "", "x", None, False)
    made = list(records(path))
    judging: list[float] = []

    def judge(placements: Iterable[Placement]) -> Verdict:
        # Where each row fell is looked at in Python; that is a check, not the load.
        start = time.perf_counter()
        verdict = accept_all(placements)
        judging.append(time.perf_counter() - start)
        return verdict

    def load_all() -> object:
        told = RunFacts(datetime.now(UTC))
        return ingest.replace_source(facts, made, run_facts=told, on=today(), accept=judge)

    empty()
    first, first_parts = watched(load_all)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE places_place")
    _, again_parts = watched(load_all)
    dead = dead_rows()
    print(f"dead rows after the unchanged load: {dead}")
    tiles = timed_tiles()
    whole = first - judging[0]
    stage = whole - first_parts["fill"] - tiles
    rates = [
        ("load stage: staging to indexes", rows / stage),
        ("  of it staging (COPY)", rows / first_parts["copy_rows"]),
        ("  of it region assignment", rows / first_parts["locate"]),
        ("  of it merge with all indexes", rows / (stage - first_parts["copy_rows"] - first_parts["locate"])),
        ("words to search by, with their indexes", rows / first_parts["fill"]),
        ("points, cells and tiles of the map", rows / tiles),
        ("load stage, words and map included", rows / whole),
        ("merge of unchanged rows", rows / (again_parts["changes"] + again_parts["merge"])),
    ]
    made.clear()
    empty()
    return rates + pipeline(path, rows)


def timed_tiles() -> float:
    """The seconds that the map's share of the load takes, taken by itself and then taken back."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("TRUNCATE tiles_point, tiles_cell, tiles_version")
        seconds = timed(lambda: cursor.execute("SELECT tiles_take((SELECT array_agg(id) FROM places_place))"))
        transaction.set_rollback(True)
    return seconds


def empty() -> None:
    """No places; two sources of the same rows would have to be matched, which is another question."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE places_place, places_placecount, places_organization CASCADE")
        cursor.execute("VACUUM ANALYZE places_place")


def dead_rows() -> int:
    """Dead rows of the table of places, once the statistics have arrived."""
    from django.db import connection

    time.sleep(1.5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'places_place'")
        dead: int = cursor.fetchone()[0]
    return dead


def watched(work: Callable[[], object]) -> tuple[float, dict[str, float]]:
    """The seconds that a load takes, and those of its steps."""
    from geoportal.places import ingest, wording

    spent: dict[str, float] = {}
    with ExitStack() as stack:
        for name in ("copy_rows", "locate", "changes", "merge"):
            stack.enter_context(stopwatch(ingest, name, spent))
        stack.enter_context(stopwatch(wording, "fill", spent))
        return timed(work), spent


@contextmanager
def stopwatch(module: Any, name: str, spent: dict[str, float]) -> Iterator[None]:
    """Note how long a function of a module takes."""
    function = getattr(module, name)

    def measured(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - start

    setattr(module, name, measured)
    try:
        yield
    finally:
        setattr(module, name, function)


def pipeline(path: Path, rows: int) -> list[tuple[str, float]]:
    """The whole run of the file, and what reading it and making records of it take by themselves."""
    from etl.parsing import rows_of, tables

    source, found = bench_source(path)

    def read() -> None:
        for file, dated in tables(source, found):
            for _ in rows_of(file, dated, within=b""):
                pass

    def parse() -> None:
        for _ in records(path):
            pass

    reading, parsing = timed(read), timed(parse)
    whole = timed(lambda: run_whole(path))
    print(
        f"whole run {whole:.1f} s: reading {reading:.1f} s, parsing and cleaning {parsing - reading:.1f} s, "
        f"checks and load {whole - parsing:.1f} s"
    )
    return [("reading the CSV", rows / reading), ("reading, parsing, cleaning", rows / parsing),
            ("whole run with checks", rows / whole)]  # fmt: skip


def run_whole(path: Path) -> None:
    """Run the source as `etl run` does."""
    from etl.run import Options, Status, run_source

    source, _ = bench_source(path)
    outcome = run_source(source, Options(path.parents[1], TODAY, force=True, accept=frozenset({"fall", "moved"})))
    if outcome.status is not Status.PUBLISHED:
        sys.exit(outcome.message)


def tell_memory(path: Path, rows: int) -> None:
    """The most memory that a whole run took, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.etl", "--child", str(path)]
    seconds = time.perf_counter()
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    print(f"{rows:>10,} rows: at most {int(told) / 1024:,.0f} MiB, {time.perf_counter() - seconds:.0f} s")


def in_child(path: Path) -> None:
    """Run the file and print the most memory that was resident, in KiB."""
    import resource

    run_whole(path)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main()
