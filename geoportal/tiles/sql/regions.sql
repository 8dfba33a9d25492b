-- Which administrative units does this tile show, and where do their names stand?
-- Column: one Mapbox vector tile with the layers `regions` (outlines) and `region_labels` (points).
-- Si/gun from the lowest zoom, gu from 9, dong from 12. Outlines are the generalized ones of the zoom, whose neighbours
-- keep their common edges; one that has none yet is simplified by itself, to half a pixel.
WITH bounds AS (
    SELECT ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int) AS tile,
           ST_Transform(ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int, margin => 64.0 / 4096), 4326) AS wanted,
           40075016.68 / 512 / 2 ^ %(z)s::int / 2 AS half_pixel
),
shown AS (
    SELECT r.id, r.code, r.slug, r.name_ko, r.name_en, r.geom, r.center,
           (ARRAY['province', 'sigun', 'gu', 'dong'])[r.level] AS level
    FROM regions_region r, bounds
    WHERE (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
      AND (r.level = 2 OR (r.level = 1 AND %(z)s::int < 8) OR (r.level = 3 AND %(z)s::int >= 9) OR (r.level = 4 AND %(z)s::int >= 12))
      AND r.geom && bounds.wanted
),
outlines AS (
    SELECT s.id, s.code, s.slug, s.level, s.name_ko, s.name_en,
           ST_AsMVTGeom(coalesce(
               (SELECT a.geom FROM tiles_shape a WHERE a.region_id = s.id AND a.zoom <= %(z)s::int ORDER BY a.zoom DESC LIMIT 1),
               ST_SimplifyPreserveTopology(ST_Transform(s.geom, 3857), bounds.half_pixel)), bounds.tile, 4096, 64, true) AS geom
    FROM shown s, bounds
),
labels AS (
    SELECT s.id, s.code, s.level, s.name_ko, s.name_en,
           ST_AsMVTGeom(ST_Transform(s.center, 3857), bounds.tile, 4096, 0, true) AS geom
    FROM shown s, bounds
)
SELECT (SELECT coalesce(ST_AsMVT(o, 'regions', 4096, 'geom', 'id'), '') FROM outlines o WHERE geom IS NOT NULL)
    || (SELECT coalesce(ST_AsMVT(l, 'region_labels', 4096, 'geom', 'id'), '') FROM labels l WHERE geom IS NOT NULL)
