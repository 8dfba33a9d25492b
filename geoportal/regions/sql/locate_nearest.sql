-- Which dong is nearest, within 2 km, to each point of located_point that lies in none (coast, reclaimed
-- land)? Ties go to the lowest code; off_m is the distance in metres.
UPDATE located_point l
SET dong_id = found.id, unit_id = found.parent_id, off_m = found.off_m
FROM (
    SELECT DISTINCT ON (t.key) t.key, r.id, r.parent_id, ST_Distance(p.geom::geography, t.point::geography) AS off_m
    FROM located_point t
    JOIN regions_regionpart p ON ST_DWithin(p.geom, t.point, 0.025)
    JOIN regions_region r ON r.id = p.region_id
    WHERE t.dong_id IS NULL
      AND ST_DWithin(p.geom::geography, t.point::geography, 2000)
      AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
    ORDER BY t.key, off_m, r.code
) found
WHERE found.key = l.key
