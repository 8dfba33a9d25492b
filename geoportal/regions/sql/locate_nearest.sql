-- Which dong is nearest, within 2 km, to each point of point_to_locate that lies in none (coast, reclaimed
-- land)? Ties go to the lowest code; off_m is the distance in metres.
INSERT INTO located (n, dong_id, unit_id, off_m)
SELECT t.n, near.id, near.parent_id, near.off_m
FROM (SELECT p.n, p.point FROM point_to_locate p WHERE NOT EXISTS (SELECT FROM located l WHERE l.n = p.n) OFFSET 0) t
CROSS JOIN LATERAL (
    SELECT r.id, r.parent_id, ST_Distance(p.geom::geography, t.point::geography) AS off_m
    FROM regions_regionpart p
    JOIN regions_region r ON r.id = p.region_id
    WHERE ST_DWithin(p.geom, t.point, 0.025)
      AND ST_DWithin(p.geom::geography, t.point::geography, 2000)
      AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
    ORDER BY off_m, r.code
    LIMIT 1
) near
