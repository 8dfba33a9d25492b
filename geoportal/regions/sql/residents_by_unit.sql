-- How many foreign residents does each si/gun and gu have in the latest census year?
-- Columns: region id, persons. A person counts in their dong's unit and in every unit above it.
WITH RECURSIVE latest AS (SELECT max(year) AS year FROM regions_foreignresidents),
counted AS (
    SELECT f.region_id AS id, r.parent_id, r.level, f.persons
    FROM regions_foreignresidents f
    JOIN latest USING (year)
    JOIN regions_region r ON r.id = f.region_id
    WHERE r.code LIKE %(prefix)s
    UNION ALL
    SELECT r.id, r.parent_id, r.level, c.persons
    FROM counted c
    JOIN regions_region r ON r.id = c.parent_id
)
SELECT id, sum(persons)::bigint FROM counted WHERE level IN (2, 3) GROUP BY id
