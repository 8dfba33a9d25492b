-- What does this load change? Staged rows in no region are not loaded.
-- A closed place is history: it stands in the table, retired. After a partial load nothing is retired for being
-- absent but what the source took back (`gone`).
INSERT INTO place_change (n, place_id, unit_id, dong_id, what)
SELECT s.n, p.id, s.unit_id, s.dong_id,
       CASE
           WHEN s.n IS NULL THEN 'retired'
           WHEN s.is_closed THEN 'closed'
           WHEN p.id IS NULL THEN 'added'
           WHEN p.retired_at IS NOT NULL THEN 'returned'
           ELSE 'updated'
       END
FROM (
    SELECT staged.n, staged.source_key, staged.row_hash, staged.is_closed, l.unit_id, l.dong_id
    FROM place_staging staged
    JOIN located l ON l.n = staged.n
) s
FULL JOIN (
    SELECT place.id, place.source_key, place.row_hash, place.retired_at,
           CASE WHEN place.own_location IS NULL THEN place.unit_id ELSE (place.own_location ->> 'unit_id')::bigint END AS unit_id,
           CASE WHEN place.own_location IS NULL THEN place.dong_id ELSE (place.own_location ->> 'dong_id')::bigint END AS dong_id
    FROM places_place place
    WHERE place.source_id = %(source)s::bigint
) p ON p.source_key = s.source_key
WHERE p.id IS NULL
   OR s.n IS NULL AND p.retired_at IS NULL AND (NOT %(partial)s::boolean OR p.source_key = ANY (%(gone)s::text[]))
   OR s.n IS NOT NULL AND (
       p.row_hash <> s.row_hash
       OR p.unit_id IS DISTINCT FROM s.unit_id
       OR p.dong_id IS DISTINCT FROM s.dong_id
       OR (p.retired_at IS NULL) = s.is_closed
   )
