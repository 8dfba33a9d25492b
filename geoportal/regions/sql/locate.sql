-- Which dong in force on this day, and so which unit, covers each point of point_to_locate?
-- OFFSET 0 keeps the polygons outside the loop: each is prepared once and asks the index for its points.
-- Boundaries overlap by slivers: the lowest code wins.
INSERT INTO located (n, dong_id, unit_id, off_m)
WITH ranked AS MATERIALIZED (
    SELECT r.id, r.parent_id, row_number() OVER (ORDER BY r.code)::integer AS rank
    FROM regions_region r
    WHERE (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
),
covering AS (
    SELECT t.n, min(r.rank) AS rank
    FROM ranked r
    JOIN regions_regionpart part ON part.region_id = r.id
    CROSS JOIN LATERAL (
        SELECT p.n FROM point_to_locate p WHERE ST_Covers(part.geom, p.point) OFFSET 0
    ) t
    GROUP BY t.n
)
SELECT c.n, r.id, r.parent_id, 0
FROM covering c
JOIN ranked r ON r.rank = c.rank
