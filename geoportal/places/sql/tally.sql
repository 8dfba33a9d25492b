-- What did this load change, and how many rows did it have that are in a region?
-- Columns: what, how many; `staged` for all rows that could be loaded.
SELECT what, count(*) FROM place_change GROUP BY what
UNION ALL
SELECT 'staged', count(*) FROM place_staging s WHERE EXISTS (SELECT FROM located l WHERE l.n = s.n)
UNION ALL
SELECT 'standing', count(*) FROM places_place
