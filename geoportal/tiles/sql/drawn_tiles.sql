-- Which tiles show a place (zoom 0 to 15), and which may show a region that is in force (to the zoom `deepest`)?
-- Columns: z, x, y.
WITH edges AS (
    SELECT ST_XMin(e) AS west, ST_XMax(e) AS east, ST_YMin(e) AS south, ST_YMax(e) AS north
    FROM (SELECT ST_Extent(ST_Transform(geom, 3857)) AS e FROM regions_region WHERE level = 1) provinces
),
grid AS (
    SELECT z, x, y
    FROM edges, generate_series(0, %(deepest)s::int) z,
         generate_series(tiles_column(west) >> (26 - z), tiles_column(east) >> (26 - z)) x,
         generate_series(tiles_column(-north) >> (26 - z), tiles_column(-south) >> (26 - z)) y
)
SELECT g.z, g.x, g.y
FROM grid g
WHERE EXISTS (
    SELECT FROM regions_region r
    WHERE r.level = 1 AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date) AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
      AND r.geom && ST_Transform(ST_TileEnvelope(g.z, g.x, g.y), 4326))
UNION
SELECT z, x, y FROM tiles_version
