-- Cut the dongs among these regions into parts; only polygons of more than 256 vertices are subdivided.
INSERT INTO regions_regionpart (region_id, geom)
SELECT r.id, part.geom
FROM regions_region r
CROSS JOIN LATERAL ST_Dump(r.geom) AS polygon
CROSS JOIN LATERAL (SELECT ST_Subdivide(polygon.geom, 256) AS geom) AS part
WHERE r.id = ANY (%(regions)s::bigint[]) AND r.level = %(dong)s::smallint
