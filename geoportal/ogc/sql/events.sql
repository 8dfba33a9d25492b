-- Every published event, each event of the world once, whatever its days.
-- Columns: key and feature_id (its id), geom, first_day and last_day (both included), properties, and the columns that
-- fields and filters name. Parameters: `korean`, `base` as in places.sql.
SELECT e.id AS key, e.id AS feature_id, e.point AS geom, e.starts_on AS first_day, e.ends_on AS last_day,
       e.source_id, e.name_ko, e.category, e.starts_on, e.ends_on, e.checked_on,
       u.code AS region_code, s.name AS source, s.license, s.is_sample,
       json_build_object(
           'name', CASE WHEN %(korean)s::boolean THEN e.name_ko ELSE coalesce(nullif(e.name_en, ''), e.name_ko) END,
           'name_ko', e.name_ko,
           'category', e.category,
           'starts_on', e.starts_on,
           'ends_on', e.ends_on,
           'venue_ko', nullif(e.venue_ko, ''),
           'region_code', u.code,
           'region', CASE WHEN %(korean)s::boolean THEN u.name_ko ELSE u.name_en END,
           'address_ko', nullif(e.address_ko, ''),
           'phone', nullif(e.phone, ''),
           'homepage', nullif(e.homepage, ''),
           'source', s.name,
           'license', s.license,
           'attribution', s.attribution,
           'checked_on', e.checked_on,
           'is_sample', s.is_sample,
           'page', %(base)s::text || '/events/' || e.id || '/'
       ) AS properties
FROM events_event e
JOIN provenance_source s ON s.id = e.source_id
LEFT JOIN regions_region u ON u.id = e.unit_id
WHERE e.retired_at IS NULL AND e.same_as_id IS NULL
