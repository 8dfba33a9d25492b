-- Which published places are nearest to a point, of every category?
-- What only the place's twins know fills its gaps.
-- Columns: the fields of places.near.NearPlace, in its order; exact metres on the spheroid, nearest first.
-- `open` is '' for all, or what places_open (migration 0005) must say of the moment: 'yes', 'unknown'. It is asked
-- of the nearest 30,000 places, so that a night on which nothing is open doesn't keep the database busy.
-- A consultation's and a service's own hours go before the place's (places_open_for, migration 0009).
-- `offers` likewise, of places_offers (migration 0008) and the five that begin with `wanted`.
-- The index walks in 5179, whose metres stretch evenly (two places 3 km away swap only when 2 cm apart):
-- `spare` more rows than asked are taken, and all at the same point as the last, and ranked again on the spheroid; the
-- last ones may lie beyond the radius, and `places.queries` cuts them off and asks for more where they are too few. The point is a scalar subquery, so that <-> can use the index.
SELECT n.id, n.category_id, n.name_ko,
       CASE WHEN n.name_en = '' OR n.name_en_generated THEN coalesce(n.merged #>> '{name_en,value}', n.name_en)
            ELSE n.name_en END,
       coalesce(nullif(n.address_ko, ''), n.merged #>> '{address_ko,value}', ''), n.address_en,
       coalesce(nullif(n.phone, ''), n.merged #>> '{phone,value}', ''), n.position, n.checked_on, n.lat, n.lon, n.distance_m,
       u.code, u.slug, u.name_ko, u.name_en, s.name, s.title_ko, s.title_en, s.is_sample,
       CASE WHEN n.open_minutes IS NOT NULL THEN places_hours(n.attributes, n.merged)::text END,
       n.language_ids, n.service_ids, n.status_ids, n.free, n.wheelchair
FROM (
    SELECT walked.*, ST_Y(walked.point) AS lat, ST_X(walked.point) AS lon,
           ST_Distance(walked.point::geography, ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326)::geography)
               AS distance_m
    FROM (
        SELECT p.*, p.point_5179 <-> (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), 5179)) AS walked_m
        FROM places_place p
        WHERE p.retired_at IS NULL AND p.same_as_id IS NULL
          AND p.point_5179 && (SELECT ST_Expand(ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), 5179), %(radius_m)s::float8 * 1.001))
          AND (%(text)s::text = '' OR EXISTS (
              SELECT FROM places_placewords w JOIN places_place one ON one.id = w.place_id
              WHERE (one.id = p.id OR one.same_as_id = p.id) AND one.retired_at IS NULL
                AND (w.exact || ' ' || w.folded) LIKE ALL (string_to_array(%(text)s::text, E'\n'))))
          AND (%(after_m)s::float8 IS NULL OR
               (ST_Distance(p.point::geography, ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326)::geography), p.id)
               > (%(after_m)s::float8, %(after_id)s::bigint))
        ORDER BY p.point_5179 <-> (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), 5179))
        FETCH FIRST (CASE WHEN %(open)s::text = '' AND %(offers)s::text = '' THEN %(limit)s::int + %(spare)s::int ELSE 30000 END) ROWS WITH TIES
    ) walked
    WHERE (%(open)s::text = '' OR %(open)s::text = CASE
          WHEN %(wanted_languages)s::smallint[] IS NULL AND %(wanted_service)s::smallint IS NULL
          THEN places_open(walked.open_minutes, %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int)
          ELSE places_open_for(walked.id, places_open(walked.open_minutes, %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int),
              walked.language_ids, %(wanted_languages)s::smallint[], %(wanted_service)s::smallint,
              %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int) END)
      AND (%(offers)s::text = '' OR %(offers)s::text = places_offers(
          walked.language_ids, walked.service_ids, walked.status_ids, walked.free, walked.wheelchair,
          %(wanted_languages)s::smallint[], %(wanted_service)s::smallint, %(wanted_status)s::smallint,
          %(wanted_free)s::boolean, %(wanted_wheelchair)s::boolean))
    ORDER BY walked.walked_m
    FETCH FIRST (%(limit)s::int + %(spare)s::int) ROWS WITH TIES
) n
JOIN provenance_source s ON s.id = n.source_id
LEFT JOIN regions_region u ON u.id = n.unit_id
ORDER BY n.distance_m, n.id
LIMIT %(limit)s::int + %(spare)s::int
