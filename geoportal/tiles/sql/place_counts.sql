-- How many places stand in each cell of a grid of 32 x 32 on this tile (zoom 0 to 10)?
-- Column: one Mapbox vector tile with the layer `place_counts`: count, the commonest category, a count by each category's
-- name, the place's id as the feature's when it is alone. Cells have no margin: the counts of all tiles add up to the total.
SELECT coalesce(ST_AsMVT(t, 'place_counts', 4096, 'geom', 'id'), '')
FROM (
    SELECT id, count, category, counts,
           ST_Point((x >> (14 - %(z)s::int)) & 4095, (y >> (14 - %(z)s::int)) & 4095) AS geom
    FROM tiles_cell
    WHERE level = %(z)s::int + 5
      AND spot >= %(first)s::bigint >> (2 * (21 - %(z)s::int)) AND spot < %(end)s::bigint >> (2 * (21 - %(z)s::int))
) t
