-- Which addresses of these sources stand with a point that the source states?
-- Columns: address_ko, lat, lon.
SELECT p.address_ko, ST_Y(p.point), ST_X(p.point)
FROM places_place p
JOIN provenance_source s ON s.id = p.source_id
WHERE p.retired_at IS NULL AND p.position = 'source' AND p.own_location IS NULL AND p.address_ko <> '' AND NOT s.is_sample
  AND s.name = ANY (%(sources)s::text[])
ORDER BY p.id
