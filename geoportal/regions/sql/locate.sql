-- Which dong, and so which unit, covers each point of doubtful?
-- The tests are made polygon by polygon: each is prepared once. Boundaries overlap by slivers: the lowest code wins.
INSERT INTO located (n, dong_id, unit_id, off_m, address, point)
SELECT DISTINCT ON (test.n) test.n, test.id, test.parent_id, 0, test.address, test.point
FROM (
    SELECT d.n, d.address, d.point, home.id, home.parent_id, home.code, r.geom
    FROM doubtful d
    JOIN regions_regioncell c ON c.cell = d.cell
    JOIN home ON home.id = c.region_id
    JOIN regions_region r ON r.id = home.id
    ORDER BY home.id
    OFFSET 0
) test
WHERE ST_Covers(test.geom, test.point)
ORDER BY test.n, test.code
