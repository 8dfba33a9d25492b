-- How many foreign residents does each unit have in the latest census year, and where is it?
-- Columns: region id, level, persons, year, source id, ids of the si/gun, gu and province that the unit is or lies in,
-- shape (WKB, EPSG:5179); lowest code first.
WITH RECURSIVE latest AS (SELECT max(year) AS year FROM regions_foreignresidents),
counted AS (
    SELECT f.region_id, f.persons, f.year, f.source_id
    FROM regions_foreignresidents f
    JOIN latest USING (year)
    JOIN regions_region r ON r.id = f.region_id
    WHERE r.code LIKE %(prefix)s AND f.persons > 0
),
chain AS (
    SELECT c.region_id, r.id, r.parent_id, r.level
    FROM counted c
    JOIN regions_region r ON r.id = c.region_id
    UNION ALL
    SELECT c.region_id, r.id, r.parent_id, r.level
    FROM chain c
    JOIN regions_region r ON r.id = c.parent_id
)
SELECT c.region_id, r.level, c.persons, c.year, c.source_id,
       ARRAY(SELECT chain.id FROM chain WHERE chain.region_id = c.region_id AND chain.level <= 3 ORDER BY chain.level),
       ST_AsBinary(ST_Transform(r.geom, 5179))
FROM counted c
JOIN regions_region r ON r.id = c.region_id
ORDER BY r.code, r.id
