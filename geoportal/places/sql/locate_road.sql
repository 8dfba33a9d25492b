-- Where is this number of this road? In each si, gun or gu with a road that sounds so, the place of the nearest number.
-- Only points that a source states count; without a number any point of the road does. Numbers grow by 2 every 20 m
-- (Road Name Address Act), so that beyond 100 the road says little.
-- Columns: the fields of places.locate.Candidate, in its order; `building` for the very number, else `road`.
SELECT * FROM (
    SELECT DISTINCT ON (p.unit_id) p.address_ko, ST_Y(p.point), ST_X(p.point),
           CASE WHEN w.main = %(main)s::int AND w.sub = %(sub)s::int THEN 'building' ELSE 'road' END AS precision,
           u.code, u.slug, u.name_ko, u.name_en, s.name
    FROM places_placewords w
    JOIN places_place p ON p.id = w.place_id
    JOIN provenance_source s ON s.id = p.source_id
    LEFT JOIN regions_region u ON u.id = p.unit_id
    WHERE w.road = %(road)s::text AND w.road <> '' AND w.main > 0
      AND p.retired_at IS NULL AND p.position = 'source' AND NOT s.is_sample
      AND (%(region)s::bigint IS NULL OR p.dong_id = %(region)s::bigint OR p.unit_id = %(region)s::bigint
           OR u.parent_id = %(region)s::bigint)
      AND (%(main)s::int = 0 OR abs(w.main - %(main)s::int) <= 100)
    ORDER BY p.unit_id, abs(w.main - %(main)s::int), abs(w.sub - %(sub)s::int), p.id
) one
ORDER BY precision, code
LIMIT %(most)s::int
