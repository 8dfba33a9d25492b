-- How many foreign residents does each unit that this tile shows have, by the latest census, and per square kilometre?
-- Column: one Mapbox vector tile with the layer `density`: code, level, names, year, persons, per_km2. Si/gun up to zoom 8,
-- from 9 the gu of those that have gu; a person counts in their dong's unit and in every unit above it.
WITH RECURSIVE bounds AS (
    SELECT ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int) AS tile,
           ST_Transform(ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int, margin => 64.0 / 4096), 4326) AS wanted,
           40075016.68 / 512 / 2 ^ %(z)s::int / 2 AS half_pixel
),
latest AS (SELECT max(year) AS year FROM regions_foreignresidents),
counted AS (
    SELECT f.region_id AS id, r.parent_id, f.persons
    FROM regions_foreignresidents f
    JOIN latest USING (year)
    JOIN regions_region r ON r.id = f.region_id
    UNION ALL
    SELECT r.id, r.parent_id, c.persons
    FROM counted c
    JOIN regions_region r ON r.id = c.parent_id
),
summed AS (SELECT id, sum(persons)::bigint AS persons FROM counted GROUP BY id),
shown AS (
    SELECT r.id, r.code, (ARRAY['province', 'sigun', 'gu', 'dong'])[r.level] AS level, r.name_ko, r.name_en,
           latest.year, s.persons, round(s.persons / (ST_Area(r.geom::geography) / 1e6))::int AS per_km2,
           ST_AsMVTGeom(coalesce(
               (SELECT a.geom FROM tiles_shape a WHERE a.region_id = r.id AND a.zoom <= %(z)s::int ORDER BY a.zoom DESC LIMIT 1),
               ST_SimplifyPreserveTopology(ST_Transform(r.geom, 3857), bounds.half_pixel)), bounds.tile, 4096, 64, true) AS geom
    FROM regions_region r
    JOIN summed s USING (id), latest, bounds
    WHERE (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
      AND r.geom && bounds.wanted
      AND CASE WHEN %(z)s::int < 9 THEN r.level = 2
          ELSE r.level = 3 OR r.level = 2 AND NOT EXISTS (
              SELECT FROM regions_region g WHERE g.parent_id = r.id AND g.level = 3
                AND (g.valid_from IS NULL OR g.valid_from <= %(day)s::date) AND (g.valid_to IS NULL OR g.valid_to >= %(day)s::date))
          END
)
SELECT coalesce(ST_AsMVT(t, 'density', 4096, 'geom', 'id'), '') FROM shown t WHERE geom IS NOT NULL
