-- Which units hold this point on this day?
-- Columns: id of the dong and of each of its ancestors in force that day.
-- A point in no dong (coast, reclaimed land) takes the nearest within 2 km; ties go to the lowest code.
WITH RECURSIVE here AS (
    SELECT ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326) AS geom
),
dong AS (
    SELECT r.id, r.parent_id
    FROM here
    JOIN regions_regionpart p ON ST_DWithin(p.geom, here.geom, 0.025)
    JOIN regions_region r ON r.id = p.region_id
    WHERE (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
      AND (ST_Covers(p.geom, here.geom) OR ST_DWithin(p.geom::geography, here.geom::geography, 2000))
    ORDER BY NOT ST_Covers(p.geom, here.geom), ST_Distance(p.geom::geography, here.geom::geography), r.code
    LIMIT 1
),
chain AS (
    SELECT id, parent_id FROM dong
    UNION ALL
    SELECT r.id, r.parent_id FROM regions_region r JOIN chain c ON r.id = c.parent_id
)
SELECT c.id
FROM chain c
JOIN regions_region r ON r.id = c.id
WHERE (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
  AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
