-- Which places does this tile show, one by one and with their names (from zoom 15)? Those of which only the city is known
-- are no dots. A margin of 1/64, so that programs that cut at a tile's edge draw what reaches over it.
-- Column: one Mapbox vector tile with the layer `places`: the place's id as the feature's, category, names, is_sample.
SELECT coalesce(ST_AsMVT(t, 'places', 4096, 'geom', 'id'), '')
FROM (
    SELECT p.id, tiles_category(p.category_id) AS category, p.name_ko, nullif(p.name_en, '') AS name_en,
           nullif(s.is_sample, false) AS is_sample,
           ST_AsMVTGeom(p.point_3857, ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int), 4096, 64, true) AS geom
    FROM places_place p
    JOIN provenance_source s ON s.id = p.source_id
    WHERE p.retired_at IS NULL AND p.same_as_id IS NULL AND p.position <> 'unit'
      AND p.point_3857 && ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int, margin => 64.0 / 4096)
) t
WHERE geom IS NOT NULL
