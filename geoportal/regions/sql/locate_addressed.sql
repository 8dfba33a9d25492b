-- Which points fell in another province than their address names, within 300 m of the named one?
-- Polygons of a census are drawn that coarsely; there the address decides, by the nearest dong of its province.
UPDATE located l
SET dong_id = near.id, unit_id = near.parent_id
FROM (
    SELECT t.n, t.point, province.code
    FROM located l
    JOIN point_to_locate t ON t.n = l.n
    JOIN regions_region fell ON fell.id = l.dong_id
    JOIN regions_region province ON province.level = 1 AND province.name_ko = split_part(t.address, ' ', 1)
    WHERE NOT starts_with(fell.code, province.code)
    OFFSET 0
) astray
CROSS JOIN LATERAL (
    SELECT r.id, r.parent_id
    FROM regions_regionpart p
    JOIN regions_region r ON r.id = p.region_id AND starts_with(r.code, astray.code)
    WHERE ST_DWithin(p.geom, astray.point, 0.004)
      AND ST_DWithin(p.geom::geography, astray.point::geography, 300)
      AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
    ORDER BY ST_Distance(p.geom::geography, astray.point::geography), r.code
    LIMIT 1
) near
WHERE l.n = astray.n
