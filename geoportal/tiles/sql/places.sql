-- Which published places does this tile show, one by one? One of which only the city is known is no dot.
-- Column: one Mapbox vector tile with the layer `places`.
SELECT coalesce(ST_AsMVT(t, 'places', 4096, 'geom'), '')
FROM (
    SELECT p.id, (%(categories)s::text[])[p.category_id] AS category, p.name_ko, p.name_en, s.is_sample,
           ST_AsMVTGeom(p.point_3857, ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int), 4096, 64, true) AS geom
    FROM places_place p
    JOIN provenance_source s ON s.id = p.source_id
    WHERE p.retired_at IS NULL AND p.same_as_id IS NULL AND p.position <> 'unit'
      AND p.point_3857 && ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int, margin => 64.0 / 4096)
) t
WHERE geom IS NOT NULL
