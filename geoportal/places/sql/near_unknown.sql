-- Of how many published places around a point is it unknown whether they are open, or offer what is wanted? Counted
-- up to a limit.
-- Columns: the count. Parameters as in near.sql; `category_ids` null for every category.
SELECT count(*)
FROM (
    SELECT
    FROM places_place p
    WHERE p.retired_at IS NULL AND p.same_as_id IS NULL
      AND ST_DWithin(p.point_5179, (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), 5179)), %(radius_m)s::float8 * 1.001)
      AND ST_Distance(p.point::geography, ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326)::geography)
          <= %(radius_m)s::float8
      AND (%(category_ids)s::smallint[] IS NULL OR p.category_id = ANY (%(category_ids)s::smallint[]))
      AND (%(text)s::text = '' OR p.name_ko ILIKE %(text)s::text OR p.name_en ILIKE %(text)s::text
           OR p.merged #>> '{name_en,value}' ILIKE %(text)s::text)
      AND (%(open)s::text = '' OR %(open)s::text = places_open(
           p.open_minutes, %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int))
      AND (%(offers)s::text = '' OR %(offers)s::text = places_offers(
           p.language_ids, p.service_ids, p.status_ids, p.free, p.wheelchair, %(wanted_languages)s::smallint[],
           %(wanted_service)s::smallint, %(wanted_status)s::smallint, %(wanted_free)s::boolean,
           %(wanted_wheelchair)s::boolean))
    LIMIT %(limit)s::int
) found
