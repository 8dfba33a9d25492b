-- Every administrative unit of every level in every edition.
-- Columns: key, feature_id (its code, and after @ the first day of its edition, when it has one), geom, first_day and
-- last_day (null: open), properties, and the columns that fields and filters name. Parameter: `korean`.
SELECT r.id AS key, r.code || coalesce('@' || r.valid_from, '') AS feature_id, r.geom,
       r.valid_from AS first_day, r.valid_to AS last_day, r.source_id,
       r.code, r.level, parent.code AS parent_code, left(r.code, 2) AS province_code, r.name_ko, r.name_en,
       r.valid_from, r.valid_to, s.name AS source, s.license, s.is_sample,
       json_build_object(
           'code', r.code,
           'level', (ARRAY['province', 'sigun', 'gu', 'dong'])[r.level],
           'name', CASE WHEN %(korean)s::boolean THEN r.name_ko ELSE r.name_en END,
           'name_ko', r.name_ko,
           'name_en', r.name_en,
           'parent_code', parent.code,
           'province_code', left(r.code, 2),
           'valid_from', r.valid_from,
           'valid_to', r.valid_to,
           'source', s.name,
           'license', s.license,
           'attribution', s.attribution,
           'is_sample', s.is_sample
       ) AS properties
FROM regions_region r
JOIN provenance_source s ON s.id = r.source_id
LEFT JOIN regions_region parent ON parent.id = r.parent_id
