-- Which of these published places, that the written words fit, are nearest to a point?
-- What only the place's twins know fills its gaps.
-- Columns: the fields of places.near.NearPlace, in its order; exact metres on the spheroid, nearest first.
-- As near.sql (a test compares them), but from a list of ids, which the indexes of words have found. OFFSET 0 keeps the
-- planner at the ids: it would walk the index of positions.
SELECT n.id, n.category_id, n.name_ko,
       CASE WHEN n.name_en = '' OR n.name_en_generated THEN coalesce(n.merged #>> '{name_en,value}', n.name_en)
            ELSE n.name_en END,
       coalesce(nullif(n.address_ko, ''), n.merged #>> '{address_ko,value}', ''), n.address_en,
       coalesce(nullif(n.phone, ''), n.merged #>> '{phone,value}', ''), n.position, n.checked_on, n.lat, n.lon, n.distance_m,
       u.code, u.slug, u.name_ko, u.name_en, s.name, s.title_ko, s.title_en, s.is_sample,
       CASE WHEN n.open_minutes IS NOT NULL THEN places_hours(n.attributes, n.merged)::text END,
       n.language_ids, n.service_ids, n.status_ids, n.free, n.wheelchair
FROM (
    SELECT p.*, ST_Y(p.point) AS lat, ST_X(p.point) AS lon,
           ST_Distance(p.point::geography, ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326)::geography)
               AS distance_m
    FROM (
        SELECT one.*
        FROM unnest(%(ids)s::bigint[]) AS wanted (id)
        JOIN places_place one ON one.id = wanted.id
        WHERE one.retired_at IS NULL AND one.same_as_id IS NULL
          AND (%(category_ids)s::smallint[] IS NULL OR one.category_id = ANY (%(category_ids)s::smallint[]))
        OFFSET 0
    ) p
    WHERE ST_DWithin(p.point_5179, (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), 5179)), %(radius_m)s::float8 * 1.001)
      AND (%(open)s::text = '' OR %(open)s::text = CASE
          WHEN %(wanted_languages)s::smallint[] IS NULL AND %(wanted_service)s::smallint IS NULL
          THEN places_open(p.open_minutes, %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int)
          ELSE places_open_for(p.id, places_open(p.open_minutes, %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int),
              p.language_ids, %(wanted_languages)s::smallint[], %(wanted_service)s::smallint,
              %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int) END)
      AND (%(offers)s::text = '' OR %(offers)s::text = places_offers(
           p.language_ids, p.service_ids, p.status_ids, p.free, p.wheelchair,
           %(wanted_languages)s::smallint[], %(wanted_service)s::smallint, %(wanted_status)s::smallint,
           %(wanted_free)s::boolean, %(wanted_wheelchair)s::boolean))
      AND (%(after_m)s::float8 IS NULL OR
           (ST_Distance(p.point::geography, ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326)::geography), p.id)
           > (%(after_m)s::float8, %(after_id)s::bigint))
) n
JOIN provenance_source s ON s.id = n.source_id
LEFT JOIN regions_region u ON u.id = n.unit_id
ORDER BY n.distance_m, n.id
LIMIT %(limit)s::int + %(spare)s::int
