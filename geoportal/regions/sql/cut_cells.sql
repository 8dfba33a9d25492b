-- Which cells of the grid does each of these dongs touch? A cell is a little larger here than it is, so that a point
-- on its edge is never taken for a point inside.
INSERT INTO regions_regioncell (cell, region_id, alone)
SELECT regions_cell(square.lat, square.lon), r.id, ST_Covers(r.geom, square.geom)
FROM regions_region r
CROSS JOIN LATERAL (
    SELECT (y + 0.5) * 0.002 AS lat, (x + 0.5) * 0.0025 AS lon,
           ST_MakeEnvelope(x * 0.0025 - 1e-9, y * 0.002 - 1e-9, (x + 1) * 0.0025 + 1e-9, (y + 1) * 0.002 + 1e-9, 4326) AS geom
    FROM generate_series(floor(ST_XMin(r.geom) / 0.0025)::int, floor(ST_XMax(r.geom) / 0.0025)::int) x
    CROSS JOIN generate_series(floor(ST_YMin(r.geom) / 0.002)::int, floor(ST_YMax(r.geom) / 0.002)::int) y
) square
WHERE r.id = ANY (%(regions)s::bigint[]) AND r.level = %(dong)s::smallint AND ST_Intersects(r.geom, square.geom)
