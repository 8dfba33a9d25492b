-- Which places does this tile show (zoom 11 to 13)? Those in one cell of a grid of 128 x 128 are one feature.
-- Column: one Mapbox vector tile with the layer `places`: the place's id as the feature's when it is alone, else `count`;
-- the (commonest) category. Cells have no margin: places and counts of all tiles add up to the total.
SELECT coalesce(ST_AsMVT(t, 'places', 4096, 'geom', 'id'), '')
FROM (
    SELECT id, nullif(count, 1) AS count, category,
           ST_Point((x >> (14 - %(z)s::int)) & 4095, (y >> (14 - %(z)s::int)) & 4095) AS geom
    FROM tiles_cell
    WHERE level = %(z)s::int + 7
      AND spot >= %(first)s::bigint >> (2 * (19 - %(z)s::int)) AND spot < %(end)s::bigint >> (2 * (19 - %(z)s::int))
) t
