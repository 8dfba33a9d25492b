"""How often one connection does something (`core.throttle`), for all worker processes together.

Unlogged: it costs no journal, is not in backups' write-ahead log, and is empty after a crash, which is no loss.
"""

from django.db import migrations

TABLE = """
CREATE UNLOGGED TABLE core_limit (
    key bytea PRIMARY KEY,
    times integer NOT NULL,
    until timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX core_limit_until ON core_limit (until);
"""


class Migration(migrations.Migration):
    dependencies = [("provenance", "0003_rank_of_sources")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE core_limit;")]
