"""How a language is spoken, in the two functions that searches ask; persons' consultations are in person."""

from django.db import migrations

# Languages come as one row of numbers, any of which will do. Or as two rows of one length, of the same languages: the
# numbers that are wanted, and those with which it is unknown whether it is spoken that way.
OFFERS = """
CREATE OR REPLACE FUNCTION places_offers(
    language_ids smallint[], service_ids smallint[], status_ids smallint[], free smallint, wheelchair smallint,
    languages smallint[], service smallint, status smallint, is_free boolean, has_ramp boolean
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE (languages IS NULL OR %s)
        AND (service IS NULL OR service_ids @> ARRAY[service])
        AND (status IS NULL OR status_ids IS NULL OR status_ids && ARRAY[0::smallint, status])
        AND (NOT is_free OR free = 1)
        AND (NOT has_ramp OR wheelchair = 1)
    WHEN true THEN 'yes' WHEN false THEN 'no' ELSE 'unknown' END
$$;
"""
IN_ANY_WAY = "language_ids && languages"
IN_ONE_WAY = """language_ids && languages
            AND (array_ndims(languages) = 1 OR nullif(language_ids && languages[1:1], false))"""

# As in migration 0009. A place that is known to speak a language in the wanted way is asked for its hours by the
# numbers of the first row alone.
OPEN_FOR = """
CREATE OR REPLACE FUNCTION places_open_for(
    place bigint, open text, spoken smallint[], wanted_languages smallint[], wanted_service smallint,
    day int, kind int, kind_before int, minute int
) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
WITH asked AS (
    SELECT %s AS ids
),
consultation AS (
    SELECT c.language_ids AS ids, places_open(c.open_minutes, day, kind, kind_before, minute) AS said
    FROM places_consultation c
    WHERE c.shown_at_id = place AND c.language_ids && (SELECT ids FROM asked)
      AND (wanted_service IS NULL OR c.kind_id = wanted_service)
      AND (c.valid_from IS NULL OR c.valid_from <= date '1970-01-01' + day)
      AND (c.valid_to IS NULL OR c.valid_to >= date '1970-01-01' + day)
),
otherwise AS (
    SELECT coalesce((
        SELECT CASE WHEN bool_or(one.said = 'yes') THEN 'yes' WHEN bool_or(one.said = 'unknown') THEN 'unknown'
                    WHEN count(*) > 0 THEN 'no' END
        FROM (
            SELECT places_open(s.open_minutes, day, kind, kind_before, minute) AS said
            FROM places_service s
            WHERE s.shown_at_id = place AND s.kind_id = wanted_service AND s.open_minutes IS NOT NULL
        ) one
    ), open) AS said
),
every AS (
    SELECT said FROM consultation
    UNION ALL
    SELECT said FROM otherwise
    WHERE NOT EXISTS (SELECT FROM consultation)
       OR EXISTS (
           SELECT FROM unnest(spoken) number
           WHERE number = ANY ((SELECT ids FROM asked)::smallint[])
             AND NOT EXISTS (SELECT FROM consultation WHERE number = ANY (consultation.ids)))
)
SELECT CASE WHEN bool_or(said = 'yes') THEN 'yes' WHEN bool_or(said = 'unknown') THEN 'unknown' ELSE 'no' END
FROM every
$$;
"""
ALL_ASKED = "wanted_languages"
SURELY_ASKED = """CASE WHEN array_ndims(wanted_languages) = 2 AND spoken && wanted_languages[1:1]
                THEN wanted_languages[1:1] ELSE wanted_languages END"""

# Ten times the language's number, and 1 for in person (`places.languages`).
IN_PERSON = """
UPDATE places_consultation SET language_ids = ARRAY(
    SELECT DISTINCT CASE WHEN number % 10 = 0 THEN number + 1 ELSE number END FROM unnest(language_ids) number ORDER BY 1
)
WHERE EXISTS (SELECT FROM unnest(language_ids) number WHERE number % 10 = 0)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0010_finer_positions'),
    ]

    operations = [
        migrations.RunSQL(OFFERS % IN_ONE_WAY, OFFERS % IN_ANY_WAY),
        migrations.RunSQL(OPEN_FOR % SURELY_ASKED, OPEN_FOR % ALL_ASKED),
        migrations.RunSQL(IN_PERSON, migrations.RunSQL.noop),
    ]
