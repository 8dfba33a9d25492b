-- Every area that a published office serves.
-- Columns: key and feature_id (its id), geom (the outline of the region that the source names, in the edition that is
-- nearest to the area's days; when `extent` is 'part' the office serves only the part of it named by `part_ko`),
-- first_day and last_day (null: unknown), properties, and the columns that fields and filters name.
-- Parameters: `korean`, `base` as in places.sql.
SELECT a.id AS key, a.id AS feature_id, r.geom, a.valid_from AS first_day, a.valid_to AS last_day, p.source_id,
       a.kind, a.region_code, a.place_id, a.valid_from, a.valid_to, a.checked_on, s.license, s.is_sample,
       CASE WHEN a.part_ko = '' THEN 'whole' ELSE 'part' END AS extent,
       json_build_object(
           'kind', a.kind,
           'office', CASE WHEN %(korean)s::boolean THEN p.name_ko ELSE coalesce(nullif(p.name_en, ''), p.name_ko) END,
           'office_ko', p.name_ko,
           'place_id', a.place_id,
           'region_code', a.region_code,
           'region', CASE WHEN %(korean)s::boolean THEN r.name_ko ELSE r.name_en END,
           'extent', CASE WHEN a.part_ko = '' THEN 'whole' ELSE 'part' END,
           'part_ko', nullif(a.part_ko, ''),
           'valid_from', a.valid_from,
           'valid_to', a.valid_to,
           'source_title', a.source_title,
           'source_url', a.source_url,
           'license', s.license,
           'attribution', s.attribution,
           'checked_on', a.checked_on,
           'is_sample', s.is_sample,
           'page', %(base)s::text || '/places/' || a.place_id || '/'
       ) AS properties
FROM places_servicearea a
JOIN places_place p ON p.id = a.place_id
JOIN provenance_source s ON s.id = p.source_id
LEFT JOIN LATERAL (
    SELECT one.geom, one.name_ko, one.name_en
    FROM regions_region one
    WHERE one.code = a.region_code
    ORDER BY (one.valid_from IS NULL OR a.valid_to IS NULL OR one.valid_from <= a.valid_to) DESC,
             (one.valid_to IS NULL OR a.valid_from IS NULL OR one.valid_to >= a.valid_from) DESC,
             one.valid_from DESC NULLS LAST
    LIMIT 1
) r ON true
WHERE p.retired_at IS NULL AND p.same_as_id IS NULL
