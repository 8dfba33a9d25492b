-- Make the source's counts those of the staging table; a code stands for its edition in force on the
-- day, or else its latest. A row that has not changed is not touched.
-- Columns: added, updated, removed.
WITH target AS (
    SELECT DISTINCT ON (s.region_code, s.year) r.id AS region_id, s.year, s.persons, s.unplaced::jsonb AS unplaced
    FROM population_staging s
    JOIN regions_region r ON r.code = s.region_code
    ORDER BY s.region_code, s.year,
             (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
                 AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date) DESC,
             r.valid_from DESC NULLS LAST
),
added AS (
    INSERT INTO regions_foreignresidents (region_id, year, persons, unplaced, source_id)
    SELECT region_id, year, persons, unplaced, %(source)s::bigint
    FROM target t
    WHERE NOT EXISTS (SELECT FROM regions_foreignresidents f WHERE f.region_id = t.region_id AND f.year = t.year)
    RETURNING 1
),
updated AS (
    UPDATE regions_foreignresidents f
    SET persons = t.persons, unplaced = t.unplaced, source_id = %(source)s::bigint
    FROM target t
    WHERE f.region_id = t.region_id AND f.year = t.year
      AND (f.persons, f.unplaced, f.source_id) IS DISTINCT FROM (t.persons, t.unplaced, %(source)s::bigint)
    RETURNING 1
),
removed AS (
    DELETE FROM regions_foreignresidents f
    WHERE f.source_id = %(source)s::bigint
      AND NOT EXISTS (SELECT FROM target t WHERE t.region_id = f.region_id AND t.year = f.year)
    RETURNING 1
)
SELECT (SELECT count(*) FROM added), (SELECT count(*) FROM updated), (SELECT count(*) FROM removed)
