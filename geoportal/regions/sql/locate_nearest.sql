-- Which dong is nearest, within 2 km, to each point of doubtful that lies in none (coast, reclaimed land)?
-- Ties go to the lowest code; off_m is the distance in metres.
INSERT INTO located (n, dong_id, unit_id, off_m, address, point)
SELECT d.n, near.id, near.parent_id, near.off_m, d.address, d.point
FROM (SELECT d.* FROM doubtful d WHERE NOT EXISTS (SELECT FROM located l WHERE l.n = d.n) OFFSET 0) d
CROSS JOIN LATERAL (
    SELECT home.id, home.parent_id, ST_Distance(p.geom::geography, d.point::geography) AS off_m
    FROM regions_regionpart p
    JOIN home ON home.id = p.region_id
    WHERE ST_DWithin(p.geom, d.point, 0.025)
      AND ST_DWithin(p.geom::geography, d.point::geography, 2000)
    ORDER BY off_m, home.code
    LIMIT 1
) near
