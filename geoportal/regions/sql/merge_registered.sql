-- Make the staging table all there is of its months; other months stay. A code stands for its edition in force on
-- the day, or else its latest. A row that has not changed is not touched.
-- Columns: added, updated, removed.
WITH region AS (
    SELECT DISTINCT ON (r.code) r.code, r.id
    FROM regions_region r
    WHERE r.code IN (SELECT region_code FROM registered_staging)
    ORDER BY r.code,
             (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
                 AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date) DESC,
             r.valid_from DESC NULLS LAST
),
target AS (
    SELECT region.id AS region_id, s.month, s.nationality, s.nationality_ko, s.persons
    FROM registered_staging s
    JOIN region ON region.code = s.region_code
),
added AS (
    INSERT INTO regions_registeredforeigners (region_id, month, nationality, nationality_ko, persons, source_id)
    SELECT region_id, month, nationality, nationality_ko, persons, %(source)s::bigint
    FROM target t
    WHERE NOT EXISTS (
        SELECT FROM regions_registeredforeigners f
        WHERE (f.region_id, f.month, f.nationality_ko) = (t.region_id, t.month, t.nationality_ko)
    )
    RETURNING 1
),
updated AS (
    UPDATE regions_registeredforeigners f
    SET nationality = t.nationality, persons = t.persons, source_id = %(source)s::bigint
    FROM target t
    WHERE (f.region_id, f.month, f.nationality_ko) = (t.region_id, t.month, t.nationality_ko)
      AND (f.nationality, f.persons, f.source_id) IS DISTINCT FROM (t.nationality, t.persons, %(source)s::bigint)
    RETURNING 1
),
removed AS (
    DELETE FROM regions_registeredforeigners f
    WHERE f.month IN (SELECT month FROM registered_staging)
      AND NOT EXISTS (
          SELECT FROM target t
          WHERE (f.region_id, f.month, f.nationality_ko) = (t.region_id, t.month, t.nationality_ko)
      )
    RETURNING 1
)
SELECT (SELECT count(*) FROM added), (SELECT count(*) FROM updated), (SELECT count(*) FROM removed)
