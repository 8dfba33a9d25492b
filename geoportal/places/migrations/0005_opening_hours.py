"""What opening hours say becomes columns that the database can ask, by functions that say what `core/hours.py` says.

`open_minutes` is one set of numbers. Each day is a slot of 2,882 of them: 0 to 2,879 are the minutes that are open (a
span may end up to 24 hours after its day), 2,880 is in the set when the day is known, 2,881 when the date has a slot of
its own. Slots 0 to 6 are Monday to Sunday, 7 is public holidays, and a date's slot is its days since 1970-01-01.
"""

from django.db import migrations, models
from django.db.models import Func

from geoportal.places.multirange import MultirangeField

FUNCTIONS = r"""
-- Whose hours a place has: its own source's, else those of a twin.
CREATE FUNCTION places_hours(attributes jsonb, merged jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(nullif(attributes -> 'hours', 'null'), merged #> '{attributes.hours,value}');

-- The numbers of one day in its slot; none when the day is unknown or makes no sense.
CREATE FUNCTION places_open_day(spans jsonb, slot int) RETURNS int4multirange
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    start constant int := slot * 2882;
    found int4multirange := int4multirange(int4range(start + 2880, start + 2881));
    opens text COLLATE "C";
    closes text COLLATE "C";
BEGIN
    IF jsonb_typeof(spans) IS DISTINCT FROM 'array' THEN RETURN '{}'; END IF;
    FOR n IN 0 .. jsonb_array_length(spans) - 1 LOOP
        opens := spans -> n ->> 0;
        closes := spans -> n ->> 1;
        -- Shapes are compared without regular expressions, which cost several times as much.
        IF (translate(opens || '-' || closes, '123456789', '000000000') = '00:00-00:00'
            AND substr(opens, 4, 1) < '6' AND substr(closes, 4, 1) < '6' AND opens < '24:00' AND closes <= '48:00'
            AND opens < closes AND spans -> n -> 2 IS NULL) IS NOT TRUE THEN RETURN '{}'; END IF;
        found := found + int4multirange(int4range(
            start + left(opens, 2)::int * 60 + right(opens, 2)::int,
            start + left(closes, 2)::int * 60 + right(closes, 2)::int));
    END LOOP;
    RETURN found;
END $$;

-- The numbers of all days; null when there are no hours.
CREATE FUNCTION places_open_minutes(hours jsonb) RETURNS int4multirange
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
SET search_path FROM CURRENT AS $$
DECLARE
    names constant text[] := '{mon,tue,wed,thu,fri,sat,sun,holiday}';
    found int4multirange := '{}';
    dated text;
    slot int;
BEGIN
    FOR kind IN 0 .. 7 LOOP
        found := found + places_open_day(hours -> names[kind + 1], kind);
    END LOOP;
    IF jsonb_typeof(hours -> 'exceptions') = 'object' THEN
        FOR dated IN SELECT key FROM jsonb_object_keys(hours -> 'exceptions') AS key
            WHERE key ~ '^(19[7-9]|2[0-9]{2})[0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' LOOP
            slot := make_date(left(dated, 4)::int, substr(dated, 6, 2)::int, 1) - make_date(1970, 1, 1)
                + right(dated, 2)::int - 1;
            -- The 30th of February would be a day of March.
            IF date_part('month', make_date(1970, 1, 1) + slot) = substr(dated, 6, 2)::int THEN
                found := found + int4multirange(int4range(slot * 2882 + 2881, slot * 2882 + 2882))
                    + places_open_day(hours -> 'exceptions' -> dated, slot);
            END IF;
        END LOOP;
    END IF;
    RETURN found;
END $$;

-- Is it open: 'yes', 'no' or 'unknown'? `day` is the slot of the date, `kind` that of its weekday or of public holidays,
-- `kind_before` that of the day before, whose spans may end today; `minute` is counted from midnight.
CREATE FUNCTION places_open(open_minutes int4multirange, day int, kind int, kind_before int, minute int) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN open_minutes IS NULL THEN 'unknown'
    WHEN open_minutes @> ((CASE WHEN open_minutes @> (day * 2882 + 2881) THEN day ELSE kind END) * 2882 + minute)
        THEN 'yes'
    WHEN open_minutes @> ((CASE WHEN open_minutes @> (day * 2882 - 1) THEN day - 1 ELSE kind_before END) * 2882
                          + 1440 + minute)
        THEN 'yes'
    WHEN open_minutes @> ((CASE WHEN open_minutes @> (day * 2882 + 2881) THEN day ELSE kind END) * 2882 + 2880)
        THEN 'no'
    ELSE 'unknown'
END;
"""
NO_FUNCTIONS = """
DROP FUNCTION places_open (int4multirange, int, int, int, int);
DROP FUNCTION places_open_minutes (jsonb);
DROP FUNCTION places_open_day (jsonb, int);
DROP FUNCTION places_hours (jsonb, jsonb);
"""

class Migration(migrations.Migration):

    dependencies = [("places", "0004_shelves")]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.AddField(
            model_name="place",
            name="open_minutes",
            field=models.GeneratedField(
                db_persist=True,
                expression=Func(Func("attributes", "merged", function="places_hours"), function="places_open_minutes"),
                output_field=MultirangeField(null=True),
            ),
        ),
    ]
