-- Which points of located_point fell in another province than their address names, within 300 m of the named one?
-- Polygons of a census are drawn that coarsely; there the address decides, by the nearest dong of its province.
UPDATE located_point l
SET dong_id = found.id, unit_id = found.parent_id
FROM (
    SELECT DISTINCT ON (t.key) t.key, r.id, r.parent_id
    FROM located_point t
    JOIN regions_region fell ON fell.id = t.dong_id
    JOIN regions_region province ON province.level = 1 AND starts_with(t.address, province.name_ko || ' ')
    JOIN regions_regionpart p ON ST_DWithin(p.geom, t.point, 0.004)
    JOIN regions_region r ON r.id = p.region_id AND starts_with(r.code, province.code)
    WHERE NOT starts_with(fell.code, province.code)
      AND ST_DWithin(p.geom::geography, t.point::geography, 300)
      AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
    ORDER BY t.key, ST_Distance(p.geom::geography, t.point::geography), r.code
) found
WHERE found.key = l.key
