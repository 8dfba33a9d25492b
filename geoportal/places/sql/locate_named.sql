-- Where are these places, below a region if one is given? The shortest name first.
-- Columns: the fields of places.locate.Candidate, in its order.
SELECT p.name_ko, ST_Y(p.point), ST_X(p.point), CASE p.position WHEN 'source' THEN 'building' ELSE p.position END,
       u.code, u.slug, u.name_ko, u.name_en, s.name
FROM unnest(%(ids)s::bigint[]) AS wanted (id)
JOIN places_place p ON p.id = wanted.id
JOIN provenance_source s ON s.id = p.source_id
LEFT JOIN regions_region u ON u.id = p.unit_id
WHERE p.retired_at IS NULL AND NOT s.is_sample
  AND (%(region)s::bigint IS NULL OR p.dong_id = %(region)s::bigint OR p.unit_id = %(region)s::bigint
           OR u.parent_id = %(region)s::bigint)
ORDER BY length(p.name_ko), p.id
LIMIT %(most)s::int
