-- Where is this lot (dong or ri, and number)? The places that stand on it, one in each si, gun or gu; `region` is one or null.
-- Columns: the fields of places.locate.Candidate, in its order.
SELECT DISTINCT ON (u.code) p.address_ko, ST_Y(p.point), ST_X(p.point), 'building',
       u.code, u.slug, u.name_ko, u.name_en, s.name
FROM places_placewords w
JOIN places_place p ON p.id = w.place_id
JOIN provenance_source s ON s.id = p.source_id
LEFT JOIN regions_region u ON u.id = p.unit_id
WHERE w.lot = %(lot)s::text AND w.lot <> ''
  AND p.retired_at IS NULL AND p.position = 'source' AND NOT s.is_sample
  AND (%(region)s::bigint IS NULL OR p.unit_id = %(region)s::bigint OR u.parent_id = %(region)s::bigint)
ORDER BY u.code, p.id
LIMIT %(most)s::int
