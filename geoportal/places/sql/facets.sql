-- How many published places within a radius of a point answer yes to each choice of the search form, with all other choices
-- as they are?
-- Columns: facet, value, number of places. Facets 1 to 5 as in count_facets.sql, 6 category, 7 open at the moment; 0 counts all
-- places that the words fit, and is more than `most` when they are too many to be counted: then nothing else is.
-- Parameters as in near.sql; `sure_languages` are the wanted ones in the wanted way, `how` is that way's number or null.
WITH base AS MATERIALIZED (
    SELECT p.id, p.category_id, p.open_minutes, p.language_ids, p.service_ids, p.status_ids, p.free, p.wheelchair
    FROM places_place p
    WHERE p.retired_at IS NULL AND p.same_as_id IS NULL
      AND ST_DWithin(p.point_5179, (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), 5179)), %(radius_m)s::float8)
      AND (%(text)s::text = '' OR EXISTS (
          SELECT FROM places_placewords w JOIN places_place one ON one.id = w.place_id
          WHERE (one.id = p.id OR one.same_as_id = p.id) AND one.retired_at IS NULL
            AND (w.exact || ' ' || w.folded) LIKE ALL (string_to_array(%(text)s::text, E'\n'))))
      AND (%(ids)s::bigint[] IS NULL OR p.id = ANY (%(ids)s::bigint[]))
    LIMIT %(most)s::int + 1
),
judged AS MATERIALIZED (
    SELECT b.*,
           %(category_ids)s::smallint[] IS NULL OR b.category_id = ANY (%(category_ids)s::smallint[]) AS of_category,
           %(sure_languages)s::smallint[] IS NULL OR coalesce(b.language_ids && %(sure_languages)s::smallint[], false) AS speaks,
           %(wanted_service)s::smallint IS NULL OR coalesce(b.service_ids @> ARRAY[%(wanted_service)s::smallint], false) AS serves,
           %(wanted_status)s::smallint IS NULL OR b.status_ids IS NULL OR b.status_ids && ARRAY[0::smallint, %(wanted_status)s::smallint] AS admits,
           NOT %(wanted_free)s::boolean OR coalesce(b.free = 1, false) AS costs,
           NOT %(wanted_wheelchair)s::boolean OR coalesce(b.wheelchair = 1, false) AS has_ramp,
           CASE WHEN %(wanted_languages)s::smallint[] IS NULL AND %(wanted_service)s::smallint IS NULL
                THEN places_open(b.open_minutes, %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int)
                ELSE places_open_for(b.id, places_open(b.open_minutes, %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int),
                    b.language_ids, %(wanted_languages)s::smallint[], %(wanted_service)s::smallint,
                    %(day)s::int, %(kind)s::int, %(kind_before)s::int, %(minute)s::int) END = 'yes' AS is_open
    FROM base b
    WHERE (SELECT count(*) FROM base) <= %(most)s::int
),
asked AS MATERIALIZED (
    SELECT judged.*, is_open OR NOT %(only_open)s::boolean AS opens FROM judged
)
SELECT 0, 0, count(*) FROM base
UNION ALL
SELECT 1, number / %(ways_each)s::int, count(DISTINCT id) FROM asked CROSS JOIN LATERAL unnest(language_ids) number
WHERE of_category AND serves AND admits AND costs AND has_ramp AND opens
  AND (%(how)s::int IS NULL OR number %% %(ways_each)s::int = %(how)s::int)
GROUP BY 2
UNION ALL
SELECT 2, number, count(*) FROM asked CROSS JOIN LATERAL unnest(service_ids) number
WHERE of_category AND speaks AND admits AND costs AND has_ramp AND opens
GROUP BY 2
UNION ALL
SELECT 3, 1, count(*) FROM asked WHERE free = 1 AND of_category AND speaks AND serves AND admits AND has_ramp AND opens
UNION ALL
SELECT 4, 1, count(*) FROM asked WHERE wheelchair = 1 AND of_category AND speaks AND serves AND admits AND costs AND opens
UNION ALL
SELECT 5, number, count(*) FROM asked CROSS JOIN LATERAL unnest(status_ids) number
WHERE number > 0 AND of_category AND speaks AND serves AND costs AND has_ramp AND opens
GROUP BY 2
UNION ALL
SELECT 6, category_id, count(*) FROM asked WHERE speaks AND serves AND admits AND costs AND has_ramp AND opens
GROUP BY 2
UNION ALL
SELECT 7, 1, count(*) FROM asked WHERE is_open AND of_category AND speaks AND serves AND admits AND costs AND has_ramp
