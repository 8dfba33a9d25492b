-- Of how many published places around a point is it unknown whether they are open, or offer what is wanted? Counted
-- up to a limit, among the nearest 30,000.
-- Columns: the count. Parameters as in near.sql; `category_ids` null for every category;
-- `ids` are those that written words fit, null without.
SELECT count(*)
FROM (
    SELECT
    FROM (
        SELECT p.id, p.open_minutes, p.language_ids, p.service_ids, p.status_ids, p.free, p.wheelchair
        FROM places_place p
        WHERE p.retired_at IS NULL AND p.same_as_id IS NULL
          AND ST_DWithin(p.point_5179, (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), 5179)), %(radius_m)s::float8 * 1.001)
          AND ST_Distance(p.point::geography, ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326)::geography)
              <= %(radius_m)s::float8
          AND (%(category_ids)s::smallint[] IS NULL OR p.category_id = ANY (%(category_ids)s::smallint[]))
          AND (%(text)s::text = '' OR EXISTS (
              SELECT FROM places_placewords w JOIN places_place one ON one.id = w.place_id
              WHERE (one.id = p.id OR one.same_as_id = p.id) AND one.retired_at IS NULL
                AND (w.exact || ' ' || w.folded) LIKE ALL (string_to_array(%(text)s::text, E'\n'))))
          AND (%(ids)s::bigint[] IS NULL OR p.id = ANY (%(ids)s::bigint[]))
        ORDER BY p.point_5179 <-> (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), 5179))
        LIMIT 30000
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
    LIMIT %(limit)s::int
) found
