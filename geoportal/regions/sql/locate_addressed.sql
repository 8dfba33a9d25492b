-- Which points fell in another province than their address names, within 300 m of the named one?
-- Polygons of a census are drawn that coarsely; there the address decides, by the nearest dong of its province.
UPDATE located l
SET dong_id = near.id, unit_id = near.parent_id
FROM (
    SELECT fell.ctid AS row, fell.point, province.code
    FROM located fell
    JOIN home ON home.id = fell.dong_id
    JOIN regions_region province ON province.level = 1 AND province.name_ko = split_part(fell.address, ' ', 1)
    WHERE fell.address IS NOT NULL AND NOT starts_with(home.code, province.code)
    OFFSET 0
) astray
CROSS JOIN LATERAL (
    SELECT home.id, home.parent_id
    FROM regions_regionpart p
    JOIN home ON home.id = p.region_id AND starts_with(home.code, astray.code)
    WHERE ST_DWithin(p.geom, astray.point, 0.004)
      AND ST_DWithin(p.geom::geography, astray.point::geography, 300)
    ORDER BY ST_Distance(p.geom::geography, astray.point::geography), home.code
    LIMIT 1
) near
WHERE l.ctid = astray.row
