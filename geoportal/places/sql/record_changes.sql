-- What does this load add, move, close, or open at other hours? Asked before it does so; nothing on a first load of
-- a source, and nothing of samples. A place whose position was found by its address moves when its address does.
INSERT INTO places_change (place_id, what, at, moved_m)
SELECT found.place_id, found.what, now(), found.moved_m
FROM (
    SELECT c.place_id, CASE c.what WHEN 'returned' THEN 'added' ELSE 'closed' END AS what, NULL::int AS moved_m
    FROM place_change c
    JOIN places_place p ON p.id = c.place_id
    WHERE c.what = 'returned' OR c.what IN ('retired', 'closed') AND p.retired_at IS NULL
    UNION ALL
    SELECT p.id, 'moved', moved.metres::int
    FROM place_change c
    JOIN place_staging s ON s.n = c.n
    JOIN places_place p ON p.id = c.place_id
    CROSS JOIN LATERAL (
        SELECT ST_Distance(own.point::geography, ST_SetSRID(ST_MakePoint(s.lon, s.lat), 4326)::geography) AS metres,
               own.position
        FROM (
            SELECT CASE WHEN p.own_location IS NULL THEN p.point
                        ELSE ST_SetSRID(ST_MakePoint((p.own_location ->> 'lon')::float8, (p.own_location ->> 'lat')::float8), 4326)
                   END AS point,
                   coalesce(p.own_location ->> 'position', p.position) AS position
        ) own
    ) moved
    WHERE c.what = 'updated' AND moved.metres > %(moved_m)s::int AND moved.position = s.position
      AND (s.position = 'source' OR p.address_ko <> s.address_ko)
    UNION ALL
    SELECT p.id, 'new_hours', NULL
    FROM place_change c
    JOIN place_staging s ON s.n = c.n
    JOIN places_place p ON p.id = c.place_id
    WHERE c.what = 'updated' AND (s.attributes::jsonb -> 'hours') IS DISTINCT FROM (p.attributes -> 'hours')
) found
JOIN provenance_source source ON source.id = %(source)s::bigint
WHERE NOT source.is_sample
ORDER BY found.place_id, found.what
LIMIT %(most)s::int
