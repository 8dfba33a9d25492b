"""A database of generated places in the shape of the real ones, for measuring only.

python -m benchmarks.dataset NAME PLACES    makes the database and fills it
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import md5
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

NAME = "geoportal_bench"
# A row with its indexes takes about 900; the rest is for sorting and the journal while the indexes are built.
BYTES_A_PLACE = 2500

# 400 clusters over the populated part of Gyeonggi, all categories, Korean names, about 180 bytes of attributes.
CLUSTERS = """
CREATE TEMP TABLE clusters AS
SELECT id, 126.75 + random() * 0.5 AS lon, 37.2 + random() * 0.45 AS lat FROM generate_series(1, 400) id
"""
GENERATE = """
INSERT INTO places_place (source_id, source_key, category_id, name_ko, name_en, name_en_generated, address_ko,
    address_en, phone, homepage, attributes, language_ids, service_ids, position, merged, point, row_hash,
    created_at, updated_at)
SELECT %(source)s::bigint, n::text,
       (%(categories)s::int[])[1 + floor(random() ^ 2 * cardinality(%(categories)s::int[]))::int],
       '견본 장소 ' || n, 'Sample place ' || n, false, '경기도 수원시 영통구 월드컵로 ' || n, '', '031-000-0000', '',
       jsonb_build_object('beds', n %% 50, 'doctors', n %% 9, 'note', repeat('가나다라 ', 20))
           || jsonb_strip_nulls(jsonb_build_object('hours', (%(hours)s::jsonb[])[1 + n %% 7])),
       translate((%(spoken)s::jsonb -> (n %% 11)::text)::text, '[]', '{}')::smallint[],
       translate((%(services)s::jsonb -> (n %% 5)::text)::text, '[]', '{}')::smallint[],
       'source', '{}',
       ST_SetSRID(ST_MakePoint(
           c.lon + (random() + random() + random() - 1.5) * 0.03,
           c.lat + (random() + random() + random() - 1.5) * 0.03), 4326),
       md5(n::text), now(), now()
FROM generate_series(1, %(places)s::int) n
JOIN LATERAL (SELECT lon, lat FROM clusters WHERE id = 1 + n %% 400) c ON true
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = 'places_place'::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


WARM = """
CREATE EXTENSION IF NOT EXISTS pg_prewarm;
SELECT sum(pg_prewarm(read, 'read')) FROM (
    SELECT 'places_place'::regclass
    UNION ALL SELECT indexrelid FROM pg_index WHERE indrelid = 'places_place'::regclass
) AS whole (read)
"""


def start(name: str = NAME) -> None:
    """Make the benchmark's own database beside the portal's, and turn Django to it."""
    create = f"SELECT 'CREATE DATABASE {name}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') "
    psql(create + "\\gexec")
    os.environ.pop("GEOPORTAL_DEBUG", None)
    os.environ |= {
        "DATABASE_URL": url(name),
        "DJANGO_SETTINGS_MODULE": "geoportal.settings",
        "GEOPORTAL_SECRET_KEY": "benchmark " * 6,
        "GEOPORTAL_HTTPS": "0",
        "GEOPORTAL_LOG_LEVEL": "WARNING",
        "GEOPORTAL_STATEMENT_TIMEOUT_MS": "0",
    }


def boundaries() -> None:
    """Load the real boundaries, as they come with the package."""
    from etl.run import Options, run

    outcome = run("boundaries", Options())
    if outcome.status not in ("published", "unchanged"):
        sys.exit(outcome.message)


def url(name: str) -> str:
    """The address of a database of the private cluster, as the portal's settings take it."""
    return subprocess.run(["script/database", "url", name], check=True, capture_output=True, text=True).stdout.strip()


def socket_and_port(name: str = NAME) -> tuple[str, str]:
    """Where the private cluster listens."""
    match = re.search(r"host=([^&]+)&port=(\d+)", url(name))
    return (match[1], match[2]) if match else sys.exit("the benchmarks need the private cluster")


def psql(statements: str, name: str = "postgres") -> None:
    """Run statements in a database of the private cluster; an error stops the run."""
    run = ["script/database", "psql", name]
    quiet = {"PSQLRC": "/dev/null", "PGOPTIONS": "-c client_min_messages=warning"}
    script = f"\\set ON_ERROR_STOP on\n{statements}\n"
    subprocess.run(run, input=script, text=True, check=True, stdout=subprocess.DEVNULL, env=os.environ | quiet)


def drop(name: str) -> None:
    psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def warm(name: str) -> None:
    """Read the places and their indexes once, so that no row is measured on the disk and another in memory."""
    psql(WARM, name)


def make(name: str, places: int, *, within_s: float | None = None) -> bool:
    """The database with so many places, made in a process of its own unless it is there; whether it is.

    One that is not made within so many seconds is dropped again.
    """
    try:
        subprocess.run([sys.executable, "-m", "benchmarks.dataset", name, str(places)], check=True, timeout=within_s)
    except subprocess.TimeoutExpired:
        drop(name)
        return False
    return True


def load(places: int) -> None:
    """Fill the places unless the same ones are there; seeded, so every run has the same."""
    call_command("migrate", verbosity=0)
    recipe = md5(f"{places} {CLUSTERS} {GENERATE} {filters()}".encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('places_place'::regclass)")
        if cursor.fetchone() == (recipe,):
            return
        refuse_without_room(cursor, places)
        # Built at once rather than row by row, the indexes are as a nightly load leaves them.
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        cursor.execute("TRUNCATE places_place RESTART IDENTITY CASCADE")
        for index, _ in indexes:
            cursor.execute(f"DROP INDEX {index}")
        generate(cursor, places)
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("REINDEX TABLE places_place")
        cursor.execute("VACUUM (FREEZE, ANALYZE) places_place")
        cursor.execute(f"COMMENT ON TABLE places_place IS '{recipe}'")


def generate(cursor: Any, places: int) -> None:
    """The rows, without indexes."""
    from geoportal.places.categories import CATEGORY_IDS
    from geoportal.provenance.models import Source

    source, _ = Source.objects.get_or_create(
        name="benchmark", defaults={"kind": "places", "title_ko": "견본", "title_en": "Sample", "is_sample": True}
    )
    cursor.execute("DROP TABLE IF EXISTS clusters")
    cursor.execute("SELECT setseed(0.42)")
    cursor.execute(CLUSTERS)
    columns = {"source": source.pk, "categories": list(CATEGORY_IDS.values()), "places": places}
    cursor.execute(GENERATE, columns | filters())


def filters() -> dict[str, Any]:
    """What the filters select by, chosen by the place's number: opening hours, languages, services.

    A column that a new filter reads gets its values here and its place in GENERATE.
    """
    from geoportal.places.kinds import SERVICE_IDS, ServiceKind
    from geoportal.places.languages import spoken_id

    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday")
    weeks = [{day: [["00:00", "24:00"]] for day in days}]
    weeks += [{day: [[f"0{8 + n}:00", "12:30"], ["13:30", f"{17 + n}:00"]] for day in days[: 5 + n]} for n in range(2)]
    return {
        # Of seven places one is always open, two are open by day, and of four it is unknown.
        "hours": [json.dumps(week) for week in weeks],
        "spoken": json.dumps(
            {n: [spoken_id("en", "in_person"), spoken_id("zh", "phone")][: 1 + n % 2] for n in range(4)}
        ),
        "services": json.dumps({n: [SERVICE_IDS[ServiceKind.GENERAL_CARE]] for n in range(2)}),
    }


def refuse_without_room(cursor: Any, places: int) -> None:
    """Stop the run before it fills the disk that the database stands on."""
    cursor.execute("SHOW data_directory")
    free, needed = shutil.disk_usage(cursor.fetchone()[0]).free, places * BYTES_A_PLACE
    if free < needed:
        sys.exit(f"{places} places need {needed / 1e9:.1f} GB of disk; {free / 1e9:.1f} GB are free")


def main() -> None:
    start(sys.argv[1])
    django.setup()
    load(int(sys.argv[2]))


if __name__ == "__main__":
    main()
