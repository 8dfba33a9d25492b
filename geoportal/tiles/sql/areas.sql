-- Which offices serve the regions that this tile shows, as their sources state it (from zoom 8)?
-- Column: one Mapbox vector tile with the layer `areas`: a region's code, level and names, and by the name of each kind of
-- office the id of the place that serves all of it. Parts of regions that no region stands for have no outline.
WITH bounds AS (
    SELECT ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int) AS tile,
           ST_Transform(ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int, margin => 64.0 / 4096), 4326) AS wanted,
           40075016.68 / 512 / 2 ^ %(z)s::int / 2 AS half_pixel
),
shown AS (
    SELECT r.id, r.code, (ARRAY['province', 'sigun', 'gu', 'dong'])[r.level] AS level, r.name_ko, r.name_en, served.offices,
           ST_AsMVTGeom(coalesce(
               (SELECT a.geom FROM tiles_shape a WHERE a.region_id = r.id AND a.zoom <= %(z)s::int ORDER BY a.zoom DESC LIMIT 1),
               ST_SimplifyPreserveTopology(ST_Transform(r.geom, 3857), bounds.half_pixel)), bounds.tile, 4096, 64, true) AS geom
    FROM regions_region r, bounds, LATERAL (
        SELECT jsonb_object_agg(s.kind, s.place_id ORDER BY s.place_id) AS offices
        FROM places_servicearea s
        JOIN places_place p ON p.id = s.place_id
        WHERE s.region_code = r.code AND s.part_ko = '' AND p.retired_at IS NULL
          AND (s.valid_from IS NULL OR s.valid_from <= %(day)s::date)
          AND (s.valid_to IS NULL OR s.valid_to >= %(day)s::date)
    ) served
    WHERE (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
      AND r.geom && bounds.wanted AND served.offices IS NOT NULL
)
SELECT coalesce(ST_AsMVT(t, 'areas', 4096, 'geom', 'id'), '') FROM shown t WHERE geom IS NOT NULL
