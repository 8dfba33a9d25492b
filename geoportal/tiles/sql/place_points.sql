-- Which places does this tile show (zoom 14), one by one?
-- Column: one Mapbox vector tile with the layer `places`: the place's id as the feature's, the category. No margin.
SELECT coalesce(ST_AsMVT(t, 'places', 4096, 'geom', 'id'), '')
FROM (
    SELECT id, category, ST_Point(x & 4095, y & 4095) AS geom
    FROM tiles_point
    WHERE spot >= %(first)s::bigint AND spot < %(end)s::bigint
) t
