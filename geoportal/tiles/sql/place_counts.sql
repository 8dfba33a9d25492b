-- How many published places stand in each cell of a grid of 32 x 32 on this tile?
-- Column: one Mapbox vector tile with the layer `place_counts`: count, its commonest category, one id when alone.
-- Cells are those of the tile itself, without margin, so that counts over all tiles add up to the total.
SELECT coalesce(ST_AsMVT(t, 'place_counts', 4096, 'geom'), '')
FROM (
    SELECT count(*)::int AS count,
           (%(categories)s::text[])[mode() WITHIN GROUP (ORDER BY p.category_id)] AS category,
           CASE WHEN count(*) = 1 THEN min(p.id) END AS id,
           ST_AsMVTGeom(ST_Centroid(ST_Collect(p.point_3857)), ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int), 4096, 64, true) AS geom
    FROM places_place p
    WHERE p.retired_at IS NULL AND p.same_as_id IS NULL AND p.position <> 'unit'
      AND p.point_3857 && ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int)
    GROUP BY floor((ST_X(p.point_3857) + 20037508.342789244) * 2 ^ %(z)s::int * 32 / 40075016.685578488),
             floor((20037508.342789244 - ST_Y(p.point_3857)) * 2 ^ %(z)s::int * 32 / 40075016.685578488)
) t
WHERE geom IS NOT NULL
