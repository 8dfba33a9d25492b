"""A database of generated places in the shape of the real ones, for measuring only."""

from __future__ import annotations

import os
import subprocess

from django.core.management import call_command
from django.db import connection

# 400 clusters over the populated part of Gyeonggi, all categories, Korean names, about 180 bytes of attributes.
CLUSTERS = """
CREATE TEMP TABLE clusters AS
SELECT id, 126.75 + random() * 0.5 AS lon, 37.2 + random() * 0.45 AS lat FROM generate_series(1, 400) id
"""
GENERATE = """
INSERT INTO places_place (source_id, source_key, category_id, name_ko, name_en, name_en_generated, address_ko,
    address_en, phone, homepage, attributes, position, merged, point, row_hash, created_at, updated_at)
SELECT %(source)s::bigint, n::text,
       (%(categories)s::int[])[1 + floor(random() ^ 2 * cardinality(%(categories)s::int[]))::int],
       '견본 장소 ' || n, 'Sample place ' || n, false, '경기도 수원시 영통구 월드컵로 ' || n, '', '031-000-0000', '',
       jsonb_build_object('beds', n %% 50, 'doctors', n %% 9, 'note', repeat('가나다라 ', 20)),
       'source', '{}',
       ST_SetSRID(ST_MakePoint(
           c.lon + (random() + random() + random() - 1.5) * 0.03,
           c.lat + (random() + random() + random() - 1.5) * 0.03), 4326),
       md5(n::text), now(), now()
FROM generate_series(1, %(places)s::int) n
JOIN LATERAL (SELECT lon, lat FROM clusters WHERE id = 1 + n %% 400) c ON true
"""


NAME = "geoportal_bench"


def start(name: str = NAME) -> None:
    """Make the benchmark's own database beside the portal's, and turn Django to it."""
    url = subprocess.run(["script/database", "url", name], check=True, capture_output=True, text=True).stdout.strip()
    create = f"SELECT 'CREATE DATABASE {name}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') "
    subprocess.run(["script/database", "psql", "postgres"], input=create + "\\gexec", text=True, check=True)
    os.environ.pop("GEOPORTAL_DEBUG", None)
    os.environ |= {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "geoportal.settings",
        "GEOPORTAL_SECRET_KEY": "benchmark " * 6,
        "GEOPORTAL_HTTPS": "0",
        "GEOPORTAL_LOG_LEVEL": "WARNING",
        "GEOPORTAL_STATEMENT_TIMEOUT_MS": "0",
    }


def load(places: int) -> None:
    """Fill the places unless that many are there; seeded, so every run has the same."""
    from geoportal.places.categories import CATEGORY_IDS
    from geoportal.places.models import Place
    from geoportal.provenance.models import Source

    call_command("migrate", verbosity=0)
    if Place.objects.count() == places:
        return
    source, _ = Source.objects.get_or_create(
        name="benchmark", defaults={"kind": "places", "title_ko": "견본", "title_en": "Sample", "is_sample": True}
    )
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE places_place CASCADE")
        cursor.execute("SELECT setseed(0.42)")
        cursor.execute(CLUSTERS)
        cursor.execute(GENERATE, {"source": source.pk, "categories": list(CATEGORY_IDS.values()), "places": places})
        # Built at once rather than row by row, the index is as a nightly load leaves it.
        cursor.execute("REINDEX TABLE places_place")
        cursor.execute("VACUUM ANALYZE places_place")
