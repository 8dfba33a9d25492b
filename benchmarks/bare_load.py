"""The least that a load can be: one jsonb column, two geometries, the dong, three indexes, switched by a rename.

No keys, names, hours, services, counts or comparison with what stands: a limit for `benchmarks.etl`, not a way to load.
"""

from __future__ import annotations

import csv
from pathlib import Path

import orjson
from django.db import connection, transaction

STAGE = "CREATE TEMPORARY TABLE bare_staging (n bigint GENERATED ALWAYS AS IDENTITY, row jsonb) ON COMMIT DROP"
# As `locate` finds the points of a load of places.
POINTS = """
CREATE TEMPORARY VIEW place_staging AS
SELECT n, (row ->> 'lat')::float8 AS lat, (row ->> 'lon')::float8 AS lon, row ->> 'address' AS address_ko
FROM bare_staging
"""
FILL = """
CREATE TABLE bare_new (
    id bigint, row jsonb, point geometry(Point, 4326), point_5179 geometry(Point, 5179), dong_id bigint
);
INSERT INTO bare_new
SELECT n, row, point, ST_Transform(point, 5179), dong_id
FROM (
    SELECT s.n, s.row, l.dong_id,
           ST_SetSRID(ST_MakePoint((s.row ->> 'lon')::float8, (s.row ->> 'lat')::float8), 4326) AS point
    FROM bare_staging s JOIN located l ON l.n = s.n
    OFFSET 0
) staged;
ALTER TABLE bare_new ADD PRIMARY KEY (id);
CREATE INDEX ON bare_new USING gist (point);
CREATE INDEX ON bare_new USING gist (point_5179);
DROP TABLE IF EXISTS bare_live;
ALTER TABLE bare_new RENAME TO bare_live;
"""


def lines_of_json(seven_columns: Path) -> Path:
    """The rows as JSON, one a line of a CSV."""
    made = seven_columns.with_name("json.csv")
    with (
        seven_columns.open(encoding="utf-8", newline="") as opened,
        made.open("w", encoding="utf-8", newline="") as out,
    ):
        lines = csv.writer(out)
        for row in csv.DictReader(opened):
            lines.writerow([orjson.dumps(row).decode()])
    return made


def bare_load(lines: Path) -> None:
    """Load the lines in one transaction, placed by the portal's own `locate`."""
    from etl.portal import today
    from geoportal.core.sql import run
    from geoportal.regions.ingest import locate

    with transaction.atomic():
        run("provenance/begin_load", {})
        with connection.cursor() as cursor:
            cursor.execute(STAGE)
            with cursor.copy("COPY bare_staging (row) FROM STDIN (FORMAT csv)") as copy, lines.open("rb") as opened:
                while chunk := opened.read(1 << 20):
                    copy.write(chunk)
            cursor.execute(POINTS)
            locate("places/points_staged", on=today())
            cursor.execute(FILL)
            cursor.execute("DROP VIEW place_staging")


def drop() -> None:
    """Leave nothing behind."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_live")
