-- Which dong, and so which unit, has the cell of each point of point_to_locate for itself?
-- The other points are put into doubtful.
WITH placed AS MATERIALIZED (
    SELECT p.n, p.lat, p.lon, p.address, alone.region_id
    FROM point_to_locate p
    LEFT JOIN (
        SELECT c.cell, c.region_id
        FROM regions_regioncell c
        JOIN home ON home.id = c.region_id
        WHERE c.alone
    ) alone ON alone.cell = regions_cell(p.lat, p.lon)
),
kept AS (
    INSERT INTO located (n, dong_id, unit_id, off_m, address, point)
    SELECT p.n, home.id, home.parent_id, 0,
           CASE WHEN NOT starts_with(p.address, home.address_begins) THEN p.address END,
           CASE WHEN NOT starts_with(p.address, home.address_begins) THEN ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326) END
    FROM placed p
    JOIN home ON home.id = p.region_id
)
INSERT INTO doubtful (n, cell, address, point)
SELECT n, regions_cell(lat, lon), address, ST_SetSRID(ST_MakePoint(lon, lat), 4326)
FROM placed
WHERE region_id IS NULL
