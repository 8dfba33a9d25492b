-- How many foreign residents had each si, gun and gu of Gyeonggi in each census year? The sums of its page.
-- A person in a general gu is counted in the gu and in its city: add up one `level` only.
-- Columns: key (region and year in one number), feature_id (its region's id and the year), geom, first_day and last_day
-- (of the year), properties, and the columns that fields and filters name. Parameters: `korean`; `gyeonggi`, the
-- beginning of the codes.
SELECT n.key, r.code || coalesce('@' || r.valid_from, '') || '.' || n.year AS feature_id, r.geom,
       make_date(n.year, 1, 1) AS first_day, make_date(n.year, 12, 31) AS last_day, n.source_id,
       r.code AS region_code, r.level, n.year, n.persons, s.name AS source, s.license, s.is_sample,
       json_build_object(
           'region_code', r.code,
           'region', CASE WHEN %(korean)s::boolean THEN r.name_ko ELSE r.name_en END,
           'region_ko', r.name_ko,
           'level', (ARRAY['province', 'sigun', 'gu', 'dong'])[r.level],
           'year', n.year,
           'persons', n.persons,
           'source', s.name,
           'license', s.license,
           'attribution', s.attribution,
           'is_sample', s.is_sample
       ) AS properties
FROM (
    SELECT unit.id AS region_id, one.year::int AS year, unit.id * 10000 + one.year AS key, sum(one.persons) AS persons,
           min(one.source_id) AS source_id
    FROM regions_foreignresidents one
    JOIN regions_region dong ON dong.id = one.region_id
    LEFT JOIN regions_region above ON above.id = dong.parent_id
    JOIN regions_region unit ON unit.id IN (dong.id, above.id, above.parent_id)
    WHERE unit.level IN (2, 3) AND starts_with(unit.code, %(gyeonggi)s::text)
    GROUP BY unit.id, one.year
) n
JOIN regions_region r ON r.id = n.region_id
JOIN provenance_source s ON s.id = n.source_id
