"""Compare the rows of an update by a plan of its own each time.

plpgsql keeps the plan of a session's first update, which mostly touches a few rows: every row before against every row
after. With it an update of 100,000 rows took hours.
"""

from django.db import migrations

COMPARED = """
    SELECT array_agg(id)
    FROM (
        SELECT b.id, b.retired_at IS NULL AND b.same_as_id IS NULL AND b.position <> 'unit' AS was_shown,
               a.retired_at IS NULL AND a.same_as_id IS NULL AND a.position <> 'unit' AS is_shown,
               (b.point_3857, b.category_id, b.name_ko, b.name_en, b.source_id)
                   IS DISTINCT FROM (a.point_3857, a.category_id, a.name_ko, a.name_en, a.source_id) AS differs
        FROM before b JOIN after a USING (id)
    ) changed
    WHERE was_shown <> is_shown OR (is_shown AND differs)"""
ANEW = f"""
CREATE OR REPLACE FUNCTION tiles_places_updated() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    EXECUTE $compared${COMPARED}$compared$ INTO ids;
    PERFORM tiles_take(ids);
    RETURN NULL;
END $$;
"""
KEPT = f"""
CREATE OR REPLACE FUNCTION tiles_places_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tiles_take(({COMPARED}));
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("tiles", "0001_pyramid")]
    operations = [migrations.RunSQL(ANEW, KEPT)]
